#include "core/inbox/read_marker.h"

#include <algorithm>

#include "core/inbox/catalogue.h"

namespace tributary {
namespace {

std::uint32_t seen(const State& state, AgentId agent, ConversationId conversation) {
  const std::uint32_t* count = state.reads.find({agent, conversation});
  return count ? *count : 0;
}

}  // namespace

std::uint32_t unread(const State& state, AgentId agent, const Conversation& conversation) {
  return conversation.inbound - std::min(conversation.inbound, seen(state, agent, conversation.id));
}

Decision decide(const State& state, const MarkRead& command, const Stamp& stamp) {
  if (stamp.actor.kind != ActorKind::agent || !stamp.actor.agent) return Refusal::not_allowed;
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  const std::uint32_t before = seen(state, stamp.actor.agent, conversation->id);
  if (command.leave_unread > 0) {
    const std::uint32_t left = conversation->inbound - std::min(conversation->inbound, command.leave_unread);
    if (left == before) return Outcome{};
    return Decision(MarkedRead{stamp.actor.agent, conversation->id, left});
  }
  const std::uint32_t count = std::min(command.count, conversation->inbound);
  if (count <= before) return Outcome{};
  return Decision(MarkedRead{stamp.actor.agent, conversation->id, count});
}

void apply(State& state, const MarkedRead& event, const Stamp&) {
  if (event.count) state.reads.edit({event.agent, event.conversation}) = event.count;
  else state.reads.erase({event.agent, event.conversation});  // nothing read is no row
}

}  // namespace tributary
