#include "web/app/resend.h"

#include <utility>

#include "core/base/text.h"
#include "web/app/several_messages.h"

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

std::vector<SendReply> as_replies(const Words& words, const Conversation& conversation, MessageId message, const Number& number, IdentityId to) {
  const MessageBody* body = words.body(message);
  std::optional<Attachments> files = body ? files_again(words, *body) : std::nullopt;
  if (!files || (blank(body->text) && files->empty())) return {};
  if (!files->empty() && media_rules(number.channel).files == 0) return {};
  SendReply reply{conversation.id, {}, body->text};
  reply.how.number = number.id;
  reply.how.identity = to;
  reply.attachments = std::move(*files);
  return in_messages(number.channel, reply);
}

}  // namespace tributary::app
