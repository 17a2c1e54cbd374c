#pragma once
// May this leave for this identity from this number now? Asked for a reply and for sending again.
#include <optional>

#include "core/inbox/sending.h"

namespace tributary {

enum class Wording : std::uint8_t { free, approved };  // WhatsApp takes approved ones (a template's) at any time

// `service`: of a thread that is not there yet. Refused: no_channel (also to somebody who was set apart
// from the conversation's person), number_detached (A8), opted_out, whatsapp_window_closed (since; free words only).
std::optional<Refused> why_not_sendable(const State&, const Conversation&, Channel, NumberId, IdentityId, Instant now, Wording = Wording::free,
                                        ServiceId service = {});
// The same of free words that leave now or at `not_before`. Refused besides: window_closed_by_then (since), for WhatsApp would
// not take them at that time.
std::optional<Refused> why_not_sendable(const State&, const Target&, Instant not_before, Instant now);

}  // namespace tributary
