#pragma once
// Files by SHA-256 under the tenant's folder, mode 0600; written tmp -> fsync -> rename -> fsync(dir)
// before any row says `stored` (P1e). Names people gave never touch the disk.
#include <optional>
#include <string>
#include <string_view>

namespace tributary::store {

class ContentFiles {
 public:
  explicit ContentFiles(std::string folder);          // made when absent, 0700
  std::string put(std::string_view bytes);            // returns the sha256 in hex; throws StorageFailed
  std::optional<std::string> get(std::string_view sha256) const;

 private:
  std::string folder_;
};

// What a file is by its first bytes, for about 20 types; "application/octet-stream" when unknown.
std::string sniff_type(std::string_view bytes);
// Shown inside the page (images, audio, video of known kinds) or only as a download (promises.md 4.13).
bool may_show_inline(std::string_view type);

}  // namespace tributary::store
