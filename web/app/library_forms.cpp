#include "web/app/library_forms.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/composer_text.h"
#include "web/app/entry_words.h"
#include "web/app/form.h"
#include "web/app/form_pane.h"
#include "web/app/library_rows.h"
#include "web/app/person_facts.h"
#include "web/app/widgets/choices.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

constexpr float label_h = 22, chip_h = 32, member_h = 40;

std::string in_braces(std::string_view name) { return "{{" + std::string(name) + "}}"; }

// ---- a saved reply
// Which of the text's blanks fill themselves, and which need a value that somebody has noted; or what a blank is.
void said_of_blanks(Frame& f, Form& form, std::string_view text) {
  std::string known, other;
  for (const std::string& name : variables_in(text)) {
    std::string& list = fills_itself(name) ? known : other;
    list += (list.empty() ? "" : ", ") + in_braces(name);
  }
  if (known.empty() && other.empty()) form.say("blanks-hint", words::format(f.ui, words::saved_hint, {{"example", "{{first_name|there}}"}}));
  if (!known.empty()) form.say("blanks-known", words::format(f.ui, words::library::blanks_known, {{"names", known}}));
  if (!other.empty()) form.say("blanks-other", words::format(f.ui, words::library::blanks_other, {{"names", other}}));
}

// As the person whose conversation is open would read it.
void preview(Frame& f, Form& form, const std::string& text) {
  const Conversation* conversation = f.open();
  if (!conversation || blank(text)) return;
  const std::string name = person_title(f.words(), f.data(), contact_of(f.data(), conversation->id));
  form.say("reply-preview", words::format(f.ui, words::library::preview, {{"name", name}, {"text", filled_as_known(f, *conversation, text)}}));
}

// ---- a team
void members(Frame& f, Form& form) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  std::vector<AgentId>& chosen = f.state.form.members;
  const std::vector<AgentId> all = colleagues(f, chosen);
  const Rect box = form.take(label_h + member_h * static_cast<float>(all.size()));
  ui.text(box.x, box.y, Style::small_strong, t.text, words::library::members);
  const NodeId group = node_id("team-members");
  ui.node(group, NodeRole::group, box, words::library::members);
  ui.enter(group);
  float y = box.y + label_h;
  for (const AgentId agent : all) {
    const std::string_view name = f.words().agent_name(agent);
    const auto at = std::find(chosen.begin(), chosen.end(), agent);
    avatar(ui, box.x, y + 6, 28, name);
    ui.text_in(box.x + 40, y + 10, box.w - 40 - toggle_width - gap::medium, Style::body, t.text, name);
    if (toggle(ui, node_id("team-member", agent), box.right() - toggle_width, y + 8, name, at != chosen.end())) {
      if (at == chosen.end()) chosen.push_back(agent);
      else chosen.erase(at);
      f.wants_frame = true;
    }
    y += member_h;
  }
  ui.leave();
}

}  // namespace

// Buttons in rows; each puts its blank where the caret stands in the text.
void blank_buttons(Frame& f, Form& form) {
  Ui& ui = f.ui;
  const std::span<const std::string_view> names = blanks_offered();
  const float w = form.width(), h = ui.target(chip_h);
  std::vector<Rect> places;
  float x = 0, y = label_h;
  for (const std::string_view name : names) {
    const float chip_w = std::min(button_width(ui, ui.keep(in_braces(name))), w);
    if (x > 0 && x + chip_w > w) x = 0, y += h + gap::tiny;
    places.push_back(Rect{x, y, chip_w, h});
    x += chip_w + gap::tiny;
  }
  const Rect all = form.take(y + h);
  ui.text(all.x, all.y, Style::small_strong, ui.theme().text, words::library::blanks);
  const NodeId group = node_id("blanks");
  ui.node(group, NodeRole::group, all, words::library::blanks);
  ui.enter(group);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view shown = ui.keep(in_braces(names[i]));
    ButtonOptions look;
    look.spoken = words::format(ui, words::library::blank_insert, {{"name", shown}});
    if (button(ui, node_id("blank", i), Rect{all.x + places[i].x, all.y + places[i].y, places[i].w, h}, shown, look)) f.want(intent::InsertBlank{std::string(names[i])});
  }
  ui.leave();
}

void reply_form(Frame& f, Rect page) {
  const SavedReplyId id = f.state.dialog.thing.saved;
  const SavedReply* known = f.data().saved_replies.find(id);
  Form form(f, page, id ? words::library::reply_edit : words::library::reply_new, words::people::save);
  if (id && !known) form.say("reply-gone", words::library::gone, true);
  form.text(reply_title, words::saved_title);
  form.text(reply_shortcut, words::saved_shortcut);
  form.text(reply_folder, words::library::folder);
  form.area(reply_body, words::saved_body);
  const std::string text = form_value(f.state.form, reply_body);
  blank_buttons(f, form);
  said_of_blanks(f, form, text);
  preview(f, form, text);
  if (known && form.extra_button("reply-delete", words::saved_delete, true)) f.want(intent::RemoveThing{f.state.dialog.thing});
  form.end();
}

void team_form(Frame& f, Rect page) {
  const Team* known = f.data().teams.find(f.state.dialog.thing.team);
  Form form(f, page, known ? words::library::team_edit : words::library::team_new, words::people::save);
  form.text(0, words::people::name);
  members(f, form);
  if (known) form.say("team-archive-hint", words::plural(f.ui, words::library::team_archive_hint, used(f.state.library, *known)));
  if (known && form.extra_button("team-archive", words::people::tag_archive, true)) f.want(intent::RemoveThing{f.state.dialog.thing});
  form.end();
}

void library_first_texts(const State& state, const DialogState& dialog, FormState& form, const std::string& wanted) {
  const auto put = [&form](int index, std::string text) { form.text.emplace(nodes::form_field(index), std::move(text)); };
  if (dialog.kind == Dialog::team_form) {
    const Team* team = state.teams.find(dialog.thing.team);
    put(0, team ? team->name : std::string());
    if (team) form.members = team->members;
    return;
  }
  const SavedReply* reply = state.saved_replies.find(dialog.thing.saved);
  put(reply_title, reply ? reply->title : std::string());
  put(reply_shortcut, reply ? reply->shortcut : std::string());
  put(reply_folder, reply ? reply->folder : std::string());
  put(reply_body, reply ? reply->body : wanted);
}

}  // namespace tributary::app
