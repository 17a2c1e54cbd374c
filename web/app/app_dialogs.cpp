// The command palette and the sheet of keys.
#include <algorithm>

#include "web/app/app.h"
#include "web/app/composer.h"
#include "web/app/palette.h"
#include "web/app/form_pane.h"
#include "web/app/panes.h"
#include "web/app/picker.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t recent_max = 8;

NodeId first_field_of(Dialog kind) {
  if (kind == Dialog::merge_preview) return nodes::form_button();
  if (is_form(kind)) return nodes::form_field(0);
  switch (kind) {
    case Dialog::sheet: return nodes::sheet_field();
    case Dialog::choices: return nodes::choices_text();
    case Dialog::later: return nodes::later_field();
    default: return nodes::palette_field();  // templates are searched in the same field
  }
}

}  // namespace

void App::open_dialog(Dialog kind) {
  if (state_.dialog.kind == kind) return close_dialog();
  // A notice may be gone by then.
  const std::uint64_t before = state_.dialog.kind != Dialog::none ? state_.dialog.focus_before : toast_focused_ ? before_toast_ : input_.focused;
  close_menu(false);
  state_.dialog = DialogState{};
  state_.dialog.kind = kind;
  state_.dialog.focus_before = before;
  if (kind == Dialog::palette) state_.dialog.people = people_of(Frame{ui_, *session_, state_, inbox_, intents_, now()});
  const bool first_password = kind == Dialog::password_form && !state_.has_password;
  const NodeId first = first_password ? nodes::form_field(new_password) : first_field_of(kind);
  if (kind == Dialog::search) state_.dialog.query = platform::field_text(nodes::search_field());  // begun there
  if (first == nodes::palette_field()) platform::set_field_text(first, state_.dialog.query);  // one field for them all, and what was typed led here
  platform::focus(first);
}

void App::close_dialog() {
  if (state_.dialog.kind == Dialog::none) return;
  const std::uint64_t before = state_.dialog.focus_before;
  keep_unsent();
  if (is_secret(state_.dialog.kind)) state_.form = FormState{};
  state_.dialog = DialogState{};
  state_.search = SearchState{};
  for (Toast& one : state_.toasts)  // what can be taken back can be seen from now on
    if (one.undo) one.until_ms = platform::now_ms() + undo_toast_ms;
  platform::focus(before);
}

bool App::walk_palette(std::string_view key) {
  constexpr int page = 6;
  DialogState& dialog = state_.dialog;
  Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  const bool templates = dialog.kind == Dialog::templates;
  const std::size_t all = templates ? (f.open() ? templates_for(f, *f.open()).size() : 0) : is_picker(dialog.kind) ? picker_options(f).size() : palette_entries(f).size();
  const int count = static_cast<int>(all);
  if (count == 0) return false;
  if (key == "ArrowDown") dialog.chosen = (dialog.chosen + 1) % count;
  else if (key == "ArrowUp") dialog.chosen = (dialog.chosen + count - 1) % count;
  else if (key == "PageDown") dialog.chosen = std::min(dialog.chosen + page, count - 1);
  else if (key == "PageUp") dialog.chosen = std::max(dialog.chosen - page, 0);
  else return false;
  dialog.follow = true;
  return true;
}

// Done in the next frame: what is possible is asked of a frame.
void App::run_option(int index) { option_ = index; }

void App::take_option(Frame& f, int index) {
  if (state_.dialog.kind == Dialog::templates && f.open()) {
    const std::vector<UsableTemplate> all = templates_for(f, *f.open());
    if (index < static_cast<int>(all.size()) && all[static_cast<std::size_t>(index)].usable) choose_template(all[static_cast<std::size_t>(index)].id);
  }
  if (is_picker(state_.dialog.kind)) return take_picked(f, index);
  if (state_.dialog.kind != Dialog::palette) return;
  const std::vector<PaletteEntry> entries = palette_entries(f);
  if (index >= static_cast<int>(entries.size())) return;
  const PaletteEntry& entry = entries[static_cast<std::size_t>(index)];
  const Target target = target_of(f);
  const NodeId before = state_.dialog.focus_before;
  close_dialog();
  input_.focused = before;  // it will be: a dialog that is opened now gives the focus back there
  if (entry.action) {
    remember_recent(entry.action->name);
    entry.action->run(f, target);
  } else if (entry.assign_to) {
    f.want(intent::Assign{state_.open, entry.assign_to});
  } else if (entry.assign_team) {
    f.want(intent::Do{Assign{state_.open, {}, entry.assign_team}});
  } else if (entry.wanted) {
    f.want(*entry.wanted);
  } else {
    f.want(intent::OpenConversation{entry.go_to});
  }
  for (const Intent& intent : std::exchange(intents_, {})) act(intent);
  inbox_.look(*session_, state_.view, state_.filter);
  if (state_.open && session_->welcome()) load_draft(state_.open);
}

void App::take_picked(Frame& f, int index) {
  const std::vector<PickerOption> options = picker_options(f);
  if (index >= static_cast<int>(options.size())) return;
  const PickerOption& option = options[static_cast<std::size_t>(index)];
  const bool opens = std::holds_alternative<intent::OpenForm>(option.wanted);  // another dialog in this one's place
  if (!option.stays && !opens) {
    if (state_.dialog.focus_before == nodes::search_field()) state_.dialog.focus_before = 0;  // keys are for what was found
    close_dialog();
  }
  act(option.wanted);
  if (state_.open && session_->welcome()) load_draft(state_.open);
}

// Names set apart by blanks, the newest first; what is known already moves to the front.
void App::remember_recent(std::string_view names) {
  std::vector<std::string>& recent = state_.recent_actions;
  const bool loading = recent.empty() && names.find(' ') != std::string_view::npos;
  std::size_t at = 0;
  while (!names.empty()) {
    const std::size_t blank = names.find(' ');
    const std::string name(names.substr(0, blank));
    names.remove_prefix(blank == std::string_view::npos ? names.size() : blank + 1);
    if (!find_action(name)) continue;
    std::erase(recent, name);
    recent.insert(recent.begin() + static_cast<std::ptrdiff_t>(std::min(at++, recent.size())), name);
  }
  if (recent.size() > recent_max) recent.resize(recent_max);
  if (loading) return;
  std::string text;
  for (const std::string& one : recent) text += (text.empty() ? "" : " ") + one;
  platform::store(recent_key, text);
}

void App::tell_results(Frame& f) {
  const bool picker = is_picker(state_.dialog.kind);
  if ((state_.dialog.kind != Dialog::palette && !picker) || state_.dialog.told) return;
  if (picker && (state_.search.waiting || state_.customers.waiting)) return;  // once, when all is there
  state_.dialog.told = true;
  platform::announce(words::pluralled(words::palette_count, static_cast<std::int64_t>(picker ? picker_options(f).size() : palette_entries(f).size())), false);
}

}  // namespace tributary::app
