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
  throw StorageFailed(doing + ": " + std::strerror(error) + ".", error == ENOSPC);
}

}  // namespace

void make_private_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  if (fs::is_directory(folder)) return;
  std::error_code error;
  const fs::path path = fs::absolute(folder);
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) refuse("Cannot make the folder " + folder, errno);
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
