#include "relay/store/state_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include "core/base/id_text.h"
#include "relay/store/failure.h"
#include "relay/store/folder_lock.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

// "KIND EPOCH SEQ LAST", then for each piece "BYTES SHA256", the piece and a line's end, at last "end".
constexpr std::string_view kind = "tributary-state-1";
constexpr std::string_view end_of_pieces = "end";

std::string file_in(const std::string& folder) { return folder + "/state"; }

[[noreturn]] void refuse(const std::string& path) {
  throw StorageFailed("Cannot write " + path + ": " + std::strerror(errno) + ".", errno == ENOSPC);
}

std::optional<std::string> read_piece(std::istream& in, const std::string& line) {
  std::size_t bytes = 0;
  const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), bytes);
  if (error != std::errc{} || rest == line.data() + line.size() || *rest != ' ' || bytes > (64u << 20)) return {};
  std::string piece(bytes, '\0');
  if (!in.read(piece.data(), static_cast<std::streamsize>(bytes)) || in.get() != '\n') return {};
  if (sha256_hex(piece) != std::string_view(rest + 1, static_cast<std::size_t>(line.data() + line.size() - rest - 1))) return {};
  return piece;
}

}  // namespace

std::string state_head_text(const StateHead& head) {
  return std::string(kind) + " " + base32(head.epoch.high, head.epoch.low) + " " + std::to_string(head.seq) + " " + to_text(head.last);
}

// Exactly as it is written: one head has one text.
std::optional<StateHead> parse_state_head(std::string_view line) {
  std::istringstream words{std::string(line)};
  std::string what, of, last;
  StateHead head;
  if (!(words >> what >> of >> head.seq >> last) || !from_base32(of, head.epoch.high, head.epoch.low)) return {};
  const auto cause = parse_id<CommandTag>(last);
  if (!cause) return {};
  head.last = *cause;
  if (state_head_text(head) != line) return {};
  return head;
}

StateFileWriter::StateFileWriter(std::string folder, Epoch epoch, std::uint64_t seq, CommandId last)
    : folder_(std::move(folder)), part_(file_in(folder_) + ".part"), file_(::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
  if (file_ < 0) refuse(part_);
  write(state_head_text({epoch, seq, last}) + "\n");
}

StateFileWriter::~StateFileWriter() {
  if (file_ < 0) return;
  ::close(file_);
  std::remove(part_.c_str());
}

void StateFileWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse(part_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void StateFileWriter::add(std::string_view piece) {
  write(std::to_string(piece.size()) + " " + sha256_hex(piece) + "\n");
  write(piece);
  write("\n");
}

void StateFileWriter::finish() {
  write(std::string(end_of_pieces) + "\n");
  if (::fsync(file_) != 0) refuse(part_);
  ::close(std::exchange(file_, -1));
  if (std::rename(part_.c_str(), file_in(folder_).c_str()) != 0) refuse(part_);
  sync_folder(folder_);
}

std::optional<SavedState> read_state_file(const std::string& folder, Epoch epoch) {
  std::ifstream in(file_in(folder), std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, line)) return {};
  const auto head = parse_state_head(line);
  if (!head || head->epoch != epoch) return {};
  SavedState saved{head->seq, head->last, {}};
  while (std::getline(in, line)) {
    if (line == end_of_pieces) return saved;
    auto piece = read_piece(in, line);
    if (!piece) return {};
    saved.pieces.push_back(std::move(*piece));
  }
  return {};
}

}  // namespace tributary::store
