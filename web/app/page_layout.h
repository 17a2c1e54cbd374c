#pragma once
// Which panes are where, for this width (ui.md 3.1): one pane below 720 px, two and a rail of icons below
// 1280 px, four columns above.
#include "web/app/frame.h"

namespace tributary::app {

void draw_page(Frame&);

}  // namespace tributary::app
