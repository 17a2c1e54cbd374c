#include "relay/store/backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "relay/store/database.h"
#include "relay/store/failure.h"
#include "relay/store/folder_lock.h"
#include "relay/store/sha256.h"
#include "relay/store/statement.h"

namespace tributary::store {
namespace {

// A connection of its own: the writer's could be in the middle of a turn, and its uncommitted pages would be copied.
// The read transaction pins one moment: what is written meanwhile neither shows nor starts the copying anew.
constexpr int pages_at_once = 2'000;

void copy_pages(const std::string& from, const std::string& to, const std::function<bool()>& go_on) {
  Database source(from, Database::Opening::read_only);
  Database target(to);
  source.run("BEGIN");
  source.number("SELECT count(*) FROM sqlite_schema");
  sqlite3_backup* copying = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (!copying) throw BackupFailed("Cannot begin the backup to " + to + ".");
  int code = SQLITE_OK;
  while (code == SQLITE_OK && go_on()) code = sqlite3_backup_step(copying, pages_at_once);
  const int ended = sqlite3_backup_finish(copying);
  if (code == SQLITE_OK) throw BackupFailed("The backup was broken off.");
  if (code != SQLITE_DONE || ended != SQLITE_OK) throw BackupFailed("The backup to " + to + " failed: " + sqlite3_errstr(ended) + ".");
  if (const std::string damage = target.damage(); !damage.empty()) throw BackupFailed("The backup to " + to + " is damaged: " + damage);
}

void sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!synced) throw BackupFailed("Cannot sync " + path + ": " + std::strerror(errno) + ".");
}

void remove_parts(const std::string& part) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::remove((part + ending).c_str());
}

std::string folder_of(const std::string& file) {
  const std::string parent = std::filesystem::path(file).parent_path().string();
  return parent.empty() ? "." : parent;
}

}  // namespace

void back_up(const Database& from, const std::string& to) { back_up_file(from.file(), to, [] { return true; }); }

void back_up_file(const std::string& from, const std::string& to, const std::function<bool()>& go_on) {
  if (std::filesystem::exists(to)) throw BackupFailed("There is already a file " + to + ". Choose another name.");
  const std::string part = to + ".part";
  remove_parts(part);
  try {
    copy_pages(from, part, go_on);
    if (std::filesystem::exists(part + "-wal")) throw BackupFailed("The backup to " + to + " could not be written to its end.");  // closing folds it in
    sync_file(part);
    if (std::rename(part.c_str(), to.c_str()) != 0) throw BackupFailed("Cannot rename " + part + ": " + std::strerror(errno) + ".");
    sync_folder(folder_of(to));
  } catch (const StorageFailed& failure) {
    remove_parts(part);
    throw BackupFailed(failure.what());
  } catch (const BackupFailed&) {
    remove_parts(part);
    throw;
  }
}

LogDigest log_digest(const std::string& file, std::uint64_t upto, Served served) {
  Database database(file, served == Served::yes ? Database::Opening::read_only : Database::Opening::read_write);
  Statement statement(database, "SELECT seq, at, actor, event FROM events WHERE seq <= ? ORDER BY seq");
  Use use(statement);
  use.bind(static_cast<std::int64_t>(std::min<std::uint64_t>(upto, INT64_MAX)));
  LogDigest digest;
  Sha256 sha;
  while (use.row()) {
    sha.add(std::to_string(use.integer(0)) + " " + std::to_string(use.integer(1)) + " ");
    sha.add(use.text(2));
    sha.add(use.text(3));
    digest.head = static_cast<std::uint64_t>(use.integer(0));
    ++digest.lines;
  }
  digest.sha256 = sha.hex();
  return digest;
}

std::vector<std::string> contents_named(const std::string& file) {
  Database database(file);
  Statement statement(database, "SELECT sha256 FROM files UNION SELECT sha256 FROM uploads");
  Use use(statement);
  std::vector<std::string> named;
  while (use.row()) named.push_back(use.text(0));
  return named;
}

std::string sha256_of_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw BackupFailed("Cannot read " + path + ": " + std::strerror(errno) + ".");
  Sha256 sha;
  std::vector<char> piece(1 << 18);
  ssize_t n = 0;
  while ((n = ::read(file, piece.data(), piece.size())) > 0) sha.add({piece.data(), static_cast<std::size_t>(n)});
  ::close(file);
  if (n < 0) throw BackupFailed("Cannot read " + path + ".");
  return sha.hex();
}

void make_durable(const std::string& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) sync_folder(entry.path().string());
    else sync_file(entry.path().string());
  }
  sync_folder(folder);
}

void write_durably(const std::string& path, std::string_view text) {
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool good = file >= 0;
  while (good && !text.empty()) {
    const ssize_t n = ::write(file, text.data(), text.size());
    good = n > 0;
    if (good) text.remove_prefix(static_cast<std::size_t>(n));
  }
  if (file >= 0) {
    good = ::fsync(file) == 0 && good;
    good = ::close(file) == 0 && good;
  }
  if (!good || std::rename(part.c_str(), path.c_str()) != 0) throw BackupFailed("Cannot write " + path + ": " + std::strerror(errno) + ".");
  sync_folder(folder_of(path));
}

void back_up_before_upgrade(const Database& database, std::int64_t version) {
  const std::string to = database.file() + ".before-schema-" + std::to_string(version + 1);
  std::remove(to.c_str());  // of an upgrade that was interrupted: the file is still the old one
  back_up(database, to);
}

}  // namespace tributary::store
