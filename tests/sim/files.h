#pragma once
// What the relay holds of files, facts in place of bytes: what relay/host/outgoing_files.cpp does with rows. A file that
// goes with a message is the upload's or the earlier message's, whatever its author says of it.
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/inbox/attachment.h"

namespace tributary::sim {

class Files {
 public:
  struct Kept {
    std::string type, name;
    std::int64_t bytes = 0;
    std::uint64_t content = 0;  // stands for the hash: equal means the same bytes
    bool operator==(const Kept&) const = default;
  };
  // There are twelve uploads, and the customers' one picture.
  static std::optional<Kept> upload(UploadId);
  static Kept picture();
  static std::optional<Kept> of_content(std::uint64_t);

  // Says what is held of each. False: one is named that is not there.
  bool complete(Attachments&) const;
  void go_with(MessageId, const Attachments&);  // in this turn
  void keep(MessageId, std::uint32_t index, const Kept&);
  const Kept* find(MessageId, std::uint32_t index) const;
  void commit();
  void crash() { turn_.clear(); }

 private:
  using Key = std::pair<MessageId, std::uint32_t>;
  std::optional<Kept> held(const Attachment&) const;
  std::map<Key, Kept> kept_, turn_;
};

}  // namespace tributary::sim
