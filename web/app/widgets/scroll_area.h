#pragma once
// Moves content that is taller than its box. The browser does the scrolling and shows the bar (js/scroll.js); a pane
// adds what the person moved, keeps it in range, and says how far it is and how much there is.
#include "web/app/ui.h"
#include "web/app/ui_state.h"

namespace tributary::app {

// How far the person moved this area since the last frame, in px.
double wanted_scroll(const Ui&, const Scroll&);
double largest_scroll(Rect view, double content_height);
// Keeps `y` in range, on the device grid.
void settle_scroll(const Ui&, Scroll&, Rect view, double content_height);
// Makes the node the area's scroller; `keys`: it takes Page Up, Space, End and the like when nothing has the focus.
void scroller(platform::Node&, Scroll&, double content_height, bool keys);
// All of it, where nothing else moves the content: it is moved by now, its node is entered and its box clips.
void begin_scroll_area(Ui&, Scroll&, NodeId, NodeRole, Rect view, double content_height, std::string_view name, bool keys);

}  // namespace tributary::app
