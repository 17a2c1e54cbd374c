#pragma once
// The outbox lets go of a message of which nothing has been heard for 30 days: sent, and no last word came; delivered, and
// nobody read it; failed, and nobody sent it again. What is still undecided (queued, sending, unknown) never ages. The log
// keeps everything: the thread shows what it showed, and when a word does come, or a person sends the failed message
// again, its story is taken up where it was left. That its last message failed a conversation says itself from then on.
#include <optional>

#include "core/inbox/decision.h"

namespace tributary {

// Decided by Wake, at full hours, so that one event lets many go.
struct LetGo { std::vector<MessageId> messages; };

// The host alone reads the log, and says what stood in the outbox (core/engine/past_outgoing.h). It does so before the
// command that speaks of the message. No event when the outbox holds it already. Refused: unknown_conversation,
// unknown_session, invalid_value (the outbox would never have let go of this).
struct TakeUp { Outgoing outgoing; };
struct TakenUp {
  MessageId message;
  ConversationId conversation;
  SessionId session;
  NumberId number;
  IdentityId identity;
  Delivery status = Delivery::accepted;
  std::int32_t error = 0;
  std::uint32_t attempts = 0;
  std::uint32_t position = 0;
  Instant queued;
  bool approved_words = false;
  Channel channel = Channel::sms;
  AgentId author;
};

bool may_age(Delivery, Channel);  // out of our hands, and its last word may still come
// Whoever writes status or `changed` of an entry, or erases it, keeps the table of those who age in step with it.
void stop_ageing(State&, const Outgoing&);   // before
void start_ageing(State&, const Outgoing&);  // after

std::optional<Instant> next_letting_go(const State&);
std::optional<LetGo> letting_go(const State&, Instant now);  // what is due, at most let_go_at_once_max

Decision decide(const State&, const TakeUp&, const Stamp&);
void apply(State&, const LetGo&, const Stamp&);
void apply(State&, const TakenUp&, const Stamp&);

}  // namespace tributary
