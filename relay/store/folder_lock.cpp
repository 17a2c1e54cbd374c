#include "relay/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "relay/store/failure.h"

namespace tributary::store {
namespace {

[[noreturn]] void refuse(const std::string& doing, int error) {
  if (OutOfHandles::is(error)) throw OutOfHandles(doing + ": " + std::strerror(error) + ".");
  throw StorageFailed(doing + ": " + std::strerror(error) + ".", error == ENOSPC);
}

namespace fs = std::filesystem;

// A new folder is durable only once the one it lies in is synced: a power cut would take it with all that was
// acknowledged in it.
void make_folder(const fs::path& path, mode_t mode) {
  if (fs::is_directory(path)) return;
  if (path.has_parent_path() && path.parent_path() != path) make_folder(path.parent_path(), 0777);
  const bool ours = ::mkdir(path.c_str(), mode) == 0;
  if (!ours && errno != EEXIST) refuse("Cannot make the folder " + path.string(), errno);
  try {
    sync_folder(path.parent_path().string());
  } catch (const StorageFailed&) {
    if (ours) ::rmdir(path.c_str());  // the next attempt makes it anew and does not trust a name that may not be on the disk
    throw;
  }
}

}  // namespace

void make_private_folder(const std::string& folder) {
  fs::path path = fs::absolute(folder).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();  // "data/" names the same folder
  make_folder(path, 0700);
}

void sync_folder(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) refuse("Cannot open the folder " + folder, errno);
  const int failed = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  if (failed) refuse("Cannot sync the folder " + folder, failed);
}

FolderLock::FolderLock(const std::string& folder, const std::string& name) {
  make_private_folder(folder);
  const std::string path = folder + "/" + name;
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) refuse("Cannot open " + path, errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  const int error = errno;
  ::close(file_);
  if (error == EWOULDBLOCK) throw StorageFailed("Another process is using " + folder + ". Stop it first, or give this one a folder of its own.", false);
  refuse("Cannot lock " + path, error);
}

FolderLock::~FolderLock() { ::close(file_); }

}  // namespace tributary::store
