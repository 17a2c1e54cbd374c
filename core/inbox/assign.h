#pragma once
// Who is answering. Assigning does not change the work status.
#include "core/inbox/decision.h"

namespace tributary {

struct Assign { ConversationId conversation; AgentId to; };    // `to` none: nobody. Refused: unknown_agent (or inactive), already_assigned
struct Assigned { ConversationId conversation; AgentId to; };

Decision decide(const State&, const Assign&, const Stamp&);
void apply(State&, const Assigned&, const Stamp&);

}  // namespace tributary
