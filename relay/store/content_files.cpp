#include "relay/store/content_files.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "core/base/planted.h"
#include "relay/store/failure.h"
#include "relay/store/file_handle.h"
#include "relay/store/folder_lock.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view unfinished = "unfinished-";

[[noreturn]] void refuse(const std::string& path, int error, const char* doing = "write") {
  const std::string sentence = std::string("Cannot ") + doing + " " + path + ": " + std::strerror(error) + ".";
  if (OutOfHandles::is(error)) throw OutOfHandles(sentence);
  throw StorageFailed(sentence, error == ENOSPC);
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_hash(std::string_view text) { return text.size() == 64 && is_hex(text); }

int write_pieces(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int write_all(int file, std::string_view bytes) {
  if (const int error = write_pieces(file, bytes)) return error;
  if (PLANTED(85)) return 0;  // "the row is what counts"
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

// Written beside the shelves, hashed as it comes, and renamed to its hash once it is whole and on disk.
class Growing final : public IncomingFile {
 public:
  Growing(const std::string& folder, std::shared_ptr<Shelves> shelves) : shelves_(std::move(shelves)), part_(folder + "/" + std::string(unfinished) + random_secret()) {
    file_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file_ < 0) refuse(part_, errno);
    crypto_hash_sha256_init(&hash_);
  }
  ~Growing() override {
    if (file_ >= 0) ::close(file_);
    if (!part_.empty()) std::remove(part_.c_str());
  }
  bool write(std::string_view bytes) override {
    if (write_pieces(file_, bytes) != 0) return false;
    crypto_hash_sha256_update(&hash_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    bytes_ += bytes.size();
    return true;
  }
  std::size_t bytes() const override { return bytes_; }
  std::string finish() override {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    crypto_hash_sha256_final(&hash_, digest.data());
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    if (!PLANTED(85) && ::fsync(file_) != 0) refuse(part_, errno);
    ::close(std::exchange(file_, -1));
    std::string name(hex.data());
    shelves_->take(part_, name);
    part_.clear();
    return name;
  }

 private:
  std::shared_ptr<Shelves> shelves_;
  std::string part_;
  int file_ = -1;
  crypto_hash_sha256_state hash_{};
  std::size_t bytes_ = 0;
};

// Left by a crash: no row speaks of them.
void remove_unfinished(const std::string& folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (is_unfinished(entry.path().filename().string())) fs::remove(entry.path());
}

// As far as the disk tells: what it does not tell now is found another day.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code wrong;
  for (fs::directory_iterator at(folder, wrong), end; !wrong && at != end; at.increment(wrong)) names.push_back(at->path().filename().string());
  return names;
}

}  // namespace

bool is_unfinished(std::string_view name) { return name.starts_with(unfinished); }

ContentFiles::ContentFiles(std::string folder) : folder_(std::move(folder)), shelves_(std::make_shared<Shelves>(folder_)) {
  make_private_folder(folder_);
  sync_folder(fs::absolute(folder_).parent_path().string());
  remove_unfinished(folder_);
}

// Also where the name is there already: an attempt before this one may have failed at making it durable, or been killed
// before it could, and a flush that failed is not mended by another (P1c).
std::string ContentFiles::put(std::string_view bytes) {
  const std::string hash = sha256_hex(bytes);
  std::error_code none;
  if (PLANTED(89) && fs::file_size(folder_ + "/" + hash.substr(0, 2) + "/" + hash, none) == bytes.size()) return hash;  // "it is there"
  const std::string part = folder_ + "/" + std::string(unfinished) + random_secret();
  write_new_file(part, bytes);
  shelves_->take(part, hash);
  return hash;
}

std::unique_ptr<IncomingFile> ContentFiles::incoming() const { return std::make_unique<Growing>(folder_, shelves_); }

void ContentFiles::forget(std::string_view sha256) const {
  if (!is_hash(sha256)) return;
  const std::string hash(sha256);
  std::remove((folder_ + "/" + hash.substr(0, 2) + "/" + hash).c_str());
}

// What else lies there is none of ours, or not finished yet.
std::vector<std::string> ContentFiles::shelves() const {
  std::vector<std::string> found = names_in(folder_);
  std::erase_if(found, [](const std::string& name) { return name.size() != 2 || !is_hex(name); });
  return found;
}

std::vector<std::string> ContentFiles::on_shelf(const std::string& shelf) const {
  std::vector<std::string> found = names_in(folder_ + "/" + shelf);
  std::erase_if(found, [&shelf](const std::string& name) { return !is_hash(name) || !name.starts_with(shelf); });
  return found;
}

std::optional<Instant> ContentFiles::written_at(std::string_view sha256) const {
  if (!is_hash(sha256)) return {};
  const std::string hash(sha256);
  struct stat what{};
  if (::stat((folder_ + "/" + hash.substr(0, 2) + "/" + hash).c_str(), &what) != 0) return {};
  return Instant{static_cast<std::int64_t>(what.st_mtim.tv_sec) * 1000 + what.st_mtim.tv_nsec / 1'000'000};
}

std::optional<std::string> ContentFiles::get(std::string_view sha256) const {
  if (!is_hash(sha256)) return {};  // nothing but our own names ever reaches the disk
  const std::string hash(sha256), path = folder_ + "/" + hash.substr(0, 2) + "/" + hash;
  const FileHandle file(path, O_RDONLY);
  if (file.handle() < 0 && (errno == ENOENT || PLANTED(202))) return {};  // "what cannot be opened is not there"
  struct stat facts {};
  if (file.handle() < 0 || ::fstat(file.handle(), &facts) != 0) refuse(path, errno, "read");  // there may be one: nobody is told that there is none
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  for (std::size_t have = 0; have < bytes.size();) {
    const ssize_t count = ::read(file.handle(), bytes.data() + have, bytes.size() - have);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) refuse(path, count < 0 ? errno : EIO, "read");  // a name is given to whole files only
    have += static_cast<std::size_t>(count);
  }
  return bytes;
}

}  // namespace tributary::store
