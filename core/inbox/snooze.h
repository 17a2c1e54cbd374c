#pragma once
// Put away until a time (D35, D36): out of sight, back by itself, and at once when the customer writes.
#include "core/base/zone.h"
#include "core/inbox/decision.h"

namespace tributary {

// Refused: unknown_conversation, date_in_past, date_too_far, already_snoozed (until the very same moment).
struct Snooze { ConversationId conversation; Instant until; };
struct Snoozed { ConversationId conversation; Instant until; };
struct SnoozeEnded { ConversationId conversation; };  // its time has come; a customer's message gives Reopened

// The five choices of D35, in their order, in the agent's own time zone.
struct SnoozeChoices { Instant one_hour, two_hours, four_hours, tomorrow_nine, next_monday_nine; };
SnoozeChoices snooze_choices(Instant now, const ZoneOffsets&);

std::optional<Instant> snoozed_until(const State&, ConversationId);

Decision decide(const State&, const Snooze&, const Stamp&);
void apply(State&, const Snoozed&, const Stamp&);
void apply(State&, const SnoozeEnded&, const Stamp&);

// The one way to change a work status: a conversation that is not snoozed must not wake.
void set_work_status(State&, ConversationId, WorkStatus);
void put_snoozing(State&, const Snoozing&);        // keeps the table of wakings in step; also for snapshots
// What is due at `now`, at most `most`; part of deciding Wake.
void wake_snoozed(const State&, Instant now, std::size_t most, std::vector<ConversationId>& due);

}  // namespace tributary
