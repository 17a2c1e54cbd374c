#pragma once
// Moves content that is taller than its box: wheel, dragging the bar, keys. An overlay bar shows where one is.
#include "web/app/ui.h"
#include "web/app/ui_state.h"

namespace tributary::app {

// How far the person wants to move now, in px; `keys`: this area listens to Page Up, End and the like.
float wanted_scroll(const Ui&, Scroll&, Rect view, float content_height, bool keys);
float largest_scroll(Rect view, float content_height);
// Keeps `y` in range, on the device grid.
void settle_scroll(Scroll&, Rect view, float content_height);
void scroll_bar(Ui&, const Scroll&, Rect view, float content_height);

}  // namespace tributary::app
