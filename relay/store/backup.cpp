#include "relay/store/backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "relay/store/database.h"
#include "relay/store/failure.h"
#include "relay/store/folder_lock.h"

namespace tributary::store {
namespace {

// A connection of its own: the writer's could be in the middle of a turn, and its uncommitted pages would be copied.
void copy_pages(const std::string& from, const std::string& to) {
  Database source(from, Database::Opening::read_only);
  Database target(to);
  sqlite3_backup* copying = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (!copying) throw BackupFailed("Cannot begin the backup to " + to + ".");
  const int code = sqlite3_backup_step(copying, -1);
  const int ended = sqlite3_backup_finish(copying);
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

void back_up(const Database& from, const std::string& to) {
  if (std::filesystem::exists(to)) throw BackupFailed("There is already a file " + to + ". Choose another name.");
  const std::string part = to + ".part";
  remove_parts(part);
  try {
    copy_pages(from.file(), part);
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

void back_up_before_upgrade(const Database& database, std::int64_t version) {
  const std::string to = database.file() + ".before-schema-" + std::to_string(version + 1);
  std::remove(to.c_str());  // of an upgrade that was interrupted: the file is still the old one
  back_up(database, to);
}

}  // namespace tributary::store
