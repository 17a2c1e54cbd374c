#pragma once
// Three and more changes in a row (assigned, tagged, snoozed …) fold into one line, "3 changes", that opens.
#include "web/app/thread_layout.h"

namespace tributary::app {

float activity_height(Frame&, const ThreadItem&);
void draw_activity(Frame&, const ThreadItem&, Rect box);

}  // namespace tributary::app
