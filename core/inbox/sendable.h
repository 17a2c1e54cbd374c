#pragma once
// May free text leave for this identity from this number now? Asked for a reply and for sending again.
#include <optional>

#include "core/inbox/decision.h"

namespace tributary {

// Refused: no_channel, number_detached (A8), opted_out, whatsapp_window_closed (since).
std::optional<Refused> why_not_sendable(const State&, const Conversation&, Channel, NumberId, IdentityId, Instant now);

}  // namespace tributary
