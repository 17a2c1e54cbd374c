#pragma once
// One entry of a thread: how tall it is and how it looks. Both come from the same shape.
#include "web/app/thread_layout.h"

namespace tributary::app {

float item_height(Frame&, const ThreadItem&, float width);
void draw_item(Frame&, const ThreadItem&, Rect box);

}  // namespace tributary::app
