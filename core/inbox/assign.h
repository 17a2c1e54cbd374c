#pragma once
// Who is answering: a person, a team, or a person of a team (D28). Assigning does not change the work status.
#include "core/inbox/decision.h"

namespace tributary {

// `team` alone: that team's, and nobody's in it, unless the assignee is one of them and active. `to` alone: that person's;
// the team stays when they belong to it. Both: that person in that team. Neither: nobody's and no team's.
// Refused: unknown_agent (or inactive), unknown_team (or archived), already_assigned.
struct Assign { ConversationId conversation; AgentId to; TeamId team = {}; };
struct Assigned { ConversationId conversation; AgentId to; };
struct AssignedToTeam { ConversationId conversation; TeamId team; };

Decision decide(const State&, const Assign&, const Stamp&);
void apply(State&, const Assigned&, const Stamp&);
void apply(State&, const AssignedToTeam&, const Stamp&);

}  // namespace tributary
