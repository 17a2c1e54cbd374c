#include "core/inbox/assign.h"

#include "core/inbox/catalogue.h"

namespace tributary {

Decision decide(const State& state, const Assign& command, const Stamp&) {
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  const Agent* agent = state.agents.find(command.to);
  if (command.to && (!agent || !agent->active)) return Refusal::unknown_agent;
  if (conversation->assignee == command.to) return Refusal::already_assigned;
  return Decision(Assigned{command.conversation, command.to});
}

void apply(State& state, const Assigned& event, const Stamp&) {
  state.conversations.edit(event.conversation).assignee = event.to;
}

}  // namespace tributary
