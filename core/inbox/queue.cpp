#include "core/inbox/queue.h"

#include <algorithm>

#include "core/base/planted.h"

namespace tributary {
namespace {

bool begins(const Events& events, ConversationId id) {
  return std::any_of(events.begin(), events.end(), [id](const Event& event) {
    const auto* opened = std::get_if<ConversationOpened>(&event);
    const auto* reopened = std::get_if<Reopened>(&event);
    return (opened && opened->conversation == id) || (reopened && reopened->conversation == id);
  });
}

// Somebody who was removed answers nobody, whatever the conversation still says of them.
bool is_somebodys(const State& state, ConversationId id) {
  const Conversation* conversation = state.conversations.find(id);
  if (!conversation) return false;
  const Agent* agent = state.agents.find(conversation->assignee);
  return conversation->team != 0 || (conversation->assignee && (!agent || agent->active));
}

}  // namespace

void put_in_queue(const State& state, ConversationId id, TeamId queue, Events& events) {
  const Team* team = state.teams.find(queue);
  if (!team || team->archived || !begins(events, id)) return;
  if (is_somebodys(state, id) && !PLANTED(210)) return;  // "the queue decides"
  events.push_back(AssignedToTeam{id, queue});
}

}  // namespace tributary
