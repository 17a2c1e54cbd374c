#include "relay/store/content_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "relay/store/failure.h"
#include "relay/store/folder_lock.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view unfinished = "unfinished-";

[[noreturn]] void refuse(const std::string& path, int error) {
  throw StorageFailed("Cannot write " + path + ": " + std::strerror(error) + ".", error == ENOSPC);
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

void write_new_file(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) refuse(path, errno);
  const int error = write_all(file, bytes);
  ::close(file);
  if (!error) return;
  std::remove(path.c_str());
  refuse(path, error);
}

// Left by a crash: no row speaks of them.
void remove_unfinished(const std::string& folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(unfinished)) fs::remove(entry.path());
}

}  // namespace

ContentFiles::ContentFiles(std::string folder) : folder_(std::move(folder)) {
  make_private_folder(folder_);
  remove_unfinished(folder_);
}

// One folder per first two digits keeps folders small.
std::string ContentFiles::put(std::string_view bytes) {
  const std::string hash = sha256_hex(bytes);
  const std::string shelf = folder_ + "/" + hash.substr(0, 2);
  const std::string path = shelf + "/" + hash;
  std::error_code none;
  if (fs::file_size(path, none) == bytes.size()) return hash;
  const bool new_shelf = !fs::is_directory(shelf);
  make_private_folder(shelf);
  if (new_shelf) sync_folder(folder_);
  const std::string part = folder_ + "/" + std::string(unfinished) + random_secret();
  write_new_file(part, bytes);
  if (std::rename(part.c_str(), path.c_str()) != 0) refuse(path, errno);
  sync_folder(shelf);
  return hash;
}

std::optional<std::string> ContentFiles::get(std::string_view sha256) const {
  if (!is_hash(sha256)) return {};  // nothing but our own names ever reaches the disk
  const std::string hash(sha256);
  std::ifstream in(folder_ + "/" + hash.substr(0, 2) + "/" + hash, std::ios::binary);
  if (!in) return {};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace tributary::store
