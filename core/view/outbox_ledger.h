#pragma once
// The books of the outbox, kept from the log alone (P6g): every message that was ever queued is accepted, failed,
// cancelled, unknown or in flight. A second pair of eyes: it shares no table and no rule with the state it is held
// against, so that a message the state forgets is still known here.
#include <cstdint>
#include <map>
#include <string>

#include "core/inbox/catalogue.h"

namespace tributary {

class OutboxLedger {
 public:
  // In the order of the log, every event once.
  void take(const Event&);

  struct Sum {
    std::uint64_t queued_ever = 0, accepted = 0, failed = 0, cancelled = 0, unknown = 0, in_flight = 0;
    bool balanced() const { return queued_ever == accepted + failed + cancelled + unknown + in_flight; }
    bool operator==(const Sum&) const = default;
  };
  Sum sum() const;
  // What the state knows otherwise than the log: how many messages, and a sentence about the first.
  struct Difference { std::uint64_t messages = 0; std::string sentence; };
  Difference against(const State&) const;

 private:
  struct Open { Channel channel = Channel::sms; Delivery status = Delivery::queued; };
  void settle(MessageId, Delivery);
  void let_go(MessageId);
  void take_up(const TakenUp&);
  std::map<MessageId, Open> open_;   // whose story is not over, and that were not let go of
  std::uint64_t queued_ever_ = 0, over_accepted_ = 0, over_failed_ = 0, over_cancelled_ = 0;
};

}  // namespace tributary
