#include "web/app/widgets/scroll_area.h"

#include <algorithm>
#include <cmath>

namespace tributary::app {

double wanted_scroll(const Ui& ui, const Scroll& scroll) {
  double by = 0;
  for (const Scrolled& one : ui.input().scrolled)
    if (one.node == scroll.node) by += one.by;
  return by;
}

double largest_scroll(Rect view, double content_height) { return std::max(0.0, content_height - static_cast<double>(view.h)); }

void settle_scroll(const Ui& ui, Scroll& scroll, Rect view, double content_height) {
  const auto dpr = static_cast<double>(ui.screen().dpr);
  scroll.y = std::round(std::clamp(scroll.y, 0.0, largest_scroll(view, content_height)) * dpr) / dpr;
}

void scroller(platform::Node& node, Scroll& scroll, double content_height, bool keys) {
  scroll.node = node.id;
  node.flags |= platform::node_scroller | (keys ? platform::node_scroll_keys : 0u);
  node.scroll_y = scroll.y;
  node.content_h = content_height;
}

void begin_scroll_area(Ui& ui, Scroll& scroll, NodeId id, NodeRole role, Rect view, double content_height, std::string_view name, bool keys) {
  scroll.y += wanted_scroll(ui, scroll);
  settle_scroll(ui, scroll, view, content_height);
  scroller(ui.node(id, role, view, name), scroll, content_height, keys);
  ui.enter(id);
  ui.clip(view);
}

}  // namespace tributary::app
