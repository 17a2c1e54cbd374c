#include "web/app/library_pane.h"

#include <algorithm>
#include <array>

#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/library_rows.h"
#include "web/app/library_templates.h"
#include "web/app/tag_colours.h"
#include "web/app/widgets/choices.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/widgets/section_head.h"
#include "web/app/words_health.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

constexpr float row_h = 60, template_h = 82, told_y = 73, inner = 16, sign = 32, roomy = 480;
constexpr std::size_t text_shown = 160;

// What a part is called, what it says of itself, what its list says when it is empty, what makes a new one.
struct PartWords { std::string_view name, hint, none, make; Dialog form; };

PartWords words_of(const Frame& f, LibraryPart part) {
  if (part == LibraryPart::tags) return {words::people::tags, words::library::tags_hint, words::people::tags_no, words::library::tag_new, Dialog::tag_form};
  if (part == LibraryPart::replies) return {words::saved_replies, words::library::replies_hint, words::library::replies_none, words::library::reply_new, Dialog::reply_form};
  if (part == LibraryPart::templates) {
    const Word hint = f.admin() ? words::library::templates_hint : words::library::templates_hint_agent;
    return {words::templates, hint, words::library::templates_none, words::library::template_new, Dialog::template_form};
  }
  const Word hint = f.admin() ? words::library::teams_hint : words::library::teams_hint_agent;
  return {words::library::teams, hint, words::library::teams_none, words::library::team_new, Dialog::team_form};
}

struct Row {
  std::string_view title, note, detail;  // note: a shortcut, or how many conversations
  std::uint32_t dot = 0;                 // of a tag
  bool archived = false, known = true;
};

std::string_view used_words(Ui& ui, std::uint32_t count) { return count == 0 ? std::string_view() : words::plural(ui, words::library::used, count); }

std::string_view names_of(Frame& f, const Team& team) {
  std::string_view names;
  for (AgentId agent : team.members) names = words::listed(f.ui, {names, f.words().agent_name(agent)});
  return names.empty() ? std::string_view(words::library::members_none) : names;
}

Row row_of(Frame& f, const LibraryThing& thing) {
  Ui& ui = f.ui;
  if (const SavedReply* r = f.data().saved_replies.find(thing.saved)) {
    const std::string_view shortcut = r->shortcut.empty() ? std::string_view() : ui.join({"/", r->shortcut});
    return {r->title, shortcut, words::dotted(ui, {r->folder, ui.keep(one_line(r->body, text_shown))})};
  }
  if (const Tag* tag = f.data().tags.find(thing.tag)) return {tag->name, used_words(ui, used(f.state.library, *tag)), tag->description, tag_dot(ui.theme(), tag->colour), tag->archived};
  if (const Team* team = f.data().teams.find(thing.team)) return {team->name, used_words(ui, used(f.state.library, *team)), names_of(f, *team), 0, team->archived};
  return {{}, {}, {}, 0, false, false};
}

NodeId row_id(const LibraryThing& thing) {
  if (thing.message_template) return node_id("library-template", thing.message_template);
  return thing.saved ? node_id("library-reply", thing.saved) : thing.tag ? node_id("library-tag", thing.tag) : node_id("library-team", thing.team);
}

void edit(Frame& f, const LibraryThing& thing) {
  intent::OpenForm form{words_of(f, f.state.library.part).form};
  form.tag = thing.tag;
  form.thing = thing;
  f.want(form);
}

// Archiving forgets nothing: what was archived comes back as it was.
void restore(Frame& f, const LibraryThing& thing) {
  const Tag* tag = f.data().tags.find(thing.tag);
  const Team* team = f.data().teams.find(thing.team);
  if (tag) f.want(intent::Do{RestoreTag{tag->id}, words::formatted(words::people::tag_restored, {{"tag", tag->name}}), {ArchiveTag{tag->id}}});
  if (team) f.want(intent::Do{ConfigureTeam{team->id, team->name, team->members}, words::formatted(words::people::tag_restored, {{"tag", team->name}}), {ArchiveTeam{team->id}}});
}

// At the row's end; returns where they begin.
float row_buttons(Frame& f, Rect box, const LibraryThing& thing, const Row& row) {
  Ui& ui = f.ui;
  if (thing.team && !f.admin()) return box.right() - inner;
  const auto spoken = [&](std::string_view action) { return words::format(ui, words::health::act_of, {{"action", action}, {"name", row.title}}); };
  const float h = ui.target(size::button), y = box.y + (box.h - h) / 2;
  float x = box.right() - inner - (row.archived ? button_width(ui, words::people::tag_restore) : 2 * h);
  const NodeId first = nodes::library_edit(thing);
  if (row.archived) {
    ButtonOptions look;
    look.spoken = spoken(words::people::tag_restore);
    if (button(ui, first, Rect{x, y, box.right() - inner - x, h}, words::people::tag_restore, look)) restore(f, thing);
    return x;
  }
  const std::string_view remove = thing.saved ? words::saved_delete : words::people::tag_archive;
  if (button(ui, first, Rect{x, y, h, h}, spoken(words::edit), {ButtonLook::quiet, icon::pencil, true})) edit(f, thing);
  if (button(ui, node_id("library-remove", row_id(thing)), Rect{x + h, y, h, h}, spoken(remove), {ButtonLook::quiet, icon::cross, true})) f.want(intent::RemoveThing{thing});
  return x;
}

// How many conversations there are leads to their list, also those of what is archived; returns where it begins.
float used_button(Frame& f, Rect box, const LibraryThing& thing, const Row& row, float right) {
  Ui& ui = f.ui;
  ButtonOptions look{ButtonLook::quiet};
  look.spoken = words::format(ui, words::health::act_of, {{"action", row.note}, {"name", row.title}});
  const float w = button_width(ui, row.note, look), h = ui.target(size::button);
  if (button(ui, node_id("library-used", row_id(thing)), Rect{right - w, box.y + (box.h - h) / 2, w, h}, row.note, look)) {
    ListFilter filter;
    if (thing.tag) filter.tags.push_back(thing.tag);
    else filter.teams.push_back(thing.team);
    f.want(intent::ShowList{InboxView::all, std::move(filter)});
  }
  return right - w;
}

void one_row(Frame& f, Rect box, const LibraryThing& thing, int position, int count) {
  const Row row = row_of(f, thing);
  if (!row.known) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = row_id(thing);
  const std::string_view archived = row.archived ? std::string_view(words::library::archived) : std::string_view();
  platform::Node& node = ui.node(id, NodeRole::listitem, box, words::listed(ui, {row.title, archived, row.note, row.detail}));
  node.flags |= platform::node_static;
  node.position = position;
  node.set_size = count;
  ui.enter(id);
  const bool one = row.detail.empty();
  const float top = one ? box.y + (box.h - 20) / 2 : box.y + 11;
  float x = box.x + inner;
  if (thing.tag) ui.circle(x + 6, top + 10, 6, row.dot), x += 24;
  if (thing.team) avatar(ui, x, box.y + (box.h - sign) / 2, sign, row.title), x += sign + gap::medium;
  float right = row_buttons(f, box, thing, row) - gap::medium;
  const bool leads = !thing.saved && !row.note.empty() && box.w >= roomy;
  if (leads) right = used_button(f, box, thing, row, right) - gap::small;
  const std::string_view note = words::dotted(ui, {archived, leads ? std::string_view() : row.note});
  const float note_w = std::min(ui.width_of(Style::caption, note), (right - x) / 2);
  ui.text_in(x, top, right - x - note_w - gap::small, Style::small_strong, row.archived ? t.muted : t.text, row.title);
  ui.text_in(right - note_w, top + 1, note_w, Style::caption, t.muted, note);
  if (!one) ui.text_in(x, box.y + 31, right - x, Style::small, t.muted, row.detail);
  ui.leave();
}

float words_right(const Frame& f, Rect box, const MessageTemplate& one) {
  return box.right() - inner - (may_change(f, one) ? f.ui.target(size::button) + gap::medium : 0);
}

// What is listed of a template takes three lines; what WhatsApp says of it, and what to do about that, is never cut.
float height_of(Frame& f, const LibraryThing& thing, float w) {
  if (!thing.message_template) return row_h;
  const MessageTemplate* t = f.data().templates.find(thing.message_template);
  const std::string_view told = t ? template_told(f.ui, *t) : std::string_view();
  return told.empty() ? template_h : template_h + gap::hair + f.ui.paragraph_height(Style::small, told, words_right(f, Rect{0, 0, w, 0}, *t) - inner);
}

void template_looks(Frame& f, Rect box, const MessageTemplate& one, const TemplateRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  using Mood = TemplateRow::Mood;
  const bool bad = row.mood == Mood::bad, waits = row.mood == Mood::waits, good = row.mood == Mood::good;
  const std::uint32_t ground = bad ? t.danger_bg : waits ? t.warning_bg : good ? t.success_bg : t.sunken;
  const float x = box.x + inner, right = words_right(f, box, one), state_w = pill_width(ui, row.state);
  ui.text_in(x, box.y + 11, right - x - state_w - gap::small, Style::small_strong, t.text, one.name);
  pill(ui, right - state_w, box.y + 11, row.state, ground, bad ? t.danger : waits ? t.warning : good ? t.success : t.muted);
  ui.text_in(x, box.y + 32, right - x, Style::caption, t.muted, row.facts);
  ui.text_in(x, box.y + 52, right - x, Style::small, t.text, row.words);
  if (!row.told.empty()) ui.paragraph(node_id("template-told", one.id), x, box.y + told_y, right - x, Style::small, bad ? t.danger : t.muted, row.told);
}

void one_template(Frame& f, Rect box, const MessageTemplate& one, int position, int count) {
  Ui& ui = f.ui;
  const LibraryThing thing{{}, {}, {}, one.id};
  const TemplateRow row = template_row(f, one);
  platform::Node& node = ui.node(row_id(thing), NodeRole::listitem, box, words::listed(ui, {one.name, row.state, row.told, row.facts, row.words}));
  node.flags |= platform::node_static;
  node.position = position;
  node.set_size = count;
  ui.enter(node.id);
  const float h = ui.target(size::button);
  const bool may = may_change(f, one);
  const Rect at{box.right() - inner - h, box.y + (box.h - h) / 2, h, h};
  template_looks(f, box, one, row);
  const std::string_view spoken = words::format(ui, words::health::act_of, {{"action", words::edit}, {"name", one.name}});
  if (may && button(ui, nodes::library_edit(thing), at, spoken, {ButtonLook::quiet, icon::pencil, true})) edit(f, thing);
  ui.leave();
}

// Only what is near the view is drawn; two thousand saved replies are allowed.
void rows(Frame& f, Rect view, float x, float& y, float w) {
  Ui& ui = f.ui;
  const LibraryState& s = f.state.library;
  float all_h = 0;
  for (const LibraryThing& thing : s.rows) all_h += height_of(f, thing, w);
  const Rect box{x, y, w, all_h};
  ui.fill(box, ui.theme().surface, radius::card);
  ui.stroke(box, ui.theme().border, radius::card);
  const NodeId list = node_id("library-list");
  ui.node(list, NodeRole::list, box, words_of(f, s.part).name);
  ui.enter(list);
  const int count = static_cast<int>(s.rows.size());
  for (int i = 0; i < count; ++i) {
    const LibraryThing& thing = s.rows[static_cast<std::size_t>(i)];
    const Rect at{x, y, w, height_of(f, thing, w)};
    y += at.h;
    if (at.bottom() < view.y - view.h || at.y > view.bottom() + view.h) continue;
    if (i > 0) ui.line_across(x + inner, at.y, w - 2 * inner, ui.theme().border);
    if (const MessageTemplate* t = f.data().templates.find(thing.message_template)) one_template(f, at, *t, i + 1, count);
    else one_row(f, at, thing, i + 1, count);
  }
  ui.leave();
}

// Grey shapes while the state is still on its way, else why there is nothing.
void no_rows(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const LibraryState& s = f.state.library;
  const Rect box{x, y, w, row_h};
  y += row_h;
  ui.fill(box, ui.theme().surface, radius::card);
  ui.stroke(box, ui.theme().border, radius::card);
  const ClientSession::Link link = f.session.link();
  if (link == ClientSession::Link::connecting || link == ClientSession::Link::catching_up) return skeleton_bar(ui, Rect{x + inner, box.y + 24, w * 0.4f, 11});
  const std::string_view said = s.query.empty() ? words_of(f, s.part).none : words::format(ui, words::people::nothing_for, {{"query", s.query}});
  ui.label(node_id("library-nothing"), x + inner, box.y + 20, w - 2 * inner, Style::body, ui.theme().muted, said);
}

void search_and_new(Frame& f, float x, float& y, float w, const PartWords& part) {
  Ui& ui = f.ui;
  const LibraryState& s = f.state.library;
  const bool may = (s.part != LibraryPart::teams && s.part != LibraryPart::templates) || f.admin();
  const ButtonOptions look{ButtonLook::primary, icon::plus};
  const float h = ui.target(std::max(ui.sizes().input, ui.sizes().button)), make_w = may ? button_width(ui, part.make, look) : 0;
  const Rect box{x, y, std::min(360.0f, w - make_w - (may ? gap::small : 0)), h};
  field(ui, nodes::library_search(), box, words::library::find, {words::library::find, s.query});
  if (may && button(ui, node_id("library-new"), Rect{x + w - make_w, y, make_w, h}, part.make, look)) edit(f, {});
  y += h + gap::medium;
}

void parts(Frame& f, float x, float& y, float w) {
  const std::array<std::string_view, 4> names{words::saved_replies, words::people::tags, words::library::teams, words::templates};
  const float h = radio_height(f.ui, names, w);
  const int chosen = static_cast<int>(f.state.library.part) - 1;
  const int picked = radio_group(f.ui, node_id("library-parts"), Rect{x, y, w, h}, words::library::title, names, chosen);
  if (picked >= 0) f.want(intent::OpenLibrary{static_cast<LibraryPart>(picked + 1)});
  y += h + gap::huge;
}

// Whoever came out of a conversation goes on in it.
void way_back(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  const Conversation* conversation = f.open();
  if (!conversation) return;
  const std::string_view name = words::format(ui, words::library::back_to, {{"name", contact_title(f, *conversation)}});
  const ButtonOptions look{ButtonLook::quiet, icon::arrow_left};
  const float h = ui.target(size::button);
  if (button(ui, node_id("library-back"), Rect{x, y, std::min(w, button_width(ui, name, look)), h}, name, look)) {
    f.want(intent::OpenConversation{conversation->id});
    f.want(intent::FocusThread{});
  }
  y += h + gap::small;
}

// As large as it can be read whole.
Style title_style(const Ui& ui, float w) {
  for (const Style one : {Style::heading, Style::title, Style::body_strong})
    if (ui.width_of(one, words::library::title) <= w) return one;
  return Style::small_strong;
}

void page_title(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  platform::Node& heading = ui.node(node_id("library-title"), NodeRole::heading, Rect{x, y, w, line_height(Style::heading)}, words::library::title);
  heading.level = 1;
  ui.enter(heading.id);
  ui.text_in(x, y, w, title_style(ui, w), ui.theme().text, words::library::title);
  ui.leave();
  y += line_height(Style::heading) + gap::tiny;
  y += ui.paragraph(node_id("library-hint"), x, y, w, Style::small, ui.theme().muted, words::library::hint) + gap::large;
}

}  // namespace

NodeId nodes::library_search() { return node_id("library-search"); }
NodeId nodes::library_part(LibraryPart part) { return radio_id(node_id("library-parts"), static_cast<std::size_t>(part) - 1); }
NodeId nodes::library_edit(const LibraryThing& thing) { return node_id("library-edit", row_id(thing)); }

void library_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  LibraryState& s = f.state.library;
  Scroll& scroll = f.state.library_scroll;
  list_things(f, s);
  if (s.part == LibraryPart::tags || s.part == LibraryPart::teams) count_usage(f, s);
  begin_scroll_area(ui, scroll, node_id("library"), NodeRole::region, box, static_cast<double>(s.height), words::library::title, true);
  const PartWords part = words_of(f, s.part);
  const float w = std::min(box.w - 2 * gap::large, 760.0f), x = box.x + (box.w - w) / 2, top = box.y + gap::huge - static_cast<float>(scroll.y);
  float y = top;
  way_back(f, x, y, w);
  page_title(f, x, y, w);
  parts(f, x, y, w);
  section_head(ui, node_id("library-part"), x, y, w, part.name, part.hint);
  search_and_new(f, x, y, w, part);
  if (s.part == LibraryPart::templates) templates_read(f, x, y, w);
  if (s.rows.empty()) no_rows(f, x, y, w);
  else rows(f, box, x, y, w);
  ui.unclip();
  ui.leave();
  const float height = y - top + 2 * gap::huge;
  f.wants_frame = f.wants_frame || height != s.height;
  s.height = height;
}

}  // namespace tributary::app
