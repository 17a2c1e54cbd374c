#include "web/app/resend.h"

#include "core/base/text.h"

namespace tributary::app {

std::optional<Attachments> files_again(const Words& words, const MessageBody& body) {
  Attachments files;
  for (std::uint32_t index = 0; index < body.media; ++index) {
    const MediaItem* item = words.media(body.id, index);
    if (!item || item->state != MediaState::stored) return std::nullopt;
    files.push_back({{}, item->type, item->name, item->bytes, body.id, index});
  }
  return files;
}

// The words go with the first files.
std::vector<SendReply> as_replies(const Words& words, const Conversation& conversation, MessageId message, const Number& number, IdentityId to) {
  std::vector<SendReply> replies;
  const MessageBody* body = words.body(message);
  const std::optional<Attachments> files = body ? files_again(words, *body) : std::nullopt;
  if (!files || (blank(body->text) && files->empty())) return replies;
  const std::size_t most = media_rules(number.channel).files;
  std::size_t at = 0;
  do {
    SendReply reply{conversation.id, {}, at == 0 ? body->text : std::string()};
    reply.how.number = number.id;
    reply.how.identity = to;
    for (; at < files->size() && reply.attachments.size() < most; ++at) reply.attachments.push_back((*files)[at]);
    if (most == 0 && !files->empty()) return {};
    replies.push_back(std::move(reply));
  } while (at < files->size());
  return replies;
}

}  // namespace tributary::app
