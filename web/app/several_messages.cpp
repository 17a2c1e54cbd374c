#include "web/app/several_messages.h"

#include <algorithm>

namespace tributary::app {

bool goes_in_several(Channel channel, std::size_t files) { return files > 1 && media_rules(channel).files == 1; }

std::vector<SendReply> in_messages(Channel channel, const SendReply& reply, bool seen_grows) {
  if (!goes_in_several(channel, reply.attachments.size())) return {reply};
  std::vector<SendReply> all;
  for (const Attachment& file : reply.attachments) {
    SendReply one{reply.conversation, reply.session, all.empty() ? reply.text : std::string(), reply.how, {file}};
    if (one.how.seen && seen_grows) *one.how.seen += static_cast<std::uint32_t>(all.size());
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<SentTogether::Part> take_together(std::vector<SentTogether>& sent, MessageId message) {
  const auto it = std::find_if(sent.begin(), sent.end(), [message](const SentTogether& one) {
    return std::any_of(one.parts.begin(), one.parts.end(), [message](const SentTogether::Part& part) { return part.message == message; });
  });
  if (it == sent.end()) return {SentTogether::Part{message, {}}};
  std::vector<SentTogether::Part> parts = std::move(it->parts);
  sent.erase(it);
  return parts;
}

}  // namespace tributary::app
