#pragma once
// A customer writes: text, media, location, contact cards, taps, reactions; what we do not know is kept raw.
#include "core/inbox/contact.h"
#include "core/inbox/decision.h"

namespace tributary {

enum class OptChange : std::uint8_t { none, out, in };

struct ReceiveMessage {
  NumberId number;                     // ours, that was written to; refused: unknown_number (the host quarantines)
  Channel channel = Channel::sms;
  std::vector<IdentityClaim> from;     // at least one; the first is the address replies go to
  std::string profile_name;            // may be empty; names a contact that has none yet, and follows its changes
  MessageKind kind = MessageKind::text;
  MessageBody body;                    // body.id is ignored: the message takes the command's id
  std::vector<MediaItem> media;        // state fetching; message and index are filled in by decide
  OptChange opt = OptChange::none;
  TeamId queue = {};                   // of a conversation that this begins, while nobody has it (C45)
};

struct MessageReceived {
  MessageId message;
  ConversationId conversation;
  SessionId session;
  NumberId number;
  IdentityId identity;
  Channel channel = Channel::sms;
  MessageKind kind = MessageKind::text;
};

// A content row of a received or sent message changed: a picture has arrived, or never will.
struct UpdateMedia { ConversationId conversation; MediaItem item; };
struct MediaChanged { MessageId message; ConversationId conversation; std::uint32_t index = 0; MediaState state = MediaState::fetching; };

Decision decide(const State&, const ReceiveMessage&, const Stamp&);
Decision decide(const State&, const UpdateMedia&, const Stamp&);
void apply(State&, const MessageReceived&, const Stamp&);
void apply(State&, const MediaChanged&, const Stamp&);

}  // namespace tributary
