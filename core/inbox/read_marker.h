#pragma once
// How far an agent has read: (agent, conversation) -> inbound messages seen; sent only to that agent.
#include "core/inbox/decision.h"

namespace tributary {

// Reading goes on and never back, unless `leave_unread` says how many of the newest shall be new again: taking it back.
struct MarkRead { ConversationId conversation; std::uint32_t count = 0; std::uint32_t leave_unread = 0; };
struct MarkedRead { AgentId agent; ConversationId conversation; std::uint32_t count = 0; };

std::uint32_t unread(const State&, AgentId, const Conversation&);

Decision decide(const State&, const MarkRead&, const Stamp&);
void apply(State&, const MarkedRead&, const Stamp&);

}  // namespace tributary
