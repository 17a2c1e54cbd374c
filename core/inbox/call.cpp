#include "core/inbox/call.h"

#include "core/inbox/arrival.h"
#include "core/inbox/queue.h"

namespace tributary {
namespace {

bool missed(const RecordCall& command) {
  if (command.direction != Direction::in) return false;
  return command.status == CallStatus::no_answer || command.status == CallStatus::busy ||
         command.status == CallStatus::canceled || command.status == CallStatus::failed;
}

CallRecorded record_of(const RecordCall& command) {
  CallRecorded record;
  record.call = command.call;
  record.direction = command.direction;
  record.status = command.status;
  record.sequence = command.sequence;
  record.seconds = command.seconds;
  return record;
}

}  // namespace

// Later callbacks of a call stay where its first one put it, even when the conversation has moved on.
Decision decide(const State& state, const RecordCall& command, const Stamp& stamp) {
  const Number* number = state.numbers.find(command.number);
  if (!number) return Refusal::unknown_number;
  if (!command.call) return Refusal::invalid_value;
  const Call* known = state.calls.find(command.call);
  if (known && command.sequence <= known->sequence) return Outcome{};
  Outcome outcome;
  CallRecorded record = record_of(command);
  const bool withheld = command.other.empty() || !command.other.front().id;
  if (known) {
    record.conversation = known->conversation;
    record.session = known->session;
  } else if (!withheld) {
    TRY(place, place_for(state, *number, Channel::voice, command.other, stamp));
    outcome = std::move(place.made);
    record.conversation = place.conversation;
    record.session = place.session;
  }
  const Conversation* conversation = state.conversations.find(record.conversation);
  if (missed(command) && conversation && (conversation->status == WorkStatus::resolved || conversation->status == WorkStatus::snoozed))
    outcome.events.push_back(Reopened{record.conversation});
  if (command.direction == Direction::in) put_in_queue(state, record.conversation, command.queue, outcome.events);
  outcome.events.push_back(record);
  return outcome;
}

void apply(State& state, const CallRecorded& event, const Stamp& stamp) {
  Call& call = state.calls.edit(event.call);
  call.id = event.call;
  call.conversation = event.conversation;
  call.session = event.session;
  call.status = event.status;
  call.sequence = event.sequence;
  if (!event.conversation) return;
  state.conversations.edit(event.conversation).last_activity = stamp.at;
  const Session* session = state.sessions.find(event.session);
  if (event.direction != Direction::in || !session || !is_ticking(*session)) return;
  change_session(state, event.session, [&](Session& open) {
    open.last_inbound = stamp.at;
    open.expires = stamp.at + window_ms(state.settings, Channel::voice);
  });
}

}  // namespace tributary
