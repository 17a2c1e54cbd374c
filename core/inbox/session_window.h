#pragma once
// A session is one channel's window: WhatsApp 24 h, SMS 4 h, voice 30 min from the last inbound message
// (C20, C23). It closes by itself (C24); the next inbound opens a fresh one (C25).
#include <functional>
#include <optional>

#include "core/inbox/decision.h"

namespace tributary {

struct SessionOpened {
  SessionId session;
  ConversationId conversation;
  NumberId number;
  IdentityId identity;
  Channel channel = Channel::sms;
  bool by_customer = true;
};
struct SessionExpired { SessionId session; };
struct Wake {};  // sent by the host once next_wake() has passed

std::int64_t window_ms(const Settings&, Channel);
// When WhatsApp's window between this number and this address closes: only who wrote there has opened it, and an SMS opens
// nothing. Zero: it is not known to have been open.
Instant whatsapp_closes(const State&, const Conversation&, NumberId, IdentityId);
// Until when free text may be sent on WhatsApp; past or zero = closed. Other channels: no limit, nullopt.
std::optional<Instant> free_text_until(const State&, const Conversation&);

const Session* current_session(const State&, const Conversation&, Channel);  // nullptr: none yet
bool is_ticking(const Session&);               // neither completed nor expired: it waits for its end
bool is_over(const Session&, Instant now);     // completed, expired, or its time has passed
// Writes to a session and keeps the table of expiries in step with it.
void change_session(State&, SessionId, const std::function<void(Session&)>&);

Decision decide(const State&, const Wake&, const Stamp&);
void apply(State&, const SessionOpened&, const Stamp&);
void apply(State&, const SessionExpired&, const Stamp&);

}  // namespace tributary
