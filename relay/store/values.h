#pragma once
// What a file has one of: its epoch, the state snapshot, small values by name.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relay/store/statement.h"
#include "relay/store/store.h"

namespace tributary::store {

class ValueRows {
 public:
  explicit ValueRows(Database&);  // a new file gets its epoch here
  Epoch epoch() const { return epoch_; }
  void start_epoch();
  void put(std::string_view name, std::string_view value);
  std::optional<std::string> value(std::string_view name);
  void put_snapshot(std::uint64_t seq, const std::vector<std::string>& pieces);
  std::optional<TenantStore::Snapshot> snapshot();

 private:
  Database& database_;
  Statement put_, value_, clear_snapshot_, put_piece_, pieces_;
  Epoch epoch_;
};

}  // namespace tributary::store
