#include "relay/store/statement.h"

#include <sqlite3.h>

#include "core/base/assert.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

void write_big_endian(std::uint64_t value, unsigned char* to) {
  for (int at = 7; at >= 0; --at, value >>= 8) to[at] = static_cast<unsigned char>(value & 0xff);
}

std::uint64_t read_big_endian(const unsigned char* from) {
  std::uint64_t value = 0;
  for (int at = 0; at < 8; ++at) value = value << 8 | from[at];
  return value;
}

}  // namespace

Statement::Statement(Database& database, const char* sql) : database_(database) {
  const int code = sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Use::Use(Statement& statement) : statement_(statement) {}

// Bindings are left in place: every Use binds all parameters of its statement again before the first step.
Use::~Use() { sqlite3_reset(statement_.handle_); }

void Use::check(int code) const {
  if (code != SQLITE_OK) statement_.database_.fail(code);
}

Use& Use::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_.handle_, ++bound_, value));
  return *this;
}

Use& Use::bind(std::string_view text) {
  const char* bytes = text.data() ? text.data() : "";  // a null pointer would bind NULL
  check(sqlite3_bind_text64(statement_.handle_, ++bound_, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Use& Use::bind_bytes(std::string_view bytes) {
  const char* data = bytes.data() ? bytes.data() : "";
  check(sqlite3_bind_blob64(statement_.handle_, ++bound_, data, bytes.size(), SQLITE_STATIC));
  return *this;
}

Use& Use::bind_id(std::uint64_t high, std::uint64_t low) {
  if ((high | low) == 0) {
    check(sqlite3_bind_null(statement_.handle_, ++bound_));
    return *this;
  }
  TRIBUTARY_CHECK(ids_ < id_bytes_.size());
  unsigned char* bytes = id_bytes_[ids_++].data();
  write_big_endian(high, bytes);
  write_big_endian(low, bytes + 8);
  check(sqlite3_bind_blob(statement_.handle_, ++bound_, bytes, 16, SQLITE_STATIC));
  return *this;
}

int Use::next() {
  if (!counted_) {
    TRIBUTARY_CHECK(bound_ == sqlite3_bind_parameter_count(statement_.handle_));
    statement_.database_.count_statement();
    counted_ = true;
  }
  return sqlite3_step(statement_.handle_);
}

bool Use::row() {
  const int code = next();
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) statement_.database_.fail(code);
  return false;
}

bool Use::insert() {
  const int code = next();
  if ((code & 0xff) == SQLITE_CONSTRAINT) return false;
  if (code != SQLITE_DONE) statement_.database_.fail(code);
  return true;
}

int Use::changed() const { return sqlite3_changes(statement_.database_.handle()); }

std::int64_t Use::integer(int column) const { return sqlite3_column_int64(statement_.handle_, column); }

std::string Use::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.handle_, column);
  const int size = sqlite3_column_bytes(statement_.handle_, column);
  return bytes ? std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)) : std::string();
}

void Use::read_id(int column, std::uint64_t& high, std::uint64_t& low) const {
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement_.handle_, column));
  if (!bytes || sqlite3_column_bytes(statement_.handle_, column) != 16) return;  // NULL: none
  high = read_big_endian(bytes);
  low = read_big_endian(bytes + 8);
}

}  // namespace tributary::store
