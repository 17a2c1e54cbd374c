#include "web/app/widgets/splitter.h"

#include <algorithm>
#include <cmath>

namespace tributary::app {
namespace {

std::int32_t whole(float v) { return static_cast<std::int32_t>(std::lround(v)); }

}  // namespace

std::optional<float> splitter(Ui& ui, NodeId id, Rect edge, std::string_view name, const Edge& range) {
  constexpr float reach = 4;  // the scrollbar before the edge keeps its place
  const float behind = ui.touch() ? 20 : 6;
  const Rect box{edge.x - reach, edge.y, reach + behind, edge.h};
  platform::Node& node = ui.node(id, NodeRole::separator, box, name);
  node.level = whole(range.least);
  node.position = whole(range.now);
  node.set_size = whole(std::max(range.most, range.least + 1));
  node.gap = range.grows_back ? -1 : 1;
  ui.line_down(edge.x, edge.y, edge.h, ui.theme().border);
  if (ui.hovered(box) || ui.input().focused == id) ui.fill(Rect{edge.x - 1, edge.y, 3, edge.h}, ui.theme().accent, 1);
  for (const Adjusted& one : ui.input().adjusted) {
    if (one.node != id) continue;
    if (one.reset) return 0.0f;
    return std::clamp(static_cast<float>(one.value), range.least, std::max(range.least, range.most));
  }
  return std::nullopt;
}

}  // namespace tributary::app
