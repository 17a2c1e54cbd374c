#include "relay/store/shelves.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/base/planted.h"
#include "relay/store/failure.h"
#include "relay/store/folder_lock.h"

namespace tributary::store {
namespace {

[[noreturn]] void refuse(const std::string& path, int error) {
  if (OutOfHandles::is(error)) throw OutOfHandles("Cannot write " + path + ": " + std::strerror(error) + ".");
  throw StorageFailed("Cannot write " + path + ": " + std::strerror(error) + ".", error == ENOSPC);
}

// An empty one may be left of somebody who was stopped before its flush, or in the middle of one that failed, which no later
// flush mends: it goes, and a new one is brought to the disk.
void make_shelf(const std::string& shelf) {
  if (PLANTED(197) && std::filesystem::is_directory(shelf)) return;  // "it is there"
  if (::rmdir(shelf.c_str()) != 0 && errno != ENOENT) {
    if (errno == ENOTEMPTY || errno == EEXIST) return;  // POSIX has both words for it
    refuse(shelf, errno);
  }
  make_private_folder(shelf);
}

}  // namespace

void Shelves::take(const std::string& part, const std::string& hash) {
  std::unique_lock alone(one_at_a_time_, std::defer_lock);
  if (!PLANTED(196)) alone.lock();  // "each has a name of its own"
  const std::string shelf = folder_ + "/" + hash.substr(0, 2), path = shelf + "/" + hash;
  make_shelf(shelf);
  if (std::rename(part.c_str(), path.c_str()) != 0) refuse(path, errno);
  if (!PLANTED(86)) sync_folder(shelf);
}

}  // namespace tributary::store
