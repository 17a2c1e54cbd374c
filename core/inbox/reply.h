#pragma once
// An agent, a bot or a program answers.
#include "core/inbox/attachment.h"
#include "core/inbox/sending.h"

namespace tributary {

// Goes out on the conversation's last channel, on the session named, or as `how` says. Refused: what sending.h names,
// empty_message, message_too_long (limit), whatsapp_window_closed (since), window_closed_by_then (since), opted_out, number_detached, and attachment.h's. With a file the text may be empty. On SMS a reply outside the session opens a new one.
// The first reply to an unassigned conversation claims it.
struct SendReply {
  ConversationId conversation;
  SessionId session;
  std::string text;
  SendOptions how = {};
  Attachments attachments = {};
};
struct ReplyQueued {
  MessageId message;
  ConversationId conversation;
  SessionId session;
  NumberId number;
  IdentityId identity;
  Channel channel = Channel::sms;
  std::uint32_t position = 0;  // which message of its conversation it is, for whoever takes up its story; 0: written before that was said
};

Decision decide(const State&, const SendReply&, const Stamp&);
void apply(State&, const ReplyQueued&, const Stamp&);

}  // namespace tributary
