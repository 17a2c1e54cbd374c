#pragma once
// Which panes are where, for this width; columns.h says how wide.
#include "web/app/frame.h"

namespace tributary::app {

void draw_page(Frame&);

}  // namespace tributary::app
