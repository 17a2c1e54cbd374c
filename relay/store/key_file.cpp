#include "relay/store/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "relay/store/file_handle.h"
#include "relay/store/folder_lock.h"

namespace tributary::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& sentence) { throw std::runtime_error(sentence); }

bool inside(const fs::path& path, const fs::path& folder) {
  const fs::path relative = fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(folder));
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

std::string place_of_key(const std::string& data_folder, const std::string& key_file) {
  if (key_file.empty()) return data_folder + "/master.key";
  if (inside(key_file, data_folder)) refuse("The key file " + key_file + " lies inside the data folder, and would be copied with it. Put it elsewhere.");
  return key_file;
}

// A file that a power cut left without its bytes would keep every later start out. The name is
// given by link, which never takes one that is there: of two that begin at once, one finds the other's key.
void write_private_file(const std::string& path, const MasterKey& bytes) {
  const std::string part = path + ".new-" + std::to_string(::getpid());
  ::unlink(part.c_str());
  const FileHandle file(part, O_WRONLY | O_CREAT | O_EXCL, 0400);
  if (file.handle() < 0) refuse("Cannot make " + part + ": " + std::strerror(errno) + ".");
  const bool written = ::write(file.handle(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file.handle()) == 0;
  if (!written) refuse("Cannot write " + part + ": " + std::strerror(errno) + ".");
  const int failed = ::link(part.c_str(), path.c_str()) == 0 ? 0 : errno;
  ::unlink(part.c_str());
  if (failed) refuse("Cannot make " + path + ": " + std::strerror(failed) + ".");
  const std::string folder = fs::path(path).parent_path().string();
  sync_folder(folder.empty() ? "." : folder);
}

std::optional<MasterKey> read_private_file(const std::string& path) {
  const FileHandle file(path, O_RDONLY | O_NOFOLLOW);
  if (file.handle() < 0 && errno == ENOENT) return {};
  if (file.handle() < 0) refuse("Cannot read " + path + ": " + std::strerror(errno) + ".");
  struct stat facts {};
  if (::fstat(file.handle(), &facts) != 0 || !S_ISREG(facts.st_mode)) refuse(path + " is not a plain file.");
  if ((facts.st_mode & 077) != 0) refuse("Others than its owner may read " + path + ". Say: chmod 0400 " + path);
  MasterKey key{};
  const ssize_t count = ::read(file.handle(), key.data(), key.size());
  if (count < 0) refuse("Cannot read " + path + ": " + std::strerror(errno) + ".");
  if (facts.st_size != static_cast<off_t>(key.size()) || count != static_cast<ssize_t>(key.size())) refuse(path + " is not a key: it must be exactly 32 bytes.");
  return key;
}

namespace {

// Tells whether this is the key the folder was begun with, and nothing about the key.
MasterKey check_value(const MasterKey& key) {
  MasterKey out{};
  constexpr std::string_view purpose = "tributary key check 1";
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size(), key.data(), key.size());
  return out;
}

MasterKey make_key(const std::string& path) {
  MasterKey key{};
  randombytes_buf(key.data(), key.size());
  write_private_file(path, key);
  return key;
}

}  // namespace

MasterKey open_key_file(const std::string& data_folder, const std::string& key_file) {
  make_private_folder(data_folder);
  const std::string path = place_of_key(data_folder, key_file);
  const std::string check_path = data_folder + "/master.check";
  const std::optional<MasterKey> known = read_private_file(check_path);
  const std::optional<MasterKey> found = read_private_file(path);
  if (!found && known) refuse("The key file " + path + " is missing. Bring it back: without it the secrets in " + data_folder + " cannot be read.");
  const MasterKey key = found ? *found : make_key(path);
  if (!known) write_private_file(check_path, check_value(key));
  else if (sodium_memcmp(known->data(), check_value(key).data(), known->size()) != 0)
    refuse("The key in " + path + " is not the one " + data_folder + " was begun with. Bring back the right one.");
  return key;
}

}  // namespace tributary::store
