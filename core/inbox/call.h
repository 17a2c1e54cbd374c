#pragma once
// A call is an entry in the same thread as the messages of that contact and service (A9, A43).
#include "core/inbox/contact.h"
#include "core/inbox/decision.h"

namespace tributary {

// One per status callback. `call` is made by the host from the provider's call id, so all callbacks of a
// call meet; older sequences change nothing. No claims = a withheld number: recorded, but no contact.
struct RecordCall {
  CallId call;
  NumberId number;
  std::vector<IdentityClaim> other;
  Direction direction = Direction::in;
  CallStatus status = CallStatus::ringing;
  std::int32_t sequence = 0;
  std::int32_t seconds = 0;
  TeamId queue = {};  // of a conversation that a call to us begins, while nobody has it (C45)
};
// A missed inbound call (no_answer, busy, canceled, failed) reopens a resolved or snoozed conversation.
struct CallRecorded {
  CallId call;
  ConversationId conversation;  // none: withheld
  SessionId session;
  Direction direction = Direction::in;
  CallStatus status = CallStatus::ringing;
  std::int32_t sequence = 0;
  std::int32_t seconds = 0;
};

Decision decide(const State&, const RecordCall&, const Stamp&);
void apply(State&, const CallRecorded&, const Stamp&);

}  // namespace tributary
