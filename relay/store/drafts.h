#pragma once
// What agents have begun to write. Rows that have ended are kept for a while: they beat an older edit that comes late.
#include <optional>
#include <vector>

#include "core/inbox/draft.h"
#include "relay/store/statement.h"

namespace tributary::store {

class DraftRows {
 public:
  explicit DraftRows(Database&);
  void put(AgentId, const Draft&);
  std::optional<Draft> one(AgentId, ConversationId, bool note);
  std::vector<Draft> of(AgentId);
  std::size_t count(AgentId);

 private:
  void forget_ended(Instant now);
  Statement put_, one_, of_, count_, forget_;
  int until_forgetting_ = 0;
};

}  // namespace tributary::store
