#pragma once
// Groups of agents that conversations are assigned to (D28).
#include "core/inbox/decision.h"

namespace tributary {

// Creates what has no entry yet (id = the command's when none is given) and replaces what has. Refused:
// invalid_value (no name, too many members), name_taken, unknown_agent.
struct ConfigureTeam { TeamId team; std::string name; std::vector<AgentId> members; };
struct TeamConfigured { TeamId team; std::uint16_t number = 0; std::string name; std::vector<AgentId> members; };
// Conversations that are assigned to it keep saying so; nothing can be assigned to it any more.
struct ArchiveTeam { TeamId team; };
struct TeamArchived { TeamId team; };

TeamId team_of(const State&, const Conversation&);  // none: none
bool is_member(const State&, TeamId, AgentId);

Decision decide(const State&, const ConfigureTeam&, const Stamp&);
Decision decide(const State&, const ArchiveTeam&, const Stamp&);
void apply(State&, const TeamConfigured&, const Stamp&);
void apply(State&, const TeamArchived&, const Stamp&);

}  // namespace tributary
