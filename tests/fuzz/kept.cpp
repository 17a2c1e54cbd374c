// F15: what lies on a disk for years, and what comes back from somebody else's: the head of a saved state, and what a backup
// says of itself. A backup's seal is libsodium's; what stands behind it anybody may have written who knows a public half.
#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "relay/host/backup_manifest.h"
#include "relay/store/backup_records.h"
#include "relay/store/failure.h"
#include "relay/store/state_file.h"
#include "tests/fuzz/request_fuzz.h"
#include "tests/fuzz/targets.h"

namespace tributary::fuzz {

namespace {

// Knows where a restore may write, said once more in other words, and that each file has one beginning and one end.
class Watched final : public store::UnpackedFiles {
 public:
  void begin(const std::string& path) override {
    demand(!open_ && (path == "system.db" || path.starts_with("tenants/")) && path.find("..") == std::string::npos && path.find("//") == std::string::npos);
    demand(path.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/.") == std::string::npos && (path.ends_with(".db") || path.size() > 64));
    open_ = true;
  }
  void add(std::string_view) override { demand(open_); }
  void end() override {
    demand(open_);
    open_ = false;
  }
  bool is_open() const { return open_; }

 private:
  bool open_ = false;
};

// Each line of the input is a record; "e" alone stands for the digest of what came since the last file began, so that
// bent inputs get past it.
void unpack_lines(std::string_view bytes) {
  Watched files;
  store::Unpacking unpacking(files);
  store::Sha256 sha;
  try {
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      const std::string_view record = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      if (record.starts_with('d')) sha.add(record.substr(1));
      unpacking.take(record == "e" ? "e" + sha.bytes() : std::string(record));
      if (!record.starts_with('d')) sha = store::Sha256();
      demand(!unpacking.summary() || !files.is_open());
    }
  } catch (const store::BackupFailed& refused) {
    demand(std::string_view(refused.what()).ends_with('.'));
  }
  if (unpacking.summary()) (void)host::wrong_with_summary(*unpacking.summary());
}

}  // namespace

// Whatever it says, a restore writes only where a data folder's files are, and what cannot be used is a sentence.
void backup_manifest(std::string_view bytes) {
  unpack_lines(bytes);
  const std::string wrong = host::wrong_with_summary(bytes);
  demand(wrong.empty() || wrong.ends_with('.'));
  const auto parsed = host::parse_manifest(bytes);
  if (const std::string* refused = std::get_if<std::string>(&parsed)) return demand(!refused->empty() && refused->ends_with('.'));
  const auto& manifest = std::get<host::Manifest>(parsed);
  demand(!manifest.empty() && wrong.empty());
  for (const host::ListedFile& file : manifest)
    demand(!file.path.empty() && file.path.front() != '/' && ("/" + file.path + "/").find("/../") == std::string::npos && file.path.find('\0') == std::string::npos);
}

// One head has one text, and no other text is a head.
void state_head(std::string_view bytes) {
  if (const auto head = store::parse_state_head(bytes)) {
    demand(store::state_head_text(*head) == bytes);
    demand(store::parse_state_head(store::state_head_text(*head)) == head);
  }
}

}  // namespace tributary::fuzz
