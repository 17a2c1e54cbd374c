#pragma once
// The log: one row per event, seq +1 each. Texts are kept as core/wire wrote them.
#include <cstdint>
#include <optional>
#include <vector>

#include "relay/store/statement.h"
#include "relay/store/store.h"

namespace tributary::store {

class EventLog {
 public:
  explicit EventLog(Database&);
  std::uint64_t head() const { return head_; }
  void append(const StoredLine&, ThreadId, MessageId);
  std::vector<StoredLine> after(std::uint64_t seq, std::size_t limit);
  std::vector<StoredLine> of_thread(ThreadId, std::uint64_t before, std::size_t limit);
  std::vector<StoredLine> of_message(MessageId);
  std::optional<StoredLine> line(std::uint64_t seq);

 private:
  std::uint64_t head_ = 0;
  Statement insert_, after_, of_thread_, of_message_, line_;
};

}  // namespace tributary::store
