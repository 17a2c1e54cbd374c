#pragma once
// A channel that takes one file in a message gets as many messages as there are files: in their order, the text with the
// first. Whoever takes one of them back takes all back.
#include <vector>

#include "core/inbox/reply.h"

namespace tributary::app {

// Whether the files of one reply go out in messages of their own.
bool goes_in_several(Channel, std::size_t files);
// What is to follow the reply follows the last of them.
std::vector<SendReply> in_messages(Channel, const SendReply&);

// What was sent at once, with the files that come back with it.
struct SentTogether {
  struct Part { MessageId message; Attachments files; };
  std::vector<Part> parts;
};
// All that went with this message, it itself at least; `sent` knows them no more.
std::vector<SentTogether::Part> take_together(std::vector<SentTogether>& sent, MessageId);

}  // namespace tributary::app
