#pragma once
// What a message answers, shown above it; pressing it shows that message (D17).
#include "web/app/message_shape.h"

namespace tributary::app {

// Fills the quote's fields of the shape; `room` is how wide it may be.
void quote_into(Frame&, const ThreadItem&, MessageShape&, float room);
void draw_quote(Frame&, const ThreadItem&, const MessageShape&, Rect box);
inline constexpr float quote_height = 46;

}  // namespace tributary::app
