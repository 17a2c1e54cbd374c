#pragma once
// Files by SHA-256 under the tenant's folder, mode 0600; written tmp -> fsync -> rename -> fsync(dir)
// before any row says `stored` (P1e). Names people gave never touch the disk.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"
#include "relay/store/shelves.h"

namespace tributary::store {

// A file that comes piece by piece. Not finished: nothing of it stays.
class IncomingFile {
 public:
  virtual ~IncomingFile() = default;
  virtual bool write(std::string_view) = 0;           // false: the disk would not take it
  virtual std::size_t bytes() const = 0;
  virtual std::string finish() = 0;                   // as ContentFiles::put: the sha256 in hex; throws StorageFailed
};

bool is_unfinished(std::string_view name);            // of a file in a folder of these, which is being written

class ContentFiles {
 public:
  explicit ContentFiles(std::string folder);          // made when absent, 0700
  std::string put(std::string_view bytes);            // returns the sha256 in hex; throws StorageFailed
  std::unique_ptr<IncomingFile> incoming() const;     // throws StorageFailed
  std::optional<std::string> get(std::string_view sha256) const;  // none: not there; throws StorageFailed when it cannot be read
  void forget(std::string_view sha256) const;         // of which no row speaks any more
  // For whoever looks for those: the shelves there are, whose files lie on one, and when one was written (none: not there).
  std::vector<std::string> shelves() const;
  std::vector<std::string> on_shelf(const std::string& shelf) const;
  std::optional<Instant> written_at(std::string_view sha256) const;

 private:
  std::string folder_;
  std::shared_ptr<Shelves> shelves_;                  // with whoever still writes a file
};

// What a file is by its first bytes, for about 20 types; "application/octet-stream" when unknown.
std::string sniff_type(std::string_view bytes);
// The same, and a little more: which Office document a container is, by what lies in it, or, for the old kind, by its name.
std::string type_of_file(std::string_view bytes, std::string_view name);
// Shown inside the page (images, audio, video of known kinds) or only as a download.
bool may_show_inline(std::string_view type);

}  // namespace tributary::store
