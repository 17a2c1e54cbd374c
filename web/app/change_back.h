#pragma once
// A change is taken back some seconds after it was made, and others went on meanwhile: what is no longer as the change left it
// stays as it is now, so that nothing a customer wrote is put away and nobody loses what they took.
#include "core/inbox/many.h"
#include "core/inbox/state.h"

namespace tributary::app {

Instant asleep_until(const State&, ConversationId);  // 0: awake

// A conversation as a change left it.
struct Left {
  ConversationId conversation;
  AgentId assignee;
  Instant asleep;
  std::uint32_t inbound = 0;
  std::uint16_t team = 0;
  WorkStatus status = WorkStatus::open;
};
Left left_of(const State&, const Conversation&);

enum class Meanwhile : std::uint8_t { nothing, taken, written, changed };
// What speaks against this way back. A tag is nobody's business; what one has read since one does not find unread.
Meanwhile meanwhile(const State&, AgentId me, const Left&, const EachChange& back);

// Nothing goes back to an archived tag or team, or to somebody who was removed.
bool leads_back(const State&, const EachChange& back);

}  // namespace tributary::app
