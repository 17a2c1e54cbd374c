#include "web/app/bulk_change.h"

#include <algorithm>

#include "core/inbox/team.h"

namespace tributary::app {
namespace {

bool same(const Assign& a, const Assign& b) { return a.to == b.to && a.team == b.team; }
bool same(const Snooze& a, const Snooze& b) { return a.until == b.until; }
bool same(const TagConversation& a, const TagConversation& b) { return a.tag == b.tag; }
bool same(const UntagConversation& a, const UntagConversation& b) { return a.tag == b.tag; }
bool same(const MarkRead& a, const MarkRead& b) { return a.leave_unread == b.leave_unread; }
bool same(const Resolve&, const Resolve&) { return true; }
bool same(const Reopen&, const Reopen&) { return true; }

// Those that go back the same way go together.
template <class One>
void put(std::vector<ChangeMany>& all, ConversationId id, const One& change) {
  for (ChangeMany& many : all) {
    const One* found = std::get_if<One>(&many.change);
    if (!found || !same(*found, change) || many.conversations.size() == static_cast<std::size_t>(limits::changed_at_once_max)) continue;
    many.conversations.push_back(id);
    return;
  }
  ChangeMany many;
  many.conversations.push_back(id);
  many.change = change;
  all.push_back(std::move(many));
}

struct Back {
  const State& state;
  std::vector<ChangeMany> first, then;
  bool for_good = false;  // of the one that is looked at

  void status(const Before& was, const Conversation& is, Instant now) {
    const ConversationId id = is.id;
    if (was.header.status == is.status && was.snoozed_until == snoozed_until(state, id).value_or(Instant{})) return;
    if (was.header.status == WorkStatus::resolved) put(then, id, Resolve{});
    else if (was.header.status == WorkStatus::snoozed && now < was.snoozed_until) put(then, id, Snooze{{}, was.snoozed_until});
    else if (is.status != WorkStatus::open) put(then, id, Reopen{});
  }
  void assignee(const Before& was, const Conversation& is) {
    const TeamId before = team_of(state, was.header);
    if (was.header.assignee == is.assignee && was.header.team == is.team) return;
    const Assign home{{}, was.header.assignee, before};
    if (!leads_back(state, home)) return void(for_good = true);
    // Somebody of a team stays in it when only they are named: it is left first.
    if (was.header.assignee && !before && is.team != 0) put(first, is.id, Assign{});
    put(then, is.id, home);
  }
  void tags(const Before& was, const Conversation& is) {
    const std::vector<TagId> before = tags_of(state, was.header), after = tags_of(state, is);
    for (TagId tag : after)
      if (std::find(before.begin(), before.end(), tag) == before.end()) put(then, is.id, UntagConversation{{}, tag});
    for (TagId tag : before) {
      if (std::find(after.begin(), after.end(), tag) != after.end()) continue;
      if (leads_back(state, TagConversation{{}, tag})) put(then, is.id, TagConversation{{}, tag});
      else for_good = true;
    }
  }
};

}  // namespace

std::vector<Before> remembered(const State& state, AgentId me, const std::vector<ConversationId>& ids) {
  std::vector<Before> all;
  for (ConversationId id : ids)
    if (const Conversation* c = state.conversations.find(id)) all.push_back(Before{*c, snoozed_until(state, id).value_or(Instant{}), unread(state, me, *c)});
  return all;
}

WayBack way_back(const State& state, AgentId me, const std::vector<Before>& before, Instant now) {
  WayBack way;
  Back back{state, {}, {}, false};
  for (const Before& was : before) {
    const Conversation* is = state.conversations.find(was.header.id);
    if (!is) continue;
    const std::uint32_t left = unread(state, me, *is);
    const bool asleep_otherwise = was.snoozed_until != snoozed_until(state, is->id).value_or(Instant{});
    if (*is == was.header && left == was.unread && !asleep_otherwise) continue;
    ++way.changed;
    way.left.push_back(left_of(state, *is));
    back.for_good = false;
    back.status(was, *is, now);
    back.assignee(was, *is);
    back.tags(was, *is);
    if (left < was.unread) put(back.then, is->id, MarkRead{{}, 0, was.unread});
    way.for_good += back.for_good ? 1 : 0;
  }
  way.commands = std::move(back.first);
  for (ChangeMany& many : back.then) way.commands.push_back(std::move(many));
  return way;
}

}  // namespace tributary::app
