#include "relay/store/backup_records.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "core/base/planted.h"
#include "relay/store/failure.h"
#include "relay/store/file_handle.h"

namespace tributary::store {
namespace {

constexpr std::size_t tenant_characters_max = 40;    // as House::add_tenant
constexpr std::size_t summary_bytes_max = 16u << 20;  // some hundred bytes for each tenant

[[noreturn]] void refuse(const std::string& sentence) { throw BackupFailed(sentence); }
[[noreturn]] void refuse_order() { refuse("It is not made as a backup is."); }

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= path.size() && parts.size() < 6;) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_tenant(std::string_view text) {
  return !text.empty() && text.size() <= tenant_characters_max && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool is_hash(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

std::string record(char kind, std::string_view rest) { return std::string(1, kind).append(rest); }

}  // namespace

bool belongs_in_backup(std::string_view path) {
  if (PLANTED(152)) return true;
  if (path == "system.db") return true;
  const auto parts = parts_of(path);
  if (parts.size() < 3 || parts[0] != "tenants" || !is_tenant(parts[1])) return false;
  if (parts.size() == 3) return parts[2] == "log.db";
  return parts.size() == 5 && parts[2] == "files" && is_hash(parts[4]) && parts[3] == parts[4].substr(0, 2);
}

bool pack_file(SealedWriter& to, std::string_view path, const std::string& file, const std::function<bool()>& go_on) {
  const FileHandle in(file, O_RDONLY);
  if (in.handle() < 0 && errno == ENOENT) return false;
  if (in.handle() < 0) refuse("Cannot read " + file + ": " + std::strerror(errno) + ".");
  to.add(record('f', path));
  Sha256 sha;
  std::string piece(sealed_record_bytes_max, 'd');
  for (;;) {
    if (!go_on()) refuse("The backup was broken off.");
    const ssize_t n = ::read(in.handle(), piece.data() + 1, piece.size() - 1);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse("Cannot read " + file + ": " + std::strerror(errno) + ".");
    if (n == 0) break;
    const std::string_view read(piece.data(), static_cast<std::size_t>(n) + 1);
    sha.add(read.substr(1));
    to.add(read);
  }
  to.add(record('e', sha.bytes()));
  return true;
}

void pack_summary(SealedWriter& to, std::string_view summary) {
  constexpr std::size_t piece = sealed_record_bytes_max - 1;
  for (; summary.size() > piece; summary.remove_prefix(piece)) to.add(record('s', summary.substr(0, piece)));
  to.finish(record('s', summary));
}

void Unpacking::begin(std::string_view path) {
  if (open_) refuse_order();
  if (!belongs_in_backup(path)) refuse("It holds a file that belongs in no backup.");
  open_ = std::string(path);
  sha_.emplace();
  to_.begin(*open_);
}

void Unpacking::end(std::string_view digest) {
  if (!open_) refuse_order();
  if (sha_->bytes() != digest) refuse(*open_ + " is not as it was when the backup was made.");
  open_.reset();
  to_.end();
}

void Unpacking::sum_up(std::string_view piece) {
  if (open_) refuse_order();
  if (!summary_) summary_.emplace();
  if (summary_->size() + piece.size() > summary_bytes_max) refuse_order();
  *summary_ += piece;
}

void Unpacking::take(std::string_view record) {
  if (record.empty() || (summary_ && record[0] != 's')) refuse_order();
  const std::string_view rest = record.substr(1);
  if (record[0] == 'f') return begin(rest);
  if (record[0] == 'e') return end(rest);
  if (record[0] == 's') return sum_up(rest);
  if (record[0] != 'd' || !open_) refuse_order();
  sha_->add(rest);
  to_.add(rest);
}

std::string unpack(SealedReader& from, UnpackedFiles& to, const std::function<bool()>& go_on) {
  Unpacking unpacking(to);
  while (!from.is_done()) {
    if (!go_on()) refuse("The backup was broken off.");
    unpacking.take(from.next());
  }
  if (!unpacking.summary()) refuse_order();
  return *unpacking.summary();
}

}  // namespace tributary::store
