#include "core/inbox/team.h"

#include <algorithm>

#include "core/base/sorted.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/naming.h"

namespace tributary {

TeamId team_of(const State& state, const Conversation& conversation) {
  const TeamId* team = conversation.team ? state.team_of_number.find(conversation.team) : nullptr;
  return team ? *team : TeamId{};
}

bool is_member(const State& state, TeamId id, AgentId agent) {
  const Team* team = state.teams.find(id);
  return team && std::find(team->members.begin(), team->members.end(), agent) != team->members.end();
}

Decision decide(const State& state, const ConfigureTeam& command, const Stamp& stamp) {
  const TeamId id = command.team ? command.team : same_bits<TeamId>(stamp.cause);
  const Team* known = state.teams.find(id);
  if (command.team && !known) return Refusal::unknown_team;
  if (auto wrong = too_long(command.name, limits::name_characters_max)) return *wrong;
  if (command.members.size() > static_cast<std::size_t>(limits::team_members_max)) return list_full(limits::team_members_max);
  const std::string name = as_name(command.name);
  std::vector<AgentId> members = command.members;
  sort_list(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  if (name.empty()) return Refusal::invalid_value;
  for (AgentId agent : members)
    if (!state.agents.find(agent)) return Refusal::unknown_agent;
  const NumberedNames others = numbered_names(state.teams, name, id);
  if (others.taken) return Refusal::name_taken;
  if (known && !known->archived && known->name == name && known->members == members) return Outcome{};
  const auto number = known ? known->number : static_cast<std::uint16_t>(others.highest + 1);
  if (number > limits::teams_max) return list_full(limits::teams_max);
  return Decision(TeamConfigured{id, number, name, std::move(members)});
}

Decision decide(const State& state, const ArchiveTeam& command, const Stamp&) {
  const Team* team = state.teams.find(command.team);
  if (!team) return Refusal::unknown_team;
  if (team->archived) return Outcome{};
  return Decision(TeamArchived{command.team});
}

void apply(State& state, const TeamConfigured& event, const Stamp&) {
  state.teams.edit(event.team) = Team{event.team, event.number, event.name, event.members, false};
  state.team_of_number.edit(event.number) = event.team;
}

void apply(State& state, const TeamArchived& event, const Stamp&) { state.teams.edit(event.team).archived = true; }

}  // namespace tributary
