// The page of saved replies, tags and teams: what becomes of its rows and of the dialogs it opens. What is wrong is said
// at the field it is about, which gets the focus; everything typed stays.
#include <algorithm>
#include <array>
#include <optional>

#include "core/base/text.h"
#include "core/inbox/naming.h"
#include "web/app/address.h"
#include "web/app/app.h"
#include "web/app/form_pane.h"
#include "web/app/library_pane.h"
#include "web/app/tag_colours.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

std::string own(std::string_view words) { return std::string(words); }
std::string number(std::size_t value) { return platform::format_number(static_cast<double>(value)); }

// What takes it away, with the words to say and what brings it back. A deleted reply comes back as a new one.
std::optional<intent::Do> removal_of(const State& state, const LibraryThing& thing) {
  if (const SavedReply* r = state.saved_replies.find(thing.saved))
    return intent::Do{RemoveSavedReply{r->id}, words::formatted(words::library::deleted, {{"name", r->title}}), {SaveReply{{}, r->shortcut, r->title, r->body, r->folder}}};
  if (const Tag* tag = state.tags.find(thing.tag)) return intent::Do{ArchiveTag{tag->id}, words::formatted(words::people::tag_was_archived, {{"tag", tag->name}}), {RestoreTag{tag->id}}};
  if (const Team* team = state.teams.find(thing.team))
    return intent::Do{ArchiveTeam{team->id}, words::formatted(words::people::tag_was_archived, {{"tag", team->name}}), {ConfigureTeam{team->id, team->name, team->members}}};
  return std::nullopt;
}

// Where the focus goes when this row leaves its place: to the next, else to the one before, else to the search.
NodeId beside(const std::vector<LibraryThing>& rows, const LibraryThing& thing) {
  const auto at = std::find(rows.begin(), rows.end(), thing);
  if (at == rows.end() || rows.size() < 2) return nodes::library_search();
  return nodes::library_edit(at + 1 != rows.end() ? *(at + 1) : *(at - 1));
}

}  // namespace

void App::show_part(LibraryPart part) {
  LibraryState& s = state_.library;
  s.templates.asked = false;  // whoever comes again sees what is known then
  if (s.part == part) return;
  s.part = part;
  s.query.clear();
  platform::set_field_text(nodes::library_search(), "");
  state_.library_scroll = Scroll{};
}

void App::open_library(LibraryPart part) {
  close_dialog();
  close_menu(false);
  state_.page = Page::library;
  show_part(part);
  Address address;
  address.library = part;
  platform::go(address_text(address));
  platform::focus(nodes::library_part(part));  // what led here is not on the page any more
}

void App::remove_thing(const LibraryThing& thing) {
  const std::optional<intent::Do> removal = removal_of(session_->state(), thing);
  if (!removal) return;
  const NodeId next = beside(state_.library.rows, thing);
  close_dialog();
  do_command(*removal);
  platform::focus(next);
}

// As if it had been typed: it can be undone, and the caret stands behind it.
void App::insert_blank(const std::string& name) {
  const NodeId field = nodes::form_field(reply_body);
  const std::uint32_t caret = platform::field_caret(field);
  platform::replace_in_field(field, caret, caret, "{{" + name + "}}");
  state_.form.text[field] = platform::field_text(field);
  platform::focus(field);
}

void App::wrong_in(int field, std::string why) {
  state_.form.error = std::move(why);
  state_.form.wrong = field;
  platform::focus(nodes::form_field(field));
}

bool App::fits(int field, const std::string& text, int characters_max) {
  const std::size_t characters = code_points(text), most = static_cast<std::size_t>(characters_max);
  if (characters > most) wrong_in(field, words::formatted(words::library::too_long, {{"max", number(most)}, {"n", number(characters)}}));
  return characters <= most;
}

bool App::shortcut_usable(const std::string& shortcut, SavedReplyId of) {
  if (shortcut.size() > static_cast<std::size_t>(limits::shortcut_bytes_max) || shortcut.find_first_of(" \t/") != std::string::npos)
    return wrong_in(reply_shortcut, own(words::library::shortcut_word)), false;
  const SavedReply* taken = nullptr;
  session_->state().saved_replies.for_each([&](const SavedReplyId& id, const SavedReply& other) {
    if (id != of && !shortcut.empty() && same_name(other.shortcut, shortcut)) taken = &other;
  });
  if (taken) wrong_in(reply_shortcut, words::formatted(words::library::shortcut_taken, {{"title", taken->title}}));
  return !taken;
}

void App::save_reply() {
  FormState& form = state_.form;
  const SavedReply* known = session_->state().saved_replies.find(state_.dialog.thing.saved);
  SaveReply command{known ? known->id : SavedReplyId{}, form_value(form, reply_shortcut), form_value(form, reply_title), form_value(form, reply_body), form_value(form, reply_folder)};
  if (!command.shortcut.empty() && command.shortcut.front() == '/') command.shortcut.erase(0, 1);
  if (command.title.empty()) return wrong_in(reply_title, own(words::saved_no_title));
  if (!fits(reply_title, command.title, limits::name_characters_max) || !shortcut_usable(command.shortcut, command.saved_reply)) return;
  if (!fits(reply_folder, command.folder, limits::name_characters_max)) return;
  if (blank(command.body)) return wrong_in(reply_body, own(words::saved_no_text));
  if (!fits(reply_body, command.body, limits::message_characters_max)) return;
  std::size_t count = 0;
  session_->state().saved_replies.for_each([&count](const SavedReplyId&, const SavedReply&) { ++count; });
  const std::size_t most = static_cast<std::size_t>(limits::saved_replies_max);
  if (!known && count >= most) return void(form.error = words::formatted(words::library::full, {{"max", number(most)}}));
  if (!ask(command, nullptr, &form.error)) return;
  close_dialog();
  toast(own(words::saved_kept), false);
}

// The relay says no to what was possible here: somebody was faster with the shortcut. The form is there again with all
// that was typed, unless the person is at another one by now.
void App::reply_refused(const SaveReply& typed) {
  if (state_.dialog.kind != Dialog::none) return;
  intent::OpenForm form{Dialog::reply_form};
  form.thing.saved = typed.saved_reply;
  open_form(form);
  const std::array<const std::string*, 4> texts{&typed.title, &typed.shortcut, &typed.folder, &typed.body};
  for (std::size_t i = 0; i < texts.size(); ++i) state_.form.text[nodes::form_field(static_cast<int>(i))] = *texts[i];
  shortcut_usable(typed.shortcut, typed.saved_reply);
}

// From the list of tags it goes back to that list, from the picker of a conversation back to the picker.
void App::save_tag() {
  FormState& form = state_.form;
  const Tag* tag = session_->state().tags.find(state_.dialog.tag);
  const std::string name = form_value(form, 0), description = form_value(form, 1);
  if (name.empty()) return wrong_in(0, own(words::people::name_needed));
  if (!fits(0, name, limits::name_characters_max) || !fits(1, description, limits::description_characters_max)) return;
  const std::uint32_t colour = form.choice < 0 && tag ? tag->colour : tag_colours[static_cast<std::size_t>(std::max(form.choice, 0))].rgb;
  const bool done = tag ? ask(ChangeTag{tag->id, name, description, colour}, nullptr, &form.error) : ask(CreateTag{name, description, colour}, nullptr, &form.error);
  if (!done) wrong_in(0, form.error);  // the name is taken: all else was looked at here
  else if (state_.dialog.conversation) act(intent::OpenForm{Dialog::tags});
  else close_dialog();
}

void App::save_team() {
  FormState& form = state_.form;
  const Team* team = session_->state().teams.find(state_.dialog.thing.team);
  const std::string name = form_value(form, 0);
  if (name.empty()) return wrong_in(0, own(words::people::name_needed));
  if (!fits(0, name, limits::name_characters_max)) return;
  const std::size_t most = static_cast<std::size_t>(limits::team_members_max);
  if (form.members.size() > most) return void(form.error = words::formatted(words::library::members_most, {{"max", number(most)}}));
  if (ask(ConfigureTeam{team ? team->id : TeamId{}, name, form.members}, nullptr, &form.error)) close_dialog();
  else wrong_in(0, form.error);
}

}  // namespace tributary::app
