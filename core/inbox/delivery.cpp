#include "core/inbox/delivery.h"

#include "core/base/planted.h"
#include "core/inbox/ageing.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/sendable.h"

namespace tributary {
namespace {

// One ladder: whatever order the provider's words come in, the highest heard is what stays (P4).
int rung(Delivery status) {
  switch (status) {
    case Delivery::queued: return 0;
    case Delivery::sending: return 1;
    case Delivery::unknown: return 2;
    case Delivery::accepted: return 3;
    case Delivery::sent: return 4;
    case Delivery::failed: return 5;
    case Delivery::cancelled: return 6;
    case Delivery::delivered: return 7;
    case Delivery::read: return 8;
  }
  return 0;
}

bool is_unsettled(Delivery status) {
  return status == Delivery::queued || status == Delivery::sending || status == Delivery::unknown;
}

Wording wording_of(const Outgoing& message) { return message.approved_words ? Wording::approved : Wording::free; }

void set_status(State& state, MessageId id, Delivery status, const Stamp& stamp) {
  Outgoing& message = state.outgoing.edit(id);
  stop_ageing(state, message);
  message.status = status;
  if (status != Delivery::queued) message.held = false;
  message.changed = stamp.at;
  if (is_unsettled(status)) state.outbox.edit({message.conversation, message.position}) = id;
  else state.outbox.erase({message.conversation, message.position});
  start_ageing(state, message);
}

}  // namespace

bool is_final(Delivery status) {
  return status == Delivery::read || status == Delivery::failed || status == Delivery::cancelled;
}

bool is_over(Delivery status, Channel channel) {
  return status == Delivery::read || status == Delivery::cancelled || (status == Delivery::delivered && channel == Channel::sms);
}

bool moves(Delivery from, Delivery to) {
  if (PLANTED(50)) return to != Delivery::queued && to != Delivery::sending && to != from;  // "the latest word is the truest"
  if (PLANTED(2)) return to > Delivery::sending;
  return to != Delivery::queued && to != Delivery::sending && rung(to) > rung(from);
}

bool holds_up(const Outgoing& earlier, Instant now) {
  const bool let_go = earlier.status == Delivery::unknown && now.ms - earlier.changed.ms > limits::next_after_unknown_ms;
  const bool for_later = earlier.held && earlier.status == Delivery::queued && earlier.not_before > now;
  return !let_go && !for_later;
}

bool may_start(const State& state, const Outgoing& message, Instant now) {
  if (message.status != Delivery::queued || message.not_before > now) return false;
  bool free = true;
  const std::pair<ConversationId, std::uint32_t> first{message.conversation, 0};
  state.outbox.visit([&](const auto& key, MessageId id) {
    if (key.first != message.conversation || key.second >= message.position) return false;
    const Outgoing* earlier = state.outgoing.find(id);
    free = !earlier || !holds_up(*earlier, now) || PLANTED(3);
    return free;
  }, &first);
  return free;
}

Decision decide(const State& state, const StartAttempt& command, const Stamp& stamp) {
  const Outgoing* message = state.outgoing.find(command.message);
  if (!message) return Refusal::unknown_message;
  if (!may_start(state, *message, stamp.at)) return Refusal::not_sendable_again;
  const Conversation* conversation = state.conversations.find(message->conversation);
  if (message->held && conversation)
    if (auto why = why_not_sendable(state, *conversation, message->channel, message->number, message->identity, stamp.at, wording_of(*message)))
      return *why;
  return Decision(AttemptStarted{message->id, message->conversation, message->attempts + 1});
}

Decision decide(const State& state, const RetryLater& command, const Stamp&) {
  const Outgoing* message = state.outgoing.find(command.message);
  if (!message) return Refusal::unknown_message;
  if (message->status != Delivery::sending) return Outcome{};  // a callback was faster than the answer
  if (message->attempts >= static_cast<std::uint32_t>(limits::attempts_max)) return Refusal::invalid_value;
  return Decision(RetryScheduled{message->id, message->conversation, command.not_before, command.error});
}

// A message that is no longer in the outbox is over: nothing can follow that. (One that was let go of is taken up first.)
// What did not arrive is somebody's to see: a conversation that was put away with it is open again.
Decision decide(const State& state, const ReportDelivery& command, const Stamp&) {
  const Outgoing* message = state.outgoing.find(command.message);
  if (!message || !moves(message->status, command.status)) return Outcome{};
  Outcome outcome{{DeliveryChanged{message->id, message->conversation, command.status, command.error}}, {}};
  const Conversation* conversation = state.conversations.find(message->conversation);
  const bool put_away = conversation && conversation->status != WorkStatus::open;
  if (command.status == Delivery::failed && put_away && !PLANTED(218)) outcome.events.push_back(Reopened{conversation->id});
  return outcome;
}

Decision decide(const State& state, const SendAgain& command, const Stamp& stamp) {
  const Outgoing* message = state.outgoing.find(command.message);
  if (!message) return Refusal::unknown_message;
  if (message->status != Delivery::failed && message->status != Delivery::unknown) return Refusal::not_sendable_again;
  const Conversation* conversation = state.conversations.find(message->conversation);
  if (!conversation) return Refusal::unknown_conversation;
  if (auto why = why_not_sendable(state, *conversation, message->channel, message->number, message->identity, stamp.at, wording_of(*message)))
    return *why;
  return Decision(SendAgainQueued{message->id, message->conversation});
}

Decision decide(const State& state, const MarkAsSent& command, const Stamp&) {
  const Outgoing* message = state.outgoing.find(command.message);
  if (!message) return Refusal::unknown_message;
  if (message->status != Delivery::unknown) return Refusal::not_sendable_again;
  return Decision(DeliveryChanged{message->id, message->conversation, Delivery::sent, 0});
}

Decision decide(const State& state, const CancelSend& command, const Stamp&) {
  const Outgoing* message = state.outgoing.find(command.message);
  if (!message) return Refusal::unknown_message;
  if (message->status != Delivery::queued) return Refusal::not_cancellable;
  return Decision(DeliveryChanged{message->id, message->conversation, Delivery::cancelled, 0});
}

void apply(State& state, const AttemptStarted& event, const Stamp& stamp) {
  Outgoing& message = state.outgoing.edit(event.message);
  message.attempts = event.attempt;
  set_status(state, event.message, Delivery::sending, stamp);
}

void apply(State& state, const RetryScheduled& event, const Stamp& stamp) {
  Outgoing& message = state.outgoing.edit(event.message);
  message.not_before = event.not_before;
  if (event.error) message.error = event.error;
  set_status(state, event.message, Delivery::queued, stamp);
}

// A log written before SMS left the outbox at "delivered" may still speak of such a message.
void apply(State& state, const DeliveryChanged& event, const Stamp& stamp) {
  if (!state.outgoing.find(event.message)) return;
  if (event.error) state.outgoing.edit(event.message).error = event.error;
  set_status(state, event.message, event.status, stamp);
  if (is_over(event.status, state.outgoing.edit(event.message).channel)) state.outgoing.erase(event.message);
}

void apply(State& state, const SendAgainQueued& event, const Stamp& stamp) {
  Outgoing& message = state.outgoing.edit(event.message);
  message.not_before = {};
  message.held = false;
  set_status(state, event.message, Delivery::queued, stamp);
}

}  // namespace tributary
