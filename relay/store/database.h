#pragma once
// One SQLite connection with the settings of the house: WAL, synchronous=FULL, no ATTACH, defensive.
// One thread uses it. Whatever goes wrong on the disk is a StorageFailed with a sentence.
#include <cstdint>
#include <string>

struct sqlite3;

namespace tributary::store {

class Database {
 public:
  enum class Opening { read_write, read_only };
  // read_write makes the file (mode 0600) when it is absent. Throws StorageFailed.
  explicit Database(std::string file, Opening = Opening::read_write);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* sql);                    // one statement or several, without rows
  std::int64_t number(const char* sql);         // first column of the first row, 0 when there is none
  std::string sentence(const char* sql);        // the same as text
  // What `PRAGMA quick_check` says first; empty when all is well.
  std::string damage();

  // Somebody else brings the log into the file (Checkpointer); this connection does it only when the log has become very
  // long. After each commit wal_pages() says how long it is.
  void leave_checkpoints();
  int wal_pages() const { return wal_pages_; }
  // Brings in what is left of the log, not within a turn. When all of it is in, the next commit begins it anew. Throws
  // StorageFailed for an error that is no full disk (P1c), as Checkpointer::failed() says it of its own.
  void bring_in();

  [[noreturn]] void fail(int code) const;       // StorageFailed for an SQLite result code
  void count_statement() { ++statements_; }
  std::uint64_t statements() const { return statements_; }
  sqlite3* handle() const { return handle_; }
  const std::string& file() const { return file_; }

 private:
  void configure(Opening);
  int checkpoint();
  int read_error() const;  // of the system, where a read of the file failed; 0: none did
  static int committed(void* database, sqlite3*, const char*, int wal_pages);
  std::string file_;
  sqlite3* handle_ = nullptr;
  std::uint64_t statements_ = 0;
  int wal_pages_ = 0;
};

bool is_disk_full(int code);                    // SQLITE_FULL

}  // namespace tributary::store
