#include "core/inbox/snooze.h"

#include "core/base/planted.h"
#include "core/inbox/catalogue.h"

namespace tributary {
namespace {

constexpr int nine = 9;
constexpr int days_of_week = 7;

void forget_snooze(State& state, ConversationId id) {
  const Snoozing* known = state.snoozing.find(id);
  if (!known) return;
  if (!PLANTED(14)) state.waking.erase({known->until, id});
  state.snoozing.erase(id);
}

}  // namespace

// "Tomorrow" and "next Monday" are days on the agent's wall; the hours are hours, whatever the clocks do meanwhile.
SnoozeChoices snooze_choices(Instant now, const ZoneOffsets& zone) {
  const Civil today = local_time(now, zone);
  const auto nine_in = [&](int days) {
    Civil then;
    then.year = today.year;
    then.month = today.month;
    then.day = today.day + days;
    then.hour = nine;
    return instant_of_local(then, zone);
  };
  const int since_monday = days_since_monday(today);
  return {now + limits::hour_ms, now + 2 * limits::hour_ms, now + 4 * limits::hour_ms, nine_in(1), nine_in(days_of_week - since_monday)};
}

std::optional<Instant> snoozed_until(const State& state, ConversationId id) {
  const Snoozing* known = state.snoozing.find(id);
  return known ? std::optional<Instant>(known->until) : std::nullopt;
}

Decision decide(const State& state, const Snooze& command, const Stamp& stamp) {
  if (!state.conversations.find(command.conversation)) return Refusal::unknown_conversation;
  if (command.until <= stamp.at) return Refusal::date_in_past;
  if (command.until.ms - stamp.at.ms > limits::snooze_ms_max) return Refusal::date_too_far;
  if (snoozed_until(state, command.conversation) == command.until) return Refusal::already_snoozed;
  return Decision(Snoozed{command.conversation, command.until});
}

void set_work_status(State& state, ConversationId id, WorkStatus status) {
  if (status != WorkStatus::snoozed) forget_snooze(state, id);
  state.conversations.edit(id).status = status;
}

void put_snoozing(State& state, const Snoozing& snoozing) {
  forget_snooze(state, snoozing.id);
  state.snoozing.edit(snoozing.id) = snoozing;
  state.waking.edit({snoozing.until, snoozing.id});
}

void wake_snoozed(const State& state, Instant now, std::size_t most, std::vector<ConversationId>& due) {
  state.waking.visit([&](const auto& key, const Unit&) {
    if (key.first > now || due.size() >= most) return false;
    due.push_back(key.second);
    return true;
  });
}

void apply(State& state, const Snoozed& event, const Stamp&) {
  put_snoozing(state, Snoozing{event.conversation, event.until});
  set_work_status(state, event.conversation, WorkStatus::snoozed);
}

void apply(State& state, const SnoozeEnded& event, const Stamp&) { set_work_status(state, event.conversation, WorkStatus::open); }

}  // namespace tributary
