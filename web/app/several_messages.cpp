#include "web/app/several_messages.h"

#include <algorithm>

namespace tributary::app {

bool goes_in_several(Channel channel, std::size_t files) { return files > 1 && media_rules(channel).files == 1; }

std::vector<SendReply> in_messages(Channel channel, const SendReply& reply) {
  const std::size_t most = media_rules(channel).files, files = reply.attachments.size();
  if (most == 0 || files <= most) return {reply};
  std::vector<SendReply> all;
  for (std::size_t at = 0; at < files; at += most) {
    const auto first = reply.attachments.begin() + static_cast<std::ptrdiff_t>(at), last = first + static_cast<std::ptrdiff_t>(std::min(most, files - at));
    SendReply one{reply.conversation, reply.session, all.empty() ? reply.text : std::string(), reply.how, Attachments(first, last)};
    if (last != reply.attachments.end()) one.how.then_resolve = false, one.how.then_snooze = {};
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
