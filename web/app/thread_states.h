#pragma once
// What floats over a thread or stands in its place: the day one is reading, the way down, and the grey shapes of what
// is still under way.
#include "web/app/thread_layout.h"

namespace tributary::app {

void sticky_day(Frame&, Rect view, const ThreadLayout&);
void jump_pill(Frame&, Rect view, const ThreadLayout&);
void thread_skeleton(Frame&, Rect view);
void no_thread(Frame&, Rect);  // none is chosen, or the chosen one is not here

}  // namespace tributary::app
