#pragma once
// One row of the conversation list, in three densities: three lines, two, or one.
#include "web/app/frame.h"

namespace tributary::app {

// Out of view it is only said: what reads a page aloud goes on beyond what is seen.
void list_row(Frame&, Rect, const ListRow&, bool in_view, int position, int count);
// Where words will be, as long as the first rows are under way.
void list_skeleton(Frame&, Rect);

}  // namespace tributary::app
