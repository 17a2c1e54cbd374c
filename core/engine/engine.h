#pragma once
#include <optional>

#include "core/inbox/catalogue.h"

namespace tributary {

// May this happen, and what then happens? Reads, never writes. Permissions are the host's business
// (relay/app/access); rules about conversations are here.
// (Named apart from the features' own decide(): a feature that forgot its overload would otherwise
// convert itself to a Command and call this again, for ever. Now it does not compile.)
Decision decide_command(const State&, const Command&, const Stamp&);

// It happened. Cannot fail: an event is a fact.
void apply_event(State&, const Event&, const Stamp&);

// When the host should next send Wake, if ever.
std::optional<Instant> next_wake(const State&);

// Where an event belongs: what the log is indexed by. None where it has none.
struct About { ThreadId thread; ConversationId conversation; MessageId message; };
About about(const State& after, const Event&);

// One number for everything a viewer may see: equal here and there means in step (P5).
// `viewer` none = everything; otherwise other agents' read markers are left out.
std::uint64_t digest(const State&, AgentId viewer = {});

// The first thing about the state that can never be true and is, or nullptr. The name stands in invariants.cpp.
const char* broken_invariant(const State&);

}  // namespace tributary
