#include "relay/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/planted.h"
#include "relay/store/failure.h"
#include "relay/store/gathered_wal.h"
#include "relay/store/statement.h"

namespace tributary::store {
namespace {

// SQLite would make the file readable by the group; its WAL and shared memory take the modes of the file.
void make_private_file(const std::string& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) throw StorageFailed("Cannot open " + file + ": " + std::strerror(errno) + ".", errno == ENOSPC);
  ::close(made);
}

// WAL with FULL: COMMIT returns after one fsync of the WAL. 4000 pages = 16 MB between checkpoints, as the
// yardstick has it. Deleted words are overwritten (P16). A page cache of 16 MB keeps a turn out of the disk's way.
constexpr const char* settings_to_write = R"(
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA wal_autocheckpoint=4000;
PRAGMA journal_size_limit=67108864;
PRAGMA cache_size=-16384;
PRAGMA temp_store=MEMORY;
PRAGMA foreign_keys=ON;
PRAGMA secure_delete=ON;
)";

// 64 MB, which is also what SQLite leaves of the file when the log begins again.
constexpr int wal_pages_max = 16'000;

// SQLite would count every piece of memory under a lock that all connections share, for figures that nobody asks for. It
// listens only before its first connection.
void count_no_memory() { [[maybe_unused]] static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

}  // namespace

bool is_disk_full(int code) { return (code & 0xff) == SQLITE_FULL; }

Database::Database(std::string file, Opening opening) : file_(std::move(file)) {
  count_no_memory();
  if (opening == Opening::read_write) make_private_file(file_);
  const int access = opening == Opening::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(file_.c_str(), &handle_, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, gathered_wal());
  try {
    if (code != SQLITE_OK) fail(code);
    configure(opening);
  } catch (...) {
    sqlite3_close_v2(std::exchange(handle_, nullptr));
    throw;
  }
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::configure(Opening opening) {
  sqlite3_busy_timeout(handle_, 5000);
  if (opening == Opening::read_write) {
    run(settings_to_write);
    if (PLANTED(80)) run("PRAGMA synchronous=NORMAL");  // "so much faster, and it never lost anything here"
    if (PLANTED(88)) run("PRAGMA synchronous=OFF; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous=FULL");  // "what is being recovered is nobody's yet"
    // A file system without shared memory leaves another mode in place without saying so.
    if (sentence("PRAGMA journal_mode") != "wal") throw StorageFailed(file_ + ": this file system cannot hold a WAL database. Use a local disk.", false);
  }
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
}

void Database::leave_checkpoints() { sqlite3_wal_hook(handle_, committed, this); }

int Database::checkpoint() { return sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }

// A full disk costs a longer log, and so does somebody else who is at it.
void Database::bring_in() {
  const int code = checkpoint(), kind = code & 0xff;
  if (code != SQLITE_OK && kind != SQLITE_BUSY && kind != SQLITE_LOCKED && !is_disk_full(code)) fail(code);
}

// As SQLite's own hook: a checkpoint that fails costs nothing, since the log still holds everything. Nothing may be thrown
// through SQLite either.
int Database::committed(void* database, sqlite3*, const char*, int wal_pages) {
  auto& self = *static_cast<Database*>(database);
  self.wal_pages_ = wal_pages;
  if (wal_pages >= wal_pages_max) self.checkpoint();
  return SQLITE_OK;
}

void Database::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  Use use(statement);
  return use.row() ? use.integer(0) : 0;
}

std::string Database::sentence(const char* sql) {
  Statement statement(*this, sql);
  Use use(statement);
  return use.row() ? use.text(0) : std::string();
}

std::string Database::damage() {
  const std::string found = sentence("PRAGMA quick_check(1)");
  if (found == "ok") return {};
  if (read_error() != 0) fail(SQLITE_CORRUPT);
  if (found.find("unable to get the page") != std::string::npos) fail(SQLITE_IOERR_READ);  // a log that cannot be read: what is wrong inside of a page is said otherwise
  return found;
}

// SQLite takes a read that fails with one of these for a damaged file. Whoever restores a backup then loses what was written since.
int Database::read_error() const {
  int error = 0;
  if (!handle_ || sqlite3_file_control(handle_, "main", SQLITE_FCNTL_LAST_ERRNO, &error) != SQLITE_OK) return 0;
  return error == EIO || error == ENXIO || error == ERANGE ? error : 0;
}

void Database::fail(int code) const {
  const std::string what = file_ + ": ";
  // Closing would fold the WAL in, and flush again what could not be flushed (P1c); the next start writes it anew.
  if (handle_ && (code & 0xff) == SQLITE_IOERR) sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  switch (code & 0xff) {
    case SQLITE_FULL: throw StorageFailed(what + "the disk is full.", true);
    case SQLITE_NOTADB: throw StorageFailed(what + "this is not a database, or its beginning is damaged. Restore a backup.", false);
    case SQLITE_CORRUPT:
      if (const int error = read_error()) throw StorageFailed(what + "it cannot be read: " + std::strerror(error) + ".", false);
      throw StorageFailed(what + "the file is damaged. Restore a backup.", false);
    case SQLITE_BUSY: throw StorageFailed(what + "another program holds a lock on the file.", false);
    default: break;
  }
  // Only SQLite's constant name of the code: a message of its own could carry what people wrote.
  throw StorageFailed(what + sqlite3_errstr(code) + " (" + std::to_string(code) + ").", is_disk_full(code));
}

}  // namespace tributary::store
