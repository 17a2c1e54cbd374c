#pragma once
// Files that go out with a message (D23-D25): which and how many a channel takes. The relay keeps the bytes under the
// upload's id; the author says the id, and the relay writes type, name and size from what it holds, whatever was claimed.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/inbox/content.h"
#include "core/inbox/decision.h"

namespace tributary {

struct Attachment {
  UploadId upload;
  std::string type;           // by content: "image/png"
  std::string name;           // a label
  std::int64_t bytes = 0;
  MessageId of = {};          // in place of an upload: a file of a message that is there already …
  std::uint32_t index = 0;    // … and which of them
};
using Attachments = std::vector<Attachment>;

// What one message of a channel may carry. Bytes: all files together.
struct MediaRules { std::uint32_t files = 0; std::int64_t bytes = 0; };
MediaRules media_rules(Channel);
bool takes_type(Channel, std::string_view type);
// The types in words that need no translation: "JPEG, PNG, …, PDF".
std::string_view types_taken(Channel);

// Refused: no_channel, too_many_files (limit), files_too_large (limit, in bytes), file_type_refused.
std::optional<Refused> wrong_with_attachments(const Attachments&, Channel);
// One row beside the message for each file.
void put_media_rows(const Attachments&, MessageId, Contents&);

}  // namespace tributary
