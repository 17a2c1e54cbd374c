// What a person wants becomes a command, a request or another look.
#include <algorithm>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/contact_merge.h"
#include "web/app/app.h"
#include "web/app/columns.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/context_menu.h"
#include "web/app/http_bodies.h"
#include "web/app/panes.h"
#include "web/app/person_facts.h"
#include "web/app/reason_words.h"
#include "web/app/stale_send.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

// What was changed can be changed back for its ten seconds, whatever else is said meanwhile. A message that waits says so
// in the thread too, where it can be taken back as well.
bool gives_way(const Toast& one) { return !one.undo || std::holds_alternative<intent::Compose>(*one.undo); }

constexpr double long_toast_ms = 12'000, good_toast_ms = 5'000;

}  // namespace

void App::open_conversation(ConversationId conversation) {
  // An address may name a conversation before anybody is signed in.
  if (!shows_conversations(state_.page) && state_.page != Page::starting && state_.page != Page::sign_in) state_.page = Page::inbox;
  if (state_.page == Page::contact && !(contact_of(session_->state(), conversation) == root_contact(session_->state(), state_.contact_page))) state_.page = Page::inbox;
  const bool covers = !state_.thread_shown && platform::screen().width < pane::one_below;
  state_.thread_shown = true;
  state_.close_menus();
  const Conversation* found = session_->state().conversations.find(conversation);
  if (covers && found) platform::focus(nodes::log(found->thread));  // the row that had it is gone
  if (state_.open == conversation) return;
  save_drafts();
  state_.open = conversation;
  state_.thread = ThreadScroll{};
  state_.read_since_ms = 0;
  state_.stale = {};
  open_thread();
}

// What the address does not name is not open: the browser's Back leads out of a conversation as it led in. A phone's list keeps the
// place it was left at, unless nothing is there.
void App::close_unnamed() {
  const bool covers = platform::screen().width < pane::one_below;
  if (!state_.open || (covers && session_->state().conversations.find(state_.open))) return;
  save_drafts();
  state_.close_menus();
  state_.open = {};
}

void App::go() {
  Address address;
  address.view = state_.view;
  address.filter = state_.filter;
  if (state_.page == Page::contact) address.contact = state_.contact_page;
  if (state_.thread_shown || platform::screen().width >= pane::one_below) address.conversation = state_.open;
  platform::go(address_text(address));
}

// To where one came from, so that the browser's own Back does not lead into the conversation again.
void App::back_to_list() {
  state_.thread_shown = false;
  close_menu(false);
  state_.contact_drawer = false;
  Address address;
  address.view = state_.view;
  address.filter = state_.filter;
  if (state_.page == Page::contact) address.contact = state_.contact_page;
  platform::go_back(address_text(address));
}

void App::toggle_menu(bool& menu) {
  if (menu) return close_menu(true);
  state_.close_menus();
  state_.menu_scroll = Scroll{};
  menu = true;
  platform::focus(nodes::assign_item(0));
}

void App::close_menu(bool back_to_button) {
  if (!state_.menu_open()) return;
  state_.close_menus();
  if (back_to_button) platform::focus(state_.menu_button);
}

void App::toggle_contact() {
  close_menu(false);
  if (state_.page == Page::contact) return act(intent::BackToList{});
  if (platform::screen().width >= pane::four_from) {
    state_.prefs.contact_shown = !state_.prefs.contact_shown;
    return;
  }
  state_.contact_drawer = !state_.contact_drawer;
  const bool folded = state_.menu_button == nodes::more_button() && platform::screen().width >= pane::one_below;
  platform::focus(state_.contact_drawer ? nodes::contact_close() : folded ? nodes::more_button() : nodes::contact_button());
}

// What the browser asks a menu for may be anything; without one of ours nothing happens.
void App::context_asked(const intent::AskMenu& i) {
  if (!shows_conversations(state_.page)) return;
  close_menu(false);
  const Frame f{ui_, *session_, state_, inbox_, intents_, now()};
  state_.context = context_menu_for(f, i.node, i.x, i.y);
  state_.menu_scroll = Scroll{};
  if (state_.context.of != ContextMenu::Of::nothing) platform::focus(nodes::context_item(0));
}

void App::close_context_menu(bool back) {
  if (state_.context.of == ContextMenu::Of::nothing) return;
  if (back && state_.context.opener) platform::focus(state_.context.opener);
  state_.context = {};
}

bool App::ask(Command command, CommandId* given, std::string* why) {
  CommandId id = given ? *given : CommandId{};
  if (!id) platform::random_bits(id.high, id.low);
  if (given) *given = id;
  const bool quiet = std::holds_alternative<MarkRead>(command);
  const ClientSession::Asked asked = session_->ask(id, std::move(command), Instant{static_cast<std::int64_t>(platform::now_ms())});
  if (asked.accepted) {
    link_.send(asked.frames);
    link_.asked();
  } else if (asked.refused.why == Refusal::stale) {
    state_.stale = UiState::Stale{state_.open, state_.seen.messages, false, plan_};
    state_.thread.jump = true;
    platform::announce(refusal_words(asked.refused), true);
  } else if (why) *why = refusal_words(asked.refused);
  else if (!quiet) toast(refusal_words(asked.refused), true);
  return asked.accepted;
}

// All of its changes are between the first and the next thing that is none: closing forgets every one that lies there.
void App::toggle_fold(const intent::ToggleFold& fold) {
  if (!fold.open) return state_.unfolded.push_back(fold.first);
  const Conversation* open = session_->state().conversations.find(state_.open);
  const ThreadView* view = open ? session_->thread(open->thread) : nullptr;
  std::uint64_t end = fold.first;
  bool inside = false;
  if (view)
    for (const ThreadEntry& entry : view->entries()) {
      inside = inside || entry.seq == fold.first;
      if (inside && entry.kind != ThreadEntry::Kind::activity) break;
      if (inside && entry.seq != 0) end = entry.seq;
    }
  std::erase_if(state_.unfolded, [&](std::uint64_t seq) { return seq >= fold.first && seq <= end; });
}

void App::close_lightbox() {
  if (!state_.lightbox.message) return;
  const std::uint64_t before = std::exchange(state_.lightbox, Lightbox{}).focus_before;
  platform::focus(before);
}

bool App::send_reply(ConversationId conversation, Instant at) {
  const bool note = noting(state_, conversation);
  const NodeId field = note ? nodes::note_field(conversation) : nodes::composer(conversation);
  const std::string text = platform::field_text(field);
  if (note) return !blank(text) && add_note(conversation, text);
  SendReply reply{conversation, {}, text, with_grace(at)};
  reply.how.then_resolve = plan_.then == SendPlan::Then::resolve;
  if (plan_.then == SendPlan::Then::snooze) reply.how.then_snooze = plan_.until;
  if (const std::string why = take_files(conversation, reply.attachments); !why.empty()) return toast(why, true), false;
  if (blank(text) && reply.attachments.empty()) return false;
  if (!blanks_filled(text)) return false;
  const SendOptions how = reply.how;
  CommandId id;
  if (!send_all(reply, id)) return false;  // refused here: text and files never left the composer
  forget_files(conversation);
  platform::set_field_text(field, "");
  keep_draft(conversation, "");
  state_.stale = {};
  state_.composer.suggestions = {};
  state_.thread.jump = true;
  tell_held(same_bits<MessageId>(id), how.not_before, at.ms > 0);
  const Conversation* found = session_->state().conversations.find(conversation);
  if (found) announcer_.sent(same_bits<MessageId>(id), found->thread);
  return true;
}

void App::edit_not_sent(CommandId command) {
  for (auto it = state_.not_sent.begin(); it != state_.not_sent.end(); ++it) {
    if (it->command != command) continue;
    if (!it->asked.empty()) return edit_in_dialog(*it);
    const auto draft = state_.drafts.find(it->conversation);
    const bool empty = draft == state_.drafts.end() || blank(draft->second);
    const std::string text = empty ? it->text : draft->second + "\n" + it->text;
    platform::set_field_text(nodes::composer(it->conversation), text);
    keep_draft(it->conversation, text);
    put_back_files(it->conversation, it->attachments);
    if (it->plan.at.ms > 0 || it->plan.then != SendPlan::Then::nothing) state_.composer.plans[it->conversation] = it->plan;
    const ConversationId conversation = it->conversation;
    state_.not_sent.erase(it);
    return show_tab(conversation, false);  // a note may be in front
  }
}

void App::refresh_admin() {
  state_.admin.loading = state_.admin.asked = true;
  state_.admin.failed = false;
  platform::fetch(tag_quarantine, "GET", "/api/v1/admin/quarantine", "");
  platform::fetch(tag_diagnoses, "GET", "/api/v1/admin/diagnoses", "");
  ask_health();
  platform::fetch(tag_users, "GET", "/api/v1/admin/users", "");
}

void App::toast(std::string text, bool bad, std::optional<Intent> undo) {
  std::erase_if(state_.toasts, [&text](const Toast& one) { return one.text == text && gives_way(one); });  // said again, not shown twice
  platform::announce(text, bad);
  const double until = platform::now_ms() + (bad ? long_toast_ms : undo ? undo_toast_ms : good_toast_ms);
  state_.toasts.push_back(Toast{++toast_number_, std::move(text), bad, until, std::move(undo)});
  if (state_.toasts.size() <= toasts_shown_max) return;
  const auto newest = state_.toasts.end() - 1;  // what was just said is never what goes
  const auto first = std::find_if(state_.toasts.begin(), newest, gives_way);
  if (first != newest) state_.toasts.erase(first);
}

}  // namespace tributary::app
