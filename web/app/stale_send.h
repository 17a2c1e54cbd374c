#pragma once
// A reply written while something newer arrived is stopped once: the newer messages are shown, and its author sends it
// anyway or goes on editing.
#include "web/app/frame.h"

namespace tributary::app {

// What was stopped still stands in the composer, in words or as files, with its tab in front.
bool send_is_stopped(const UiState&, ConversationId);
// Every frame with the thread on the screen: how many of its messages the agent has seen.
void note_seen(Frame&, const Conversation&);
// Seen is counted in what is confirmed: the relay itself deducts what of one's own is still on its way, and a message that
// slipped in before it does not pass for one's own.
std::uint32_t messages_confirmed(const ClientSession&, ConversationId);
// With what a send says what its author has seen.
SendOptions send_options(const UiState&, ConversationId);

// Above the composer, while a send is stopped; 0 when none is.
float stale_height(Frame&, const Conversation&, float width);
void stale_strip(Frame&, Rect, const Conversation&);

}  // namespace tributary::app
