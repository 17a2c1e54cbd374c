#pragma once
// A message of ours once more: its words and its files, back in the composer or by another channel.
#include "web/app/frame.h"

namespace tributary::app {

// The files it carried, as a reply names them. nullopt: one of them is not there.
std::optional<Attachments> files_again(const Words&, const MessageBody&);

// The same message from this number of ours to this identity of theirs: one reply, or as many as its files need there.
// Empty when it cannot be said again.
std::vector<SendReply> as_replies(const Words&, const Conversation&, MessageId, const Number&, IdentityId);

}  // namespace tributary::app
