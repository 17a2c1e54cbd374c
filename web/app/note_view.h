#pragma once
// A private note in the thread: a card across the width with a lock, so that nobody takes it for something the customer reads.
#include "web/app/thread_layout.h"

namespace tributary::app {

float note_height(Frame&, const ThreadItem&, float width);
void draw_note(Frame&, const ThreadItem&, Rect box);

}  // namespace tributary::app
