#include "core/view/outbox_ledger.h"

#include <variant>

namespace tributary {

void OutboxLedger::take(const Event& event) {
  if (const auto* queued = std::get_if<ReplyQueued>(&event)) {
    ++queued_ever_;
    open_[queued->message] = Open{queued->channel, Delivery::queued};
  } else if (const auto* started = std::get_if<AttemptStarted>(&event)) {
    settle(started->message, Delivery::sending);
  } else if (const auto* retry = std::get_if<RetryScheduled>(&event)) {
    settle(retry->message, Delivery::queued);
  } else if (const auto* again = std::get_if<SendAgainQueued>(&event)) {
    settle(again->message, Delivery::queued);
  } else if (const auto* changed = std::get_if<DeliveryChanged>(&event)) {
    settle(changed->message, changed->status);
  } else if (const auto* gone = std::get_if<LetGo>(&event)) {
    for (MessageId message : gone->messages) let_go(message);
  } else if (const auto* back = std::get_if<TakenUp>(&event)) {
    take_up(*back);
  }
}

// Only what has left our hands may be let go of: anything else stays here, and is missed.
void OutboxLedger::let_go(MessageId message) {
  const auto it = open_.find(message);
  if (it == open_.end() || it->second.status == Delivery::queued || it->second.status == Delivery::sending || it->second.status == Delivery::unknown) return;
  ++(it->second.status == Delivery::failed ? over_failed_ : over_accepted_);
  open_.erase(it);
}

void OutboxLedger::take_up(const TakenUp& event) {
  if (!open_.emplace(event.message, Open{event.channel, event.status}).second) return;
  --(event.status == Delivery::failed ? over_failed_ : over_accepted_);
}

// Over is what nothing can follow: taken back, read, or delivered where nobody tells of reading.
void OutboxLedger::settle(MessageId message, Delivery status) {
  auto it = open_.find(message);
  if (it == open_.end()) return;
  it->second.status = status;
  const bool arrived = status == Delivery::read || (status == Delivery::delivered && it->second.channel == Channel::sms);
  if (!arrived && status != Delivery::cancelled) return;
  ++(arrived ? over_accepted_ : over_cancelled_);
  open_.erase(it);
}

OutboxLedger::Sum OutboxLedger::sum() const {
  Sum sum;
  sum.queued_ever = queued_ever_;
  sum.accepted = over_accepted_;
  sum.cancelled = over_cancelled_;
  sum.failed = over_failed_;
  for (const auto& [id, one] : open_) {
    switch (one.status) {
      case Delivery::queued:
      case Delivery::sending: ++sum.in_flight; break;
      case Delivery::unknown: ++sum.unknown; break;
      case Delivery::failed: ++sum.failed; break;
      case Delivery::cancelled: ++sum.cancelled; break;
      case Delivery::accepted:
      case Delivery::sent:
      case Delivery::delivered:
      case Delivery::read: ++sum.accepted; break;
    }
  }
  return sum;
}

OutboxLedger::Difference OutboxLedger::against(const State& state) const {
  Difference found;
  const auto differs = [&found](const char* sentence) {
    if (++found.messages == 1) found.sentence = sentence;
  };
  for (const auto& [id, one] : open_) {
    const Outgoing* known = state.outgoing.find(id);
    if (!known) differs("a message that was queued is no longer in the outbox, and nothing in the log ended it");
    else if (known->status != one.status) differs("a message has another status in the outbox than in the log");
  }
  state.outgoing.for_each([&](MessageId id, const Outgoing&) {
    if (open_.count(id) == 0) differs("the outbox holds a message that the log never queued, or that is over");
  });
  if (!sum().balanced()) differs("a message was queued twice");
  return found;
}

}  // namespace tributary
