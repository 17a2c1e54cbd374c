#include "relay/store/ballast.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <utility>

namespace tributary::store {

Ballast::Ballast(std::string file, std::int64_t bytes) : file_(std::move(file)), bytes_(bytes) {
  struct stat facts {};
  held_ = bytes_ > 0 && ::stat(file_.c_str(), &facts) == 0 && facts.st_size == bytes_;
}

// posix_fallocate gives the blocks or says no; a file that was only made long would hold nothing.
void Ballast::reserve() {
  if (held_ || bytes_ <= 0) return;
  const int file = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  held_ = ::posix_fallocate(file, 0, bytes_) == 0;
  ::close(file);
  if (!held_) ::unlink(file_.c_str());
}

void Ballast::release() {
  if (std::exchange(held_, false)) ::unlink(file_.c_str());
}

Space space_of(const std::string& folder) {
  struct statvfs facts {};
  if (::statvfs(folder.c_str(), &facts) != 0) return {};
  const auto unit = static_cast<std::int64_t>(facts.f_frsize);
  return {static_cast<std::int64_t>(facts.f_bavail) * unit, static_cast<std::int64_t>(facts.f_blocks) * unit};
}

}  // namespace tributary::store
