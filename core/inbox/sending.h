#pragma once
// What every message of ours has in common, whoever writes it and whatever it holds: where it goes, whether it may,
// and the events that put it into the outbox.
#include "core/inbox/decision.h"

namespace tributary {

// How to send, apart from what. The defaults: at once, on the conversation's last channel, whatever has happened since.
struct SendOptions {
  Instant not_before;                   // send later, and the moment of grace in which it can be undone; refused: date_too_far
  NumberId number;                      // by another channel of the same contact: ours and theirs, both or neither
  IdentityId identity;
  std::optional<std::uint32_t> seen;    // how many messages of the conversation the author has seen confirmed …
  bool anyway = false;                  // … and that newer ones shall not stop this one (refused: stale, with how many)
  bool then_resolve = false;            // what follows it in its conversation, with the message or not at all …
  Instant then_snooze = {};             // … put away until then instead; where neither can be any more, the message goes alone
};

struct Target {
  const Conversation* conversation = nullptr;
  Channel channel = Channel::sms;
  NumberId number;
  IdentityId identity;
  SessionId named;
};

// Never anybody but the person the conversation is with. Refused: unknown_conversation, unknown_session, session_expired
// (current), no_channel (only calls so far; an identity of somebody else's, or one the number's channel cannot reach; who
// wrote last was set apart, and the channel reaches no address of the other's own), unknown_number.
Result<Target> target_of(const State&, ConversationId, SessionId, const SendOptions&, Instant now);
std::optional<Refused> wrong_with_text(std::string_view);  // empty_message, message_too_long, invalid_value
// date_too_far, stale.
std::optional<Refused> wrong_with_options(const State&, const Target&, const SendOptions&, const Stamp&);
// Refused: id_conflict. Everything else has been asked by then. `body.id` is filled in.
Result<Outcome> queue_message(const State&, const Target&, const SendOptions&, MessageBody body, const Stamp&);

// A message that waits for its time (send later, undo send).
struct SendHeld { MessageId message; ConversationId conversation; Instant not_before; };
void apply(State&, const SendHeld&, const Stamp&);

}  // namespace tributary
