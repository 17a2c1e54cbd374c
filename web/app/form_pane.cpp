#include "web/app/form_pane.h"

#include <algorithm>

#include "core/inbox/contact_merge.h"
#include "web/app/channels_forms.h"
#include "web/app/entry_words.h"
#include "web/app/form.h"
#include "web/app/icons.h"
#include "web/app/library_forms.h"
#include "web/app/new_conversation_pane.h"
#include "web/app/password_form.h"
#include "web/app/person_facts.h"
#include "web/app/tag_colours.h"
#include "web/app/words.h"
#include "web/app/words_library.h"
#include "web/app/zone_now.h"

namespace tributary::app {
namespace {

// ---- a tag
void swatches(Frame& f, Form& form) {
  constexpr float edge = 36;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float h = ui.target(edge);
  const Rect all = form.take(h + 22), box{all.x, all.y + 22, all.w, h};
  ui.text(all.x, all.y, Style::small_strong, t.text, words::people::tag_colour);
  const NodeId group = node_id("tag-colours");
  ui.node(group, NodeRole::radiogroup, box, words::people::tag_colour);
  ui.enter(group);
  const float step = std::min(h + gap::small, box.w / static_cast<float>(tag_colours.size()));
  for (std::size_t i = 0; i < tag_colours.size(); ++i) {
    const bool on = static_cast<int>(i) == f.state.form.choice;
    const Rect at{box.x + static_cast<float>(i) * step, box.y, std::min(h, step), h};
    const NodeId id = node_id("choice", group, i);
    platform::Node& node = ui.node(id, NodeRole::radio, at, tag_colours[i].name);
    if (on) node.flags |= platform::node_checked;
    const float x = at.x + at.w / 2, y = at.y + h / 2;
    if (on) ui.stroke(Rect{x - 15, y - 15, 30, 30}, t.accent, 15, 2);
    ui.circle(x, y, 11, tag_dot(t, tag_colours[i].rgb));
    if (on) ui.icon(x - 8, y - 8, 16, t.surface, icon::tick);
    if (ui.activated(id)) f.state.form.choice = static_cast<int>(i), f.wants_frame = true;
    ui.hint(id, at, tag_colours[i].name);
  }
  ui.leave();
}

void tag_form(Frame& f, Rect page) {
  const Tag* tag = f.data().tags.find(f.state.dialog.tag);
  Form form(f, page, tag ? words::people::tag_edit : words::library::tag_new, words::people::save);
  form.text(0, words::people::name);
  form.text(1, words::people::tag_description);
  swatches(f, form);
  if (!tag) return form.end();
  if (!tag->archived) form.say("tag-archive-hint", words::people::tag_archive_hint);
  if (form.extra_button("tag-archive", tag->archived ? words::people::tag_restore : words::people::tag_archive, !tag->archived)) {
    if (tag->archived) f.want(intent::Do{RestoreTag{tag->id}, words::formatted(words::people::tag_restored, {{"tag", tag->name}}), {ArchiveTag{tag->id}}});
    else f.want(intent::Do{ArchiveTag{tag->id}, words::formatted(words::people::tag_was_archived, {{"tag", tag->name}}), {RestoreTag{tag->id}}});
    f.want(f.state.dialog.conversation ? Intent(intent::OpenForm{Dialog::tags}) : Intent(intent::CloseDialog{}));
  }
  form.end();
}

// ---- a date of one's own
void date_form(Frame& f, Rect page) {
  Form form(f, page, words::people::snooze_date, f.state.dialog.date_for == DateFor::sending ? words::send_snooze : words::people::snooze);
  form.text(0, words::people::snooze_when, platform::node_local_time);
  if (const auto until = instant_of_field(f.state.form.text[nodes::form_field(0)]))
    form.say("date-said", f.ui.keep(platform::format_full(static_cast<double>(until->ms))));
  form.end();
}

// ---- a private note
void note_form(Frame& f, Rect page) {
  Form form(f, page, words::people::note_edit, words::people::save);
  form.area(0, words::private_note);
  form.end();
}

// ---- a customer record
void customer_form(Frame& f, Rect page) {
  Form form(f, page, f.state.dialog.customer ? words::people::customer_edit : words::people::customer_new, words::people::save);
  form.text(0, words::people::name);
  form.text(1, words::people::customer_reference);
  form.text(2, words::people::customer_company);
  form.text(3, words::email);
  form.text(4, words::people::kind_phone, platform::node_phone);
  form.text(5, words::people::customer_url, 0, "https://");
  form.end();
}

// ---- two contacts become one
void person_card(Frame& f, Form& form, std::string_view salt, std::string_view what, ContactId person) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string name = person_title(f.words(), f.data(), person);
  const Rect box = form.take(84);
  ui.fill(box, t.bg, radius::card);
  ui.stroke(box, t.border, radius::card);
  ui.label(node_id(salt, 2), box.x + gap::medium, box.y + 10, box.w - 2 * gap::medium, Style::caption, t.muted, what);
  ui.label(node_id(salt), box.x + gap::medium, box.y + 28, box.w - 2 * gap::medium, Style::body_strong, t.text, ui.keep(name));
  ui.label(node_id(salt, 1), box.x + gap::medium, box.y + 52, box.w - 2 * gap::medium, Style::small, t.muted, ui.keep(addresses_words(f, person)));
}

void merge_preview(Frame& f, Rect page) {
  Form form(f, page, words::people::merge, words::people::merge_do);
  person_card(f, form, "merge-into", words::people::merge_keeps, f.state.dialog.contact);
  person_card(f, form, "merge-from", words::people::merge_joins, f.state.dialog.other);
  form.say("merge-means", words::people::merge_explained);
  form.end();
}

}  // namespace

std::string local_field(Instant at) {
  const Civil c = local_time(at, zone_between(at + -limits::day_ms, at + limits::day_ms));
  return iso_text(instant_of(c)).substr(0, 16);
}

void first_texts(const State& state, const Words& words, const DialogState& dialog, FormState& form, const std::string& wanted) {
  const auto put = [&form](int index, std::string text) { form.text.emplace(nodes::form_field(index), std::move(text)); };
  if (dialog.kind == Dialog::reply_form || dialog.kind == Dialog::team_form) library_first_texts(state, dialog, form, wanted);
  if (dialog.kind == Dialog::password_form) password_first_texts(form);
  if (dialog.kind >= Dialog::account_form && dialog.kind <= Dialog::api_token) channel_first_texts(dialog, form, wanted);
  if (dialog.kind == Dialog::template_form) template_first_texts(state, dialog, form);
  if (dialog.kind == Dialog::tag_form) {
    const Tag* tag = state.tags.find(dialog.tag);
    put(0, tag ? tag->name : wanted);
    put(1, tag ? tag->description : std::string());
    if (!tag) return;  // grey, until another colour is chosen
    form.choice = -1;
    for (std::size_t i = 0; i < tag_colours.size(); ++i)
      if (tag_colours[i].rgb == tag->colour) form.choice = static_cast<int>(i);
  }
  if (dialog.kind == Dialog::note_form) put(0, words.note(dialog.note));
  if (dialog.kind == Dialog::snooze_date) put(0, local_field(Instant{static_cast<std::int64_t>(platform::now_ms())} + limits::day_ms));
  if (dialog.kind == Dialog::customer_form) {
    const CustomerRecord* known = words.customer(dialog.customer);
    CustomerRecord record = known ? *known : CustomerRecord{};
    if (!known) record.name = wanted.empty() ? words.contact_name(root_contact(state, dialog.contact)) : wanted;
    int index = 0;
    for (std::string* text : {&record.name, &record.reference, &record.company, &record.email, &record.phone, &record.url}) {
      put(index++, *text);
      if (known) form.shown.push_back(*text);
    }
  }
  if (dialog.kind == Dialog::new_conversation) {
    put(form_recipient, wanted);
    put(form_message, {});
    put(form_when, {});
  }
}

void form_pane(Frame& f, Rect page) {
  switch (f.state.dialog.kind) {
    case Dialog::tag_form: return tag_form(f, page);
    case Dialog::snooze_date: return date_form(f, page);
    case Dialog::customer_form: return customer_form(f, page);
    case Dialog::merge_preview: return merge_preview(f, page);
    case Dialog::reply_form: return reply_form(f, page);
    case Dialog::team_form: return team_form(f, page);
    case Dialog::template_form: return template_form(f, page);
    case Dialog::password_form: return password_form(f, page);
    case Dialog::account_form: return account_form(f, page);
    case Dialog::account_auth: return account_auth_form(f, page);
    case Dialog::api_token: return api_token_form(f, page);
    case Dialog::note_form: return note_form(f, page);
    case Dialog::new_conversation: return new_conversation_pane(f, page);
    default: return;
  }
}

}  // namespace tributary::app
