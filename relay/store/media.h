#pragma once
// Attachments: what is still to be fetched, and what was (P1e).
#include <optional>
#include <string_view>
#include <vector>

#include "relay/store/statement.h"
#include "relay/store/store.h"

namespace tributary::store {

class MediaRows {
 public:
  explicit MediaRows(Database&);
  void put_job(const MediaJob&);  // replaces the job of the same picture
  void finish_job(MessageId, std::uint32_t index);
  std::vector<MediaJob> jobs(std::size_t limit);   // the longest due first
  void put_file(MessageId, std::uint32_t index, const StoredFile&);
  std::optional<StoredFile> file(MessageId, std::uint32_t index);
  void put_upload(const StoredUpload&);
  std::optional<StoredUpload> upload(UploadId);
  void forget_uploads(Instant before);
  bool names_file(std::string_view sha256);

 private:
  Statement put_job_, finish_job_, jobs_, put_file_, file_, put_upload_, upload_, forget_, spoken_of_;
};

}  // namespace tributary::store
