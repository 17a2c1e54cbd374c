#include "core/inbox/assign.h"

#include "core/inbox/catalogue.h"
#include "core/inbox/team.h"

namespace tributary {
namespace {

bool answers(const State& state, AgentId id) {
  const Agent* agent = state.agents.find(id);
  return agent && agent->active;
}

}  // namespace

Decision decide(const State& state, const Assign& command, const Stamp&) {
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  if (command.to && !answers(state, command.to)) return Refusal::unknown_agent;
  const Team* team = state.teams.find(command.team);
  if (command.team && (!team || team->archived)) return Refusal::unknown_team;
  const TeamId before = team_of(state, *conversation);
  AgentId to = command.to;
  TeamId in = command.team;
  if (in && !to && answers(state, conversation->assignee) && is_member(state, in, conversation->assignee)) to = conversation->assignee;
  if (to && !in && is_member(state, before, to)) in = before;
  Outcome outcome;
  if (in != before) outcome.events.push_back(AssignedToTeam{command.conversation, in});
  if (to != conversation->assignee) outcome.events.push_back(Assigned{command.conversation, to});
  if (outcome.events.empty()) return Refusal::already_assigned;
  return outcome;
}

void apply(State& state, const Assigned& event, const Stamp&) {
  state.conversations.edit(event.conversation).assignee = event.to;
}

void apply(State& state, const AssignedToTeam& event, const Stamp&) {
  const Team* team = state.teams.find(event.team);
  state.conversations.edit(event.conversation).team = team ? team->number : std::uint16_t{0};
}

}  // namespace tributary
