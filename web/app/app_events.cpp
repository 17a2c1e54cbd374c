// What the browser tells the app.
#include <utility>

#include "web/app/health_pane.h"
#include "web/app/app.h"
#include "web/app/columns.h"
#include "web/app/composer.h"
#include "web/app/context_menu.h"
#include "web/app/http_bodies.h"
#include "web/app/library_pane.h"
#include "web/app/lightbox.h"
#include "web/app/panes.h"
#include "web/app/words.h"
#include "web/text/language.h"
#include "web/text/run_atlas.h"

namespace tributary::app {

void App::event(const platform::Event& event) {
  using platform::EventKind;
  if (link_.event(event)) return heard();
  switch (event.kind) {
    case EventKind::pointer_move:
    case EventKind::pointer_up:
      input_.x = ui_.logical_x(event.x), input_.y = static_cast<float>(event.y);
      if (event.kind == EventKind::pointer_up) input_.down = false;
      break;
    case EventKind::pointer_down: pressed(event); break;
    case EventKind::scrolled: input_.scrolled.push_back(Scrolled{event.node, event.y}); break;
    case EventKind::adjusted: input_.adjusted.push_back(Adjusted{event.node, event.x, event.number != 0}); break;
    case EventKind::key: key(event); break;
    case EventKind::activated:
      input_.activated.push_back(event.node);
      input_.activated_with = event.number;
      break;
    case EventKind::field_changed: field_changed(event); break;
    case EventKind::field_enter:
      if (event.node == nodes::palette_field()) run_option(state_.dialog.chosen);
      else if (event.node == state_.composer.suggestions.field && choose_suggestion(state_.composer.suggestions.chosen)) break;
      else input_.entered.push_back(event.node);
      break;
    case EventKind::field_escape:
      if (!escape()) platform::focus(0);
      break;
    case EventKind::focused:
      focused(event.node);
      input_.focus_by_keys = !input_.down;
      leave_capture();
      break;
    case EventKind::context: act(intent::AskMenu{event.node, ui_.logical_x(event.x), static_cast<float>(event.y)}); break;
    case EventKind::found: found(event.node); break;
    case EventKind::dropped: file_added(event); break;
    case EventKind::uploaded: file_told(event); break;
    case EventKind::dragging: state_.files_over = event.number != 0; break;
    case EventKind::fonts_changed:
    case EventKind::context_restored:
      text::invalidate();
      break;
    case EventKind::hidden_long: text::release(); break;
    case EventKind::visible:
      state_.page_visible = event.number != 0;
      show_presence();
      if (state_.page_visible) {
        link_.try_now();
        preferences_.heard = false;
      } else {
        if (preferences_.due_ms > 0) preferences_.due_ms = 1, tend_preferences();
        save_drafts();
        link_.seldom_looked_at();
      }
      break;
    case EventKind::voice: state_.speaks = event.number != 0; break;
    case EventKind::told:  // of other preferences; what is under way may have been asked before those
      preferences_.heard = false;
      preferences_.anew = preferences_.busy;
      tend_preferences();  // a page behind another draws no frames
      break;
    case EventKind::permission: permission(event); break;
    case EventKind::copied: copied(event.number != 0); break;
    case EventKind::timer: link_.tick(); break;  // a hidden page draws no frames
    case EventKind::online:
      state_.online = event.number != 0;
      if (state_.online) link_.try_now(), preferences_.heard = false, preferences_.due_ms = 0;
      if (state_.online && words_missing_) platform::want_language(asked_language_);
      break;
    case EventKind::fetched: fetched(event); break;
    case EventKind::went:
      went(event.text);
      link_.begin();  // the first frame may wait for what comes of it (js/last_view.js)
      break;
    case EventKind::words_arrived: words_arrived(event); break;
    default: break;
  }
}

void App::pressed(const platform::Event& event) {
  input_.x = ui_.logical_x(event.x), input_.y = static_cast<float>(event.y);
  if (event.number != 0) return;  // only the first button drags
  input_.down = input_.pressed = true;
  const Rect menu{state_.menu_x, state_.menu_y, state_.menu_w, state_.menu_h};
  if (state_.menu_open() && !menu.contains(input_.x, input_.y)) close_menu(false);
  if (!state_.context.box.contains(input_.x, input_.y)) close_context_menu(false);
  const ListMenu& list = state_.list_menu;
  if (!list.box.contains(input_.x, input_.y) && !list.anchor.contains(input_.x, input_.y)) close_list_menu(false);
  if (!state_.composer.menu_box.contains(input_.x, input_.y)) close_send_menu(false);
}

// A menu that the focus has left is closed: Tab leaves it.
void App::focused(NodeId node) {
  const auto in_menu = [](NodeId one) {
    for (int i = 0; i < context_items_max; ++i)
      if (one == nodes::context_item(i)) return true;
    return false;
  };
  if (node && in_menu(input_.focused) && !in_menu(node)) close_context_menu(false);
  const auto in_list_menu = [](NodeId one) {
    for (int i = 0; i < (filter_parts + 1) * list_menu_items_max; ++i)
      if (one == nodes::list_menu_item(FilterPart::none, i)) return true;
    return false;
  };
  if (node && state_.list_menu.kind != ListMenuKind::none && in_list_menu(input_.focused) && !in_list_menu(node) && node != nodes::view_name()) close_list_menu(false);
  const auto in_send_menu = [](NodeId one) {
    for (int i = 0; i < ways_max; ++i)
      if (one == nodes::way(i)) return true;
    return one == nodes::more_ways();
  };
  if (node && !in_send_menu(node)) close_send_menu(false);
  if (node != state_.composer.suggestions.field) state_.composer.suggestions = {};
  if (node != input_.focused && state_.open && (input_.focused == nodes::composer(state_.open) || input_.focused == nodes::note_field(state_.open))) save_drafts();
  std::uint64_t notice = node ? 0 : toast_focused_;  // gone with its buttons: leave_notice() sees to it
  for (const Toast& one : state_.toasts) {
    if (!node && one.number == toast_focused_) notice = 0;
    if (node == nodes::toast_undo(one.number) || node == nodes::toast_close(one.number)) notice = one.number;
  }
  if (notice && !toast_focused_) before_toast_ = input_.focused;
  toast_focused_ = notice;
  input_.focused = node;
  input_.focus_by_keys = !input_.down;
}

// The browser's search found words in a message that is not drawn: it comes into view, a third from the top.
void App::found(NodeId entry) {
  state_.thread.show = entry;
  state_.thread.show_high = true;
}

// What cannot be had leaves the language as it is; at the start that is English.
void App::words_arrived(const platform::Event& event) {
  words_missing_ = event.status == 0;
  if (words_missing_ || !words::use(event.text)) return;
  text::set_interface_language(words::language(), words::right_to_left());
}

void App::field_changed(const platform::Event& event) {
  if (const auto typed = state_.form.text.find(event.node); typed != state_.form.text.end()) {
    typed->second = event.text;
    state_.form.error.clear();
  }
  if (const auto typed = state_.contact_edit.text.find(event.node); typed != state_.contact_edit.text.end()) {
    typed->second = event.text;
    state_.contact_edit.error.clear();
  }
  if (event.node == nodes::palette_field() || event.node == nodes::sheet_field()) {
    DialogState& dialog = state_.dialog;
    dialog.query = event.text;
    dialog.chosen = 0;
    dialog.scroll.y = 0;
    dialog.told = false;
  }
  if (event.node == nodes::search_field() && event.number == 0 && !event.text.empty()) act(intent::OpenForm{Dialog::search});
  if (event.node == nodes::library_search()) state_.library.query = event.text, state_.library_scroll = Scroll{};
  if (event.node == nodes::new_person()) {
    state_.admin.people.typed = event.text;
    state_.admin.people.problem.clear();
  }
  composer_typed(event.node, event.text);
  if (!state_.open || event.node != nodes::composer(state_.open)) return;
  presence_.typed(state_.open);
  notifier_.typed();
}

// What a hidden page does without a frame: it tells, and counts in its title.
void App::heard() {
  know_drafts();
  hear_of_preferences();
  tend_files();
  notifier_.look(*session_, state_);
  if (state_.page_visible) return;
  inbox_.look(*session_, state_.view, state_.filter);
  platform::set_title(words::product, static_cast<int>(inbox_.unread()));
}

void App::show_presence() {
  const bool in_view = shows_conversations(state_.page) && (state_.thread_shown || platform::screen().width >= pane::one_below);
  presence_.look(*session_, state_, in_view);
}

void App::permission(const platform::Event& event) {
  if (static_cast<platform::Permission>(event.number) == platform::Permission::granted) state_.prefs.notify_desktop = true;
  else toast(std::string(std::string_view(words::notify_denied)), true);
}

void App::copied(bool took) {
  if (took) platform::announce(words::copied, false);
  else toast(std::string(std::string_view(words::copy_refused)), true);
}

void App::key(const platform::Event& event) {
  if (state_.page == Page::sign_in || state_.page == Page::starting) return;
  const KeyPress press = key_press(event);
  const bool plain = !press.ctrl && !press.alt && !press.meta;
  if (!state_.capture.action.empty()) {
    capture_key(press);
    return platform::take_key();
  }
  if (press.key == "Escape" && plain && escape()) return platform::take_key();
  if (press.key == "Escape" && plain && !state_.picks.empty()) {
    pick_none();
    return platform::take_key();
  }
  if (takes_all(press)) {
    pick_all();
    return platform::take_key();
  }
  const bool lists = state_.dialog.kind == Dialog::palette || is_picker(state_.dialog.kind) || (state_.dialog.kind == Dialog::templates && !state_.composer.chosen);
  if (lists && plain && walk_palette(press.key)) return platform::take_key();
  if (state_.lightbox.message) {  // covers the page: nothing behind it hears a key
    Frame f{ui_, *session_, state_, inbox_, intents_, now()};
    if (plain && lightbox_key(f, press.key)) platform::take_key();
    return;
  }
  if (plain && event.node == state_.composer.suggestions.field && walk_suggestions(press.key)) return platform::take_key();
  // What has the focus is walked, scrolled and opened by these keys; they are actions where nothing has it.
  const bool its_own = event.node != 0 && plain && press.key.size() > 1 && press.key != "Escape";
  const Keymap::Answer answer = its_own ? Keymap::Answer{} : keymap_.press(press, state_.prefs, platform::apple_keys(), platform::now_ms());
  if (answer.taken) platform::take_key();
  if (answer.action) pressed_.push_back(answer.action);
  if (!answer.taken && plain && !press.in_field) input_.keys.push_back(press.key);
}

// Closes the topmost of what can be closed.
bool App::escape() {
  if (std::exchange(state_.coming, false)) {
    waiting_.reset();
  } else if (state_.lightbox.message) {
    close_lightbox();
  } else if (state_.dialog.kind != Dialog::none) {
    close_dialog();
  } else if (state_.context.of != ContextMenu::Of::nothing) {
    close_context_menu(true);
  } else if (state_.list_menu.kind != ListMenuKind::none) {
    close_list_menu(true);
  } else if (state_.menu_open()) {
    close_menu(true);
  } else if (close_list()) {
    return true;
  } else if (state_.composer.menu != ComposerState::Menu::closed) {
    close_send_menu(true);
  } else if (state_.contact_edit.text.count(input_.focused) > 0) {  // only from its own fields
    act(intent::EditContact{ContactPart::none});
  } else if (state_.contact_drawer) {
    act(intent::ToggleContact{});
  } else {
    return false;
  }
  return true;
}

void App::went(std::string_view hash) {
  const std::optional<Address> address = parse_address(hash);
  if (!address) return;
  if (!address->link.empty()) {
    link_.begin_with(address->link);
    platform::go("#/all");  // the secret does not stay in the address bar
    return;
  }
  state_.lightbox = Lightbox{};  // it was over the page that is left
  const Page page = address->admin ? Page::admin : address->preferences ? Page::preferences : address->channels ? Page::channels : address->library != LibraryPart::none ? Page::library : address->contact ? Page::contact : Page::inbox;
  if (state_.page != Page::starting && state_.page != Page::sign_in) {
    const bool was_admin = state_.page == Page::admin;
    state_.page = page;
    if (address->admin && !was_admin) refresh_admin();
  } else {
    state_.start_in = page;
  }
  if (page == Page::library) show_part(address->library);
  if (!shows_conversations(page)) return;
  if (page == Page::contact) {
    if (!(state_.contact_page == address->contact)) state_.open = {};
    state_.contact_page = address->contact;
  } else {
    place_list(address->view, address->filter);
  }
  if (address->conversation) return open_conversation(address->conversation);
  state_.thread_shown = state_.contact_drawer = false;
  if (page == Page::inbox) close_unnamed();
}

void App::fetched(const platform::Event& event) {
  if (people_fetched(event) || health_fetched(event)) return;
  if (event.number == tag_password) return password_answered(event);
  if (event.number >= tag_accounts && event.number <= tag_token_revoked) return channels_fetched(event);
  if (event.number == tag_preferences) return preferences_answered(event);
  if (event.number >= tag_templates && event.number <= tag_template_saved) return templates_fetched(event);
  AdminData& admin = state_.admin;
  const bool good = event.status == 200;
  if (event.number >= tag_cards) {
    const auto at = static_cast<std::size_t>(event.number - tag_cards);
    if (at >= state_.cards.size()) return;
    state_.cards[at].read = true;
    if (good) state_.cards[at].cards = read_cards(event.text);
    return;
  }
  if (event.number == tag_diagnoses || event.number == tag_quarantine) {
    admin.loading = false;
    admin.failed = admin.failed || !good;  // of either: what the other brings does not make up for it
    if (good && event.number == tag_diagnoses) admin.diagnoses = diagnoses_of(event.text);
    if (good && event.number == tag_quarantine) admin.quarantine = quarantine_of(event.text);
    return;
  }
  if (event.number >= tag_quarantined) quarantine_answered(event);
}

}  // namespace tributary::app
