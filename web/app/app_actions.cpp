// What the action table asks for and only the app can do: steps through lists, where the focus goes.
#include <algorithm>
#include <array>

#include "web/app/app.h"
#include "web/app/columns.h"
#include "web/app/panes.h"
#include "web/app/thread_entries.h"

namespace tributary::app {
namespace {

// The row that has the focus; no id when none has.
ConversationId focused_row(const InboxRows& rows, ConversationId open, NodeId focused) {
  if (focused == 0 || (open && nodes::list_row(open) == focused)) return focused == 0 ? ConversationId{} : open;
  for (std::size_t i = 0; i < rows.count(); ++i)
    if (nodes::list_row(rows.id_at(i)) == focused) return rows.id_at(i);
  return {};
}

// Whom to turn to when this one is done: the next that still waits, else the nearest above. What sleeps waits for nobody: only
// whoever goes through what sleeps comes to it.
ConversationId after_this(const InboxRows& rows, ConversationId done) {
  const std::optional<std::size_t> at = rows.position(done);
  const bool slept = at && rows.row(*at).status == WorkStatus::snoozed;
  const auto waits = [&](std::size_t i) {
    const WorkStatus status = rows.row(i).status;
    return waits_now(status) || (slept && status == WorkStatus::snoozed);
  };
  const std::size_t below = at ? *at + 1 : 0;
  if (below < rows.count() && waits(below)) return rows.id_at(below);  // what sleeps and what is resolved lie together at the end
  for (std::size_t i = at ? *at : 0; i > 0; --i)
    if (waits(i - 1)) return rows.id_at(i - 1);
  return {};
}

}  // namespace

// Keys act before the frame is drawn, one after the other, so that each sees what the one before it did.
void App::take_keys(Frame& f) {
  capture_time();
  if (option_ >= 0) take_option(f, std::exchange(option_, -1));
  const std::vector<const Action*> pressed = std::exchange(pressed_, {});
  for (const Action* by_key : pressed) {
    const Action* const action = meant(by_key);
    if (state_.dialog.kind != Dialog::none && (action->flags & action_anywhere) == 0) continue;
    const Target target = target_of(f);
    if (!action->possible(f, target)) continue;
    action->run(f, target);
    for (const Intent& intent : std::exchange(intents_, {})) act(intent);
    inbox_.look(*session_, state_.view, state_.filter);
    if (state_.open && session_->welcome()) load_draft(state_.open);
  }
  if (!pressed.empty()) prepare();  // this frame shows it: there may be no other
}

void App::step_conversation(int by) {
  const auto last = static_cast<std::ptrdiff_t>(inbox_.count()) - 1;
  if (last < 0) return;
  const std::optional<std::size_t> at = inbox_.position(state_.open);
  const std::ptrdiff_t to = at ? static_cast<std::ptrdiff_t>(*at) + by : (by > 0 ? 0 : last);
  const ConversationId next = inbox_.id_at(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(to, 0, last)));
  if (state_.open && input_.focused == nodes::list_row(state_.open)) platform::focus(nodes::list_row(next));
  act(intent::OpenConversation{next});
}

void App::step_view(int by) {
  constexpr std::array views{InboxView::mine, InboxView::unassigned, InboxView::all};
  const auto at = std::find(views.begin(), views.end(), state_.view) - views.begin();
  const auto count = static_cast<std::ptrdiff_t>(views.size());
  act(intent::OpenView{views[static_cast<std::size_t>((at + by + count) % count)]});
}

void App::focus_thread() {
  ConversationId to = focused_row(inbox_, state_.open, input_.focused);
  if (!to && !state_.open && inbox_.count() > 0) to = inbox_.id_at(0);
  if (!to) to = state_.open;
  if (!to) return;
  act(intent::OpenConversation{to});
  if (const Conversation* open = session_->state().conversations.find(to)) platform::focus(nodes::log(open->thread));
}

void App::focus_list() {
  if (state_.page != Page::inbox) show_list(state_.view, state_.filter);
  if (state_.thread_shown && platform::screen().width < pane::one_below) return act(intent::BackToList{});
  if (inbox_.count() == 0) return;
  const bool listed = inbox_.position(state_.open).has_value();
  if (listed) state_.list_follows = state_.open;
  platform::focus(nodes::list_row(listed ? state_.open : inbox_.id_at(0)));
}

void App::step_message(int by) {
  const Conversation* open = session_->state().conversations.find(state_.open);
  const ThreadView* thread = open ? session_->thread(open->thread) : nullptr;
  if (!thread) return;
  std::vector<NodeId> articles;
  for (const ThreadEntry& entry : thread->entries()) {
    const bool article = entry.kind == ThreadEntry::Kind::message || entry.kind == ThreadEntry::Kind::call || entry.kind == ThreadEntry::Kind::note;
    if (article && !sits_on_message(state_.thread, entry)) articles.push_back(entry_key(entry));
  }
  for (const NotSent& one : state_.not_sent)
    if (one.conversation == state_.open) articles.push_back(node_id("not-sent", one.command));
  if (articles.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(articles.size()) - 1;
  const auto at = std::find(articles.begin(), articles.end(), input_.focused);
  const std::ptrdiff_t to = at == articles.end() ? last : std::clamp<std::ptrdiff_t>(at - articles.begin() + by, 0, last);
  state_.thread.show = articles[static_cast<std::size_t>(to)];
  platform::focus(state_.thread.show);
}

void App::resolve_and_next(ConversationId conversation, const std::function<bool()>& brought_by) {
  const ConversationId next = after_this(inbox_, conversation);
  if (!change_one(Resolve{conversation}, brought_by)) return;
  if (!next || state_.open != conversation) return;
  if (input_.focused == nodes::list_row(conversation)) platform::focus(nodes::list_row(next));  // its own may be gone
  act(intent::OpenConversation{next});
}

void App::set_preferences(const intent::SetPreferences& wanted) {
  if (!wanted.told.empty()) toast(wanted.told, false, intent::SetPreferences{state_.prefs, {}});
  state_.prefs = wanted.prefs;
}

void App::undo() {
  for (auto it = state_.toasts.rbegin(); it != state_.toasts.rend(); ++it) {
    if (!it->undo) continue;
    const Intent back = *it->undo;
    state_.toasts.erase(std::next(it).base());
    return act(back);
  }
}

}  // namespace tributary::app
