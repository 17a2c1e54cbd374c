#include "web/app/change_back.h"

#include <algorithm>
#include <map>

#include "core/inbox/read_marker.h"
#include "core/inbox/snooze.h"
#include "core/inbox/team.h"
#include "web/app/app.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

// Whom it was taken by; nothing: nobody, or oneself elsewhere.
std::string_view taker(const ClientSession& session, ConversationId id) {
  const Conversation* conversation = session.state().conversations.find(id);
  if (!conversation || (session.welcome() && conversation->assignee == session.welcome()->agent)) return {};
  if (conversation->assignee) return session.words().agent_name(conversation->assignee);
  const Team* team = session.state().teams.find(team_of(session.state(), *conversation));
  return team ? std::string_view(team->name) : std::string_view();
}

std::string why_not(const ClientSession& session, ConversationId id, Meanwhile what) {
  const std::string_view who = what == Meanwhile::taken ? taker(session, id) : std::string_view();
  if (!who.empty()) return words::formatted(words::list_undo_taken, {{"who", who}});
  return std::string(std::string_view(what == Meanwhile::written ? words::list_undo_written : words::list_undo_changed));
}

using LeftBy = std::map<ConversationId, const Left*>;

// Messages that came since the change.
std::uint32_t newer(const State& state, const Left& left) {
  const Conversation* is = state.conversations.find(left.conversation);
  return is ? is->inbound - std::min(is->inbound, left.inbound) : 0;
}

bool read_on(const State& state, AgentId me, const Left& left) {
  const Conversation* is = state.conversations.find(left.conversation);
  return is && unread(state, me, *is) < newer(state, left);
}

// What becomes unread again is counted from the newest: what came since is among it, and was not read either.
std::vector<ChangeMany> with_newer(const State& state, const LeftBy& as_left, const ChangeMany& many) {
  const MarkRead* read = std::get_if<MarkRead>(&many.change);
  if (!read) return {many};
  std::map<std::uint32_t, ChangeMany> parts;
  for (ConversationId id : many.conversations) {
    const auto left = as_left.find(id);
    const std::uint32_t more = left == as_left.end() ? 0 : newer(state, *left->second);
    ChangeMany& part = parts[more];
    part.conversations.push_back(id);
    part.change = MarkRead{{}, 0, read->leave_unread + more};
  }
  std::vector<ChangeMany> all;
  for (auto& part : parts) all.push_back(std::move(part.second));
  return all;
}

}  // namespace

Instant asleep_until(const State& state, ConversationId id) { return snoozed_until(state, id).value_or(Instant{}); }

Left left_of(const State& state, const Conversation& c) { return Left{c.id, c.assignee, asleep_until(state, c.id), c.inbound, c.team, c.status}; }

Meanwhile meanwhile(const State& state, AgentId me, const Left& left, const EachChange& back) {
  if (std::holds_alternative<MarkRead>(back)) return read_on(state, me, left) ? Meanwhile::changed : Meanwhile::nothing;
  const bool assigns = std::holds_alternative<Assign>(back), opens = std::holds_alternative<Reopen>(back);
  const bool puts_away = std::holds_alternative<Resolve>(back) || std::holds_alternative<Snooze>(back);
  if (!assigns && !opens && !puts_away) return Meanwhile::nothing;
  const Conversation* is = state.conversations.find(left.conversation);
  if (!is) return Meanwhile::changed;
  if (!opens && (is->assignee != left.assignee || is->team != left.team)) return Meanwhile::taken;
  if (assigns) return Meanwhile::nothing;
  if (is->inbound != left.inbound) return Meanwhile::written;
  return is->status == left.status && asleep_until(state, is->id) == left.asleep ? Meanwhile::nothing : Meanwhile::changed;
}

bool leads_back(const State& state, const EachChange& back) {
  if (const auto* tagged = std::get_if<TagConversation>(&back)) {
    const tributary::Tag* tag = state.tags.find(tagged->tag);
    return tag && !tag->archived;
  }
  const auto* assigned = std::get_if<Assign>(&back);
  if (!assigned) return true;
  const Agent* agent = state.agents.find(assigned->to);
  const Team* team = state.teams.find(assigned->team);
  return (!assigned->to || (agent && agent->active)) && (!assigned->team || (team && !team->archived));
}

// All are looked at before the first goes back: one conversation may go in two steps.
void App::change_back(const intent::ChangeBack& back) {
  const AgentId me = session_->welcome() ? session_->welcome()->agent : AgentId{};
  LeftBy as_left;
  for (const Left& one : back.left) as_left[one.conversation] = &one;
  std::map<ConversationId, Meanwhile> stays;
  for (const ChangeMany& many : back.commands)
    for (ConversationId id : many.conversations) {
      const auto left = as_left.find(id);
      const Meanwhile what = left == as_left.end() ? Meanwhile::nothing : meanwhile(session_->state(), me, *left->second, many.change);
      if (what != Meanwhile::nothing) stays.emplace(id, what);
    }
  bool all = true, some = false;
  for (ChangeMany many : back.commands) {
    std::erase_if(many.conversations, [&stays](ConversationId id) { return stays.count(id) > 0; });
    if (many.conversations.empty()) continue;
    some = true;
    for (ChangeMany& part : with_newer(session_->state(), as_left, many)) all = ask(std::move(part)) && all;
  }
  if (some && all) toast(std::string(std::string_view(words::list_undone)), false);
  const std::size_t staying = stays.size() + back.for_good;
  if (staying == 0) return;
  if (back.left.size() == 1 && !stays.empty()) return toast(why_not(*session_, stays.begin()->first, stays.begin()->second), true);
  toast(words::pluralled(words::list_undo_left, static_cast<std::int64_t>(staying)), true);
}

}  // namespace tributary::app
