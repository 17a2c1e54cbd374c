// Working beside others: sends that were stopped, signing out while something waits, being told of things.
#include <utility>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "web/app/app.h"
#include "web/app/change_one.h"
#include "web/app/composer_text.h"
#include "web/app/not_sent.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/stale_send.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr double meant_within_ms = 12'000;

std::string not_sent_key(AgentId who) { return "not_sent/" + to_text(who); }

}  // namespace

void App::keep_not_sent() {
  const auto& welcome = session_->welcome();
  if (!welcome || state_.page == Page::sign_in) return;
  if (not_sent_by_ != welcome->agent) {
    not_sent_by_ = welcome->agent;
    std::vector<NotSent> earlier = not_sent_of(platform::stored(not_sent_key(not_sent_by_)));
    not_sent_kept_ = earlier.size();
    state_.not_sent.insert(state_.not_sent.begin(), earlier.begin(), earlier.end());
  }
  if (state_.not_sent.size() == not_sent_kept_) return;
  not_sent_kept_ = state_.not_sent.size();
  platform::store(not_sent_key(not_sent_by_), not_sent_text(state_.not_sent));
}

// As it was meant when it was stopped: at its time, and with what was to follow.
void App::send_anyway(ConversationId conversation) {
  const bool stopped = state_.stale.conversation == conversation;
  const SendPlan plan = stopped ? state_.stale.plan : SendPlan{};
  state_.stale.anyway = stopped;
  send(conversation, plan);
  state_.stale.anyway = false;
}

// What is shown has been seen now; the next send stops only for what is newer still.
void App::keep_editing(ConversationId conversation) {
  const std::uint32_t shown = messages_confirmed(*session_, conversation);
  if (state_.seen.conversation == conversation) state_.seen = UiState::Seen{conversation, true, shown, shown, 0};
  state_.stale = {};
  platform::focus(nodes::composer(conversation));
}

// What the relay would not do after it had been shown: nothing that was written is lost by it.
void App::refused_late(const ClientSession::Notice& notice) {
  const std::string why = refusal_words(notice.code, notice.message);
  const auto* reply = std::get_if<SendReply>(&notice.command);
  const bool followed = reply && (reply->how.then_resolve || reply->how.then_snooze.ms != 0);
  if (followed) std::erase_if(state_.toasts, [&](const Toast& one) { return one.subject == status_subject(reply->conversation); });  // it did not happen
  if (reply && give_back(notice, *reply)) return platform::announce(why, true);
  if (std::optional<NotSent> kept = not_sent_after(notice, session_->words(), now())) {
    kept->plan = plan_of(reply ? reply->how : SendOptions{}, grace_until());
    state_.not_sent.push_back(std::move(*kept));
    const std::string said = words::formatted(words::not_sent_because, {{"why", why}});
    if (followed && reply->conversation != state_.open) return toast(said, true);  // whoever has gone on does not see it there
    return platform::announce(said, true);
  }
  if (tag_was_made(notice) || link_was_lost(notice)) return;
  if (const auto* note = std::get_if<AddNote>(&notice.command)) note_refused(*note);
  toast(why, true);
  if (const auto* saved = std::get_if<SaveReply>(&notice.command)) reply_refused(*saved);
  form_refused(notice, why);
}

// A reply the relay stopped goes back where it was written, unless something else stands there already or a note is in front,
// behind which nobody would see it; files without words join what stands there.
bool App::give_back(const ClientSession::Notice& notice, const SendReply& reply) {
  if (notice.code != "stale" || reply.conversation != state_.open || noting(state_, reply.conversation)) return false;
  const auto draft = state_.drafts.find(reply.conversation);
  const bool only_files = blank(reply.text) && !reply.attachments.empty();
  if (draft != state_.drafts.end() && !blank(draft->second) && !only_files) return false;
  if (!only_files) platform::set_field_text(nodes::composer(reply.conversation), reply.text);
  if (!only_files) keep_draft(reply.conversation, reply.text);
  put_back_files(reply.conversation, reply.attachments);
  state_.stale = UiState::Stale{reply.conversation, reply.how.seen.value_or(0), false, plan_of(reply.how, grace_until())};
  state_.thread.jump = true;
  return true;
}

// Until when a reply that is sent now can still be undone at the latest.
Instant App::grace_until() const { return now() + state_.prefs.undo_seconds * 1000; }

void App::ask_to_notify() {
  switch (platform::notify_permission()) {
    case platform::Permission::granted: state_.prefs.notify_desktop = true; break;
    case platform::Permission::not_asked: platform::ask_to_notify(); break;
    case platform::Permission::denied: toast(std::string(std::string_view(words::notify_denied)), true); break;
  }
}

// What waits, and what was refused and not sent, would be gone: said once, done the second time.
void App::sign_out() {
  const Waiting left = waiting(*session_);
  const double now_ms = platform::now_ms();
  const bool unsent = left.replies + left.changes > 0 || !state_.not_sent.empty();
  if (unsent && now_ms > state_.leaving_ms) {
    state_.leaving_ms = now_ms + meant_within_ms;
    return toast(std::string(std::string_view(words::sign_out_waiting)), true);
  }
  state_.leaving_ms = 0;
  if (not_sent_by_) platform::store(not_sent_key(not_sent_by_), {});
  not_sent_by_ = {};
  save_drafts();
  leave_drafts();
  link_.sign_out();
  announcer_.forget();
  state_.open = {};
  platform::go("#/all");
}

}  // namespace tributary::app
