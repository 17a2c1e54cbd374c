#pragma once
// What there is to act on in a conversation: for the action table.
#include "web/app/actions.h"

namespace tributary::app {

bool draft_is_sendable(const Frame&, ConversationId);
// The message the target names when it fits, else the newest of the conversation that does; none: no id.
MessageId failed_message(const Frame&, const Target&);
MessageId held_message(const Frame&, const Target&);  // waits for its time
const ThreadEntry* entry_of(const Frame&, ConversationId, MessageId);  // nullptr when it is not loaded
MessageId unconfirmed_message(const Frame&, const Target&);
const NotSent* not_sent_reply(const Frame&, const Target&);
// The newest toast that can still be taken back.
const Toast* undo_of(const Frame&);

}  // namespace tributary::app
