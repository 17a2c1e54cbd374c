#include "web/app/contact_sections.h"

#include <algorithm>

#include "core/base/phone.h"
#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/note.h"
#include "web/app/contact_edit.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/person_facts.h"
#include "web/app/tag_colours.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"
#include "web/app/written_lines.h"

namespace tributary::app {
namespace {

constexpr float head_h = 38, line_h = 24, small_button = 28;

// A title and at its end what can be done; true: it is wanted.
bool head(Frame& f, Rect box, std::string_view title, NodeId id, std::string_view action, std::string_view picture) {
  Ui& ui = f.ui;
  platform::Node& heading = ui.node(node_id("contact-heading", node_id(title)), NodeRole::heading, Rect{box.x, box.y + 10, box.w - 40, 20}, title);
  heading.level = 4;
  ui.enter(heading.id);
  ui.text_in(box.x, box.y + 10, box.w - 40, Style::small_strong, ui.theme().text, title);
  ui.leave();
  if (action.empty()) return false;
  return button(ui, id, Rect{box.right() - small_button, box.y + 6, small_button, small_button}, action, {ButtonLook::quiet, picture, true});
}

bool line_button(Frame& f, NodeId id, Rect box, std::string_view name, std::string_view picture) {
  return button(f.ui, id, box, name, {ButtonLook::quiet, picture, true});
}

float line(Frame& f, NodeId id, Rect box, float y, std::string_view name, std::string_view value) {
  Ui& ui = f.ui;
  const float name_w = std::min(ui.width_of(Style::small, name) + gap::medium, box.w * 0.45f);
  ui.label(id, box.x, y, name_w, Style::small, ui.theme().muted, name);
  ui.label(id + 1, box.x + name_w, y, box.w - name_w, Style::small, ui.theme().text, value, Align::end);
  return line_h;
}

bool editing(const Frame& f, ContactPart part, ContactId person) {
  return f.state.contact_edit.part == part && f.state.contact_edit.contact == person;
}

std::string_view for_eye(Ui& ui, const std::string& address) {
  return address.substr(0, 1) == "+" ? ui.keep(for_people(address)) : ui.keep(address);
}

}  // namespace

// Every address, whichever merged contact brought it; the merged ones can be set apart again.
float contact_identities(Frame& f, Rect box, ContactId person) {
  Ui& ui = f.ui;
  const State& state = f.data();
  head(f, box, words::people::identities, 0, {}, {});
  float y = box.y + head_h;
  for (IdentityId id : identities_of(state, person)) {
    const Identity* identity = state.identities.find(id);
    const std::string& address = f.words().address(id);
    if (!identity || address.empty()) continue;
    const float room = box.w - small_button - gap::tiny;
    const std::string_view shown = for_eye(ui, address);
    const bool stopped = !identity->opted_out.empty();
    ui.label(node_id("identity", id), box.x, y + 4, room, Style::small, ui.theme().text, shown);
    const std::string_view below = words::dotted(ui, {kind_word(identity->kind), stopped ? std::string_view(words::people::opted_out) : std::string_view()});
    ui.label(node_id("identity-kind", id), box.x, y + 22, room, Style::caption, stopped ? ui.theme().warning : ui.theme().muted, below);
    const std::string_view copy = words::listed(ui, {words::copy_address, shown});
    if (line_button(f, node_id("identity-copy", id), Rect{box.right() - small_button, y + 6, small_button, small_button}, copy, icon::copy))
      f.want(intent::CopyText{address});
    y += 44;
  }
  for (ContactId merged : merged_family(state, person)) {
    const Contact* contact = state.contacts.find(merged);
    if (merged == person || !contact) continue;
    const std::string& name = f.words().contact_name(merged);
    const std::string_view shown = name.empty() ? std::string_view(words::unknown_contact) : ui.keep(name);
    const std::string_view action = words::format(ui, words::people::merge_undo, {{"name", shown}});
    const float w = std::min(box.w, button_width(ui, action));
    if (button(ui, node_id("unmerge", merged), Rect{box.x, y, w, small_button}, action))
      f.want(intent::Do{UnmergeContact{merged}, words::formatted(words::people::unmerged, {{"name", shown}}), {MergeContacts{contact->merged_into, merged}}});
    y += small_button + gap::small;
  }
  const float w = std::min(box.w, button_width(ui, words::people::merge_with));
  if (button(ui, node_id("contact-merge"), Rect{box.x, y + gap::tiny, w, small_button}, words::people::merge_with)) f.want(intent::OpenForm{Dialog::merge, f.state.open, person});
  return y + small_button + gap::medium - box.y;
}

float contact_tags(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  if (head(f, box, words::people::tags, node_id("contact-tags"), words::people::tags_change, icon::pencil)) f.want(intent::OpenForm{Dialog::tags, conversation.id});
  float x = box.x, y = box.y + head_h;
  const std::vector<TagId> tags = tags_of(f.data(), conversation);
  if (tags.empty()) ui.label(node_id("tags-none"), box.x, y, box.w, Style::small, t.muted, words::people::tags_no);
  for (TagId id : tags) {
    const Tag* tag = f.data().tags.find(id);
    if (!tag) continue;
    const std::string_view name = ui.keep(tag->name);
    const float w = std::min(ui.width_of(Style::caption, name) + 34, box.w);
    if (x > box.x && x + w > box.right()) x = box.x, y += line_h + gap::tiny;
    const Rect chip{x, y, w, line_h};
    ui.fill(chip, t.surface, line_h / 2);
    ui.stroke(chip, t.border_strong, line_h / 2);
    ui.circle(chip.x + 14, chip.y + line_h / 2, 5, tag_dot(t, tag->colour));
    ui.label(node_id("contact-tag", id), chip.x + 24, chip.y + 4, w - 32, Style::caption, t.text, name);
    if (!tag->description.empty()) ui.hint(node_id("contact-tag", id), chip, ui.keep(tag->description));
    x += w + gap::tiny;
  }
  return y + line_h + gap::small - box.y;
}

float contact_customer(Frame& f, Rect box, ContactId person) {
  Ui& ui = f.ui;
  const ContactId owner = customer_owner(f.data(), person);
  const Contact* linked = f.data().contacts.find(owner);
  const CustomerRecord* record = linked ? f.words().customer(linked->customer) : nullptr;
  const NodeId id = node_id("contact-customer");
  if (!record) {
    if (head(f, box, words::people::customer, id, words::people::customer_link, icon::plus)) f.want(intent::OpenForm{Dialog::customer, f.state.open, person});
    ui.label(id + 1, box.x, box.y + head_h, box.w, Style::small, ui.theme().muted, words::people::customer_no);
    return head_h + line_h + gap::small;
  }
  if (head(f, box, words::people::customer, id, words::people::customer_edit, icon::pencil))
    f.want(intent::OpenForm{Dialog::customer_form, f.state.open, person, {}, {}, record->id});
  float y = box.y + head_h;
  ui.label(id + 1, box.x, y, box.w, Style::body_strong, ui.theme().text, ui.keep(record->name));
  y += line_h;
  struct Row { Word name; const std::string& value; };
  const Row rows[] = {{words::people::customer_reference, record->reference}, {words::people::customer_company, record->company}, {words::email, record->email},
                      {words::people::kind_phone, record->phone}, {words::people::customer_url, record->url}};
  std::uint64_t number = 0;
  for (const Row& row : rows) {
    ++number;
    if (!row.value.empty()) y += line(f, node_id("customer-line", number), box, y, row.name, ui.keep(row.value));
  }
  for (const Attribute& one : record->fields) y += line(f, node_id("customer-field", ++number), box, y, ui.keep(one.name), ui.keep(one.value));
  const float other_w = button_width(ui, words::people::customer_other), apart_w = button_width(ui, words::people::customer_unlink);
  if (button(ui, id + 2, Rect{box.x, y + gap::tiny, std::min(other_w, box.w), small_button}, words::people::customer_other)) f.want(intent::OpenForm{Dialog::customer, f.state.open, person});
  const bool below = other_w + gap::small + apart_w > box.w;
  if (below) y += small_button + gap::small;
  if (button(ui, id + 3, Rect{below ? box.x : box.x + other_w + gap::small, y + gap::tiny, std::min(apart_w, box.w), small_button}, words::people::customer_unlink))
    f.want(intent::Do{LinkCustomer{owner, {}}, words::formatted(words::people::customer_unlinked, {{"name", record->name}}), {LinkCustomer{owner, record->id}}});
  return y + small_button + gap::medium - box.y;
}

float contact_attributes(Frame& f, Rect box, ContactId person) {
  Ui& ui = f.ui;
  const std::vector<Attribute> all = f.words().attributes(f.data(), person);
  if (head(f, box, words::people::attributes, nodes::contact_edit_button(ContactPart::attributes), words::people::attributes_edit, icon::pencil))
    f.want(intent::EditContact{ContactPart::attributes, person});
  if (editing(f, ContactPart::attributes, person)) return head_h + contact_editor(f, Rect{box.x, box.y + head_h, box.w, 0}) + gap::small;
  float y = box.y + head_h;
  std::uint64_t number = 0;
  for (const Attribute& one : all) y += line(f, node_id("attribute", ++number), box, y, ui.keep(one.name), ui.keep(one.value));
  if (!all.empty()) return y + gap::small - box.y;
  ui.label(node_id("attributes-none"), box.x, y, box.w, Style::small, ui.theme().muted, words::people::attributes_no);
  return head_h + line_h + gap::small;
}

float contact_notes(Frame& f, Rect box, ContactId person) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  if (head(f, box, words::people::contact_notes, nodes::contact_edit_button(ContactPart::note), words::people::note_add, icon::plus)) f.want(intent::EditContact{ContactPart::note, person});
  float y = box.y + head_h;
  if (editing(f, ContactPart::note, person)) y += contact_editor(f, Rect{box.x, y, box.w, 0}) + gap::small;
  int shown = 0;
  for (NoteId id : notes_of(f.data(), person)) {
    const Note* note = f.data().notes.find(id);
    const std::string& text = f.words().note(id);
    if (!note || blank(text)) continue;
    ++shown;
    const std::string_view words = ui.keep(for_display(text)), author = agent_words(f, note->author);
    const float inner = box.w - 2 * gap::medium;
    const text::Layout& lines = text::layout(words, static_cast<int>(Style::small), inner);
    const float h = line_height(Style::small) * static_cast<float>(lines.lines.size()) + 40;
    const Rect card{box.x, y, box.w, h};
    platform::Node& article = ui.node(node_id("contact-note", id), NodeRole::article, card, words::listed(ui, {words::private_note, author}));
    article.description = ui.join({"(", words::private_note, ") ", author});
    article.value = words;
    ui.enter(article.id);
    ui.fill(card, t.note_bg, radius::card);
    ui.stroke(card, t.note_border, radius::card);
    ui.label(node_id("contact-note-by", id), card.x + gap::medium, card.y + 8, inner - 2 * small_button, Style::caption, t.note_text, author);
    written_lines(ui, node_id("contact-note-text", id), card.x + gap::medium, card.y + 28, inner, words, lines, {Style::small, t.note_text, t.note_text, t.note_bg});
    const bool own = note->author == f.me();
    intent::OpenForm edit{Dialog::note_form, {}, person};
    edit.note = id;
    if (own && line_button(f, node_id("contact-note-edit", id), Rect{card.right() - 2 * small_button - 4, card.y + 2, small_button, small_button}, words::people::note_edit, icon::pencil)) f.want(std::move(edit));
    if (own &&
        line_button(f, node_id("contact-note-delete", id), Rect{card.right() - small_button - 4, card.y + 2, small_button, small_button}, words::people::note_delete, icon::cross))
      f.want(intent::Do{DeleteNote{id}, std::string(std::string_view(words::people::note_gone)), {AddNote{{}, note->contact, text, {}}}});
    ui.leave();
    y += h + gap::small;
  }
  if (shown > 0 || editing(f, ContactPart::note, person)) return y - box.y;
  ui.label(node_id("contact-notes-none"), box.x, y, box.w, Style::small, t.muted, words::people::contact_notes_no);
  return head_h + line_h + gap::small;
}

float contact_earlier(Frame& f, Rect box, ContactId person, ConversationId shown) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  head(f, box, words::people::earlier, 0, {}, {});
  float y = box.y + head_h;
  const std::vector<ConversationId> all = conversations_of(f, person);
  const float h = ui.target(46);
  ui.node(node_id("earlier"), NodeRole::list, Rect{box.x, y, box.w, h * static_cast<float>(all.size())}, words::people::earlier);
  ui.enter(node_id("earlier"));
  for (ConversationId id : all) {
    const Conversation* one = f.data().conversations.find(id);
    if (!one) continue;
    const Rect row{box.x - gap::small, y, box.w + 2 * gap::small, h};
    const ListRow facts = list_row(f.data(), *one, f.me());
    const std::string_view when = ui.keep(platform::format_day(static_cast<double>(one->last_activity.ms)));
    const std::string_view state = one->status == WorkStatus::resolved ? std::string_view(words::resolved) : one->status == WorkStatus::snoozed ? std::string_view(words::snoozed) : std::string_view(words::status_open);
    const std::string_view first = words::dotted(ui, {when, channel_word(one->channel), state}), second = preview_words(f, facts);
    const NodeId node = node_id("earlier-row", id);
    platform::Node& item = ui.node(node, NodeRole::listitem, row, words::listed(ui, {first, second}));
    item.flags |= platform::node_focus_ring_inset;
    if (id == shown) item.flags |= platform::node_current;
    ui.enter(node);
    if (id == shown) ui.fill(row, t.selected, radius::button);
    else if (ui.hovered(row)) ui.fill(row, t.hover, radius::button);
    ui.text_in(box.x, y + 5, box.w, Style::small, t.text, first);
    ui.text_in(box.x, y + 24, box.w, Style::caption, t.muted, second);
    ui.leave();
    if (ui.activated(node)) f.want(intent::OpenConversation{id});
    y += h;
  }
  ui.leave();
  return y + gap::small - box.y;
}

}  // namespace tributary::app
