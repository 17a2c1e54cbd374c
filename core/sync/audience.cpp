#include "core/sync/audience.h"

namespace tributary {

AgentId only_for(const Event& event) {
  const MarkedRead* read = std::get_if<MarkedRead>(&event);
  return read ? read->agent : AgentId{};
}

bool may_see(const Viewer& viewer, const Event& event) {
  const AgentId only = only_for(event);
  return !only || only == viewer.agent;
}

// What is not in this list is refused: a new command must be let in on purpose.
bool may_submit(const Viewer& viewer, const Command& command) {
  if (!viewer.agent) return false;
  return std::holds_alternative<SendReply>(command) || std::holds_alternative<SendAgain>(command) ||
         std::holds_alternative<MarkAsSent>(command) || std::holds_alternative<Resolve>(command) ||
         std::holds_alternative<Reopen>(command) || std::holds_alternative<Assign>(command) ||
         std::holds_alternative<MarkRead>(command) || std::holds_alternative<RenameContact>(command);
}

}  // namespace tributary
