#pragma once
// Many conversations changed at once, and the way back: what they were is compared with what they are, so that whatever a
// change did can be taken back, whoever it left alone.
#include <vector>

#include "core/inbox/many.h"
#include "web/app/change_back.h"

namespace tributary::app {

struct Before {
  Conversation header;
  Instant snoozed_until;
  std::uint32_t unread = 0;
};
std::vector<Before> remembered(const State&, AgentId me, const std::vector<ConversationId>&);

struct WayBack {
  std::size_t changed = 0;           // conversations that are not what they were
  std::vector<ChangeMany> commands;  // in this order
  std::vector<Left> left;            // what they are, those that changed
  std::size_t for_good = 0;          // of them without a way back
};
WayBack way_back(const State&, AgentId me, const std::vector<Before>&, Instant now);

}  // namespace tributary::app
