#pragma once
// What became of a message of ours (P6):
// queued < sending < unknown < accepted < sent < delivered < read, with failed and cancelled beside.
// A later delivered or read wins over failed; the failure's code is kept.
#include <optional>

#include "core/inbox/decision.h"

namespace tributary {

// Before the first byte leaves for the provider this is durable (P6b). A held message is looked at again when its time has
// come: refused opted_out, number_detached, no_channel or whatsapp_window_closed, the host reports Delivery::failed instead.
struct StartAttempt { MessageId message; };
struct AttemptStarted { MessageId message; ConversationId conversation; std::uint32_t attempt = 0; };

// No byte left us, or the provider said "later": try again then. Refused once attempts_max is reached: the
// host reports Delivery::failed instead.
struct RetryLater { MessageId message; Instant not_before; std::int32_t error = 0; };
struct RetryScheduled { MessageId message; ConversationId conversation; Instant not_before; std::int32_t error = 0; };

// Provider words arrive already mapped. What moves nothing (late, double, lower) gives no event.
struct ReportDelivery { MessageId message; Delivery status = Delivery::accepted; std::int32_t error = 0; };
struct DeliveryChanged { MessageId message; ConversationId conversation; Delivery status = Delivery::accepted; std::int32_t error = 0; };

// A person decides about `unknown` or `failed` (P6e). Sending again goes under a new attempt of the same message.
struct SendAgain { MessageId message; };
struct SendAgainQueued { MessageId message; ConversationId conversation; };
struct MarkAsSent { MessageId message; };  // gives DeliveryChanged{sent}

// Taken back before it left: still queued, whether it waits for its time, a retry or its turn (undo send, send later).
// Refused: not_cancellable. Gives DeliveryChanged{cancelled}; the outbox forgets it.
struct CancelSend { MessageId message; };

bool is_final(Delivery);                              // read, failed, cancelled
// Nothing can follow: the outbox forgets the message. SMS knows no "read".
bool is_over(Delivery, Channel);
bool moves(Delivery from, Delivery to);               // may `to` follow `from`
// May this queued message be started at `now`? Order per conversation: not while an earlier one is
// queued, sending or waiting; an earlier unknown blocks for a minute (P6f). One that is held back for later blocks nobody.
bool may_start(const State&, const Outgoing&, Instant now);
bool holds_up(const Outgoing& earlier, Instant now);  // what was queued behind it in its conversation must wait

Decision decide(const State&, const StartAttempt&, const Stamp&);
Decision decide(const State&, const RetryLater&, const Stamp&);
Decision decide(const State&, const ReportDelivery&, const Stamp&);
Decision decide(const State&, const SendAgain&, const Stamp&);
Decision decide(const State&, const MarkAsSent&, const Stamp&);
Decision decide(const State&, const CancelSend&, const Stamp&);
void apply(State&, const AttemptStarted&, const Stamp&);
void apply(State&, const RetryScheduled&, const Stamp&);
void apply(State&, const DeliveryChanged&, const Stamp&);
void apply(State&, const SendAgainQueued&, const Stamp&);

}  // namespace tributary
