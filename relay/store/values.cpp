#include "relay/store/values.h"

#include "relay/store/database.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

constexpr const char* epoch_sql = "SELECT id FROM epoch";
constexpr const char* put_epoch_sql = "INSERT OR REPLACE INTO epoch(rowid, id) VALUES(1, ?)";
constexpr const char* put_sql = "INSERT OR REPLACE INTO small_values(name, value) VALUES(?, ?)";
constexpr const char* value_sql = "SELECT value FROM small_values WHERE name = ?";
constexpr const char* clear_snapshot_sql = "DELETE FROM snapshot";
constexpr const char* put_piece_sql = "INSERT INTO snapshot(part, seq, body) VALUES(?, ?, ?)";
constexpr const char* pieces_sql = "SELECT seq, body FROM snapshot ORDER BY part";

Epoch read_epoch(Database& database) {
  Statement statement(database, epoch_sql);
  Use use(statement);
  return use.row() ? use.id<Epoch>(0) : Epoch{};
}

}  // namespace

ValueRows::ValueRows(Database& database)
    : database_(database),
      put_(database, put_sql),
      value_(database, value_sql),
      clear_snapshot_(database, clear_snapshot_sql),
      put_piece_(database, put_piece_sql),
      pieces_(database, pieces_sql),
      epoch_(read_epoch(database)) {
  if (!epoch_) start_epoch();
}

void ValueRows::start_epoch() {
  const Epoch fresh = mint<Epoch>();
  Statement statement(database_, put_epoch_sql);
  Use use(statement);
  use.bind(fresh);
  use.insert();
  epoch_ = fresh;
}

void ValueRows::put(std::string_view name, std::string_view value) {
  Use use(put_);
  use.bind(name).bind_bytes(value);
  use.insert();
}

std::optional<std::string> ValueRows::value(std::string_view name) {
  Use use(value_);
  use.bind(name);
  if (!use.row()) return {};
  return use.text(0);
}

void ValueRows::put_snapshot(std::uint64_t seq, const std::vector<std::string>& pieces) {
  {
    Use use(clear_snapshot_);
    use.insert();
  }
  std::int64_t part = 0;
  for (const std::string& piece : pieces) {
    Use use(put_piece_);
    use.bind(part++).bind(as_signed(seq)).bind(std::string_view(piece));
    use.insert();
  }
}

std::optional<TenantStore::Snapshot> ValueRows::snapshot() {
  TenantStore::Snapshot found;
  Use use(pieces_);
  while (use.row()) {
    found.seq = as_unsigned(use.integer(0));
    found.pieces.push_back(use.text(1));
  }
  if (found.pieces.empty()) return {};
  return found;
}

}  // namespace tributary::store
