#pragma once
// A statement is prepared once and used many times. A Use binds, steps, reads, and resets when it ends:
//   Use use(select_line_);
//   use.bind(seq);
//   if (use.row()) … use.text(3) …
// Bound text and ids must live until the Use ends.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/types.h"

struct sqlite3_stmt;

namespace tributary::store {

class Database;

class Statement {
 public:
  Statement(Database&, const char* sql);  // throws StorageFailed
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

 private:
  friend class Use;
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

class Use {
 public:
  explicit Use(Statement& statement);
  ~Use();
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  // Parameters in their order. An id is a blob of 16 bytes, none is NULL.
  Use& bind(std::int64_t);
  Use& bind(std::string_view text);
  Use& bind_bytes(std::string_view);
  template <class Tag>
  Use& bind(Id<Tag> id) { return bind_id(id.high, id.low); }
  Use& bind_id(std::uint64_t high, std::uint64_t low);

  bool row();          // true: a row can be read
  bool insert();       // false: a constraint said no. Also for updates and deletes
  int changed() const; // rows by the last insert, update or delete

  std::int64_t integer(int column) const;
  std::string text(int column) const;  // bytes too
  template <class IdType>
  IdType id(int column) const { IdType out; read_id(column, out.high, out.low); return out; }

 private:
  int next();
  void check(int code) const;
  void read_id(int column, std::uint64_t& high, std::uint64_t& low) const;
  Statement& statement_;
  int bound_ = 0;
  bool counted_ = false;
  std::size_t ids_ = 0;
  std::array<std::array<unsigned char, 16>, 6> id_bytes_;
};

// Unsigned numbers of the core as the signed ones SQLite has; the same bits come back.
inline std::int64_t as_signed(std::uint64_t value) { return static_cast<std::int64_t>(value); }
inline std::uint64_t as_unsigned(std::int64_t value) { return static_cast<std::uint64_t>(value); }

}  // namespace tributary::store
