#pragma once
// Exactly one effect per provider item and per command (P3): keys that were seen, and what came of them.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "relay/store/statement.h"
#include "relay/store/store.h"

namespace tributary::store {

class Items {
 public:
  explicit Items(Database&);
  TenantStore::Claimed claim(std::string_view key, std::uint64_t fingerprint, MessageId);
  void release(std::string_view key);
  std::optional<MessageId> message_of(std::string_view key);
  void remember(std::string_view key, MessageId);
  std::optional<std::string> earlier_answer(std::string_view key, std::uint64_t& fingerprint);
  void remember_answer(std::string_view key, std::uint64_t fingerprint, std::string_view answer, Instant);

 private:
  void forget_old_answers(Instant now);
  Statement claim_, release_, claimed_, item_, remember_, answer_, keep_answer_, forget_answers_;
  int answers_until_forgetting_ = 0;
};

}  // namespace tributary::store
