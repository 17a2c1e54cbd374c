#pragma once
// Which panes are where, for this width (ui.md 3.1); columns.h says how wide.
#include "web/app/frame.h"

namespace tributary::app {

void draw_page(Frame&);

}  // namespace tributary::app
