#include "relay/store/wal_anew.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include "core/base/planted.h"
#include "relay/store/failure.h"
#include "relay/store/file_handle.h"
#include "relay/store/folder_lock.h"

namespace tributary::store {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

bool write_all(int file, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(file, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
  return true;
}

// 0, or why not.
int copy_and_flush(const std::string& from, const std::string& to) {
  const FileHandle source(from, O_RDONLY), target(to, O_WRONLY | O_CREAT | O_EXCL);
  if (source.handle() < 0 || target.handle() < 0) return errno;
  std::vector<char> piece(piece_bytes);
  for (;;) {
    const ssize_t count = ::read(source.handle(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) return ::fsync(target.handle()) == 0 ? 0 : errno;
    if (!write_all(target.handle(), piece.data(), static_cast<std::size_t>(count))) return errno;
  }
}

}  // namespace

std::string with_wal_anew(std::string file) {
  const std::string wal = file + "-wal", part = wal + ".anew";
  std::error_code none;
  if (std::filesystem::exists(part, none)) std::remove(part.c_str());  // of a start that was cut off
  const auto bytes = std::filesystem::file_size(wal, none);
  if (none || bytes == 0 || PLANTED(92)) return file;  // "what can be read is there"
  int error = copy_and_flush(wal, part);
  if (!error && std::rename(part.c_str(), wal.c_str()) != 0) error = errno;
  if (error) std::remove(part.c_str());
  if (error == ENOSPC) return file;
  if (error) throw StorageFailed("Cannot copy " + wal + " to " + part + ": " + std::strerror(error) + ".", false);
  const std::string folder = std::filesystem::path(wal).parent_path().string();
  sync_folder(folder.empty() ? "." : folder);
  return file;
}

}  // namespace tributary::store
