#pragma once
// The edge between two panes: dragged with mouse or finger, moved with the arrow keys, reset with a double click.
#include <optional>

#include "web/app/ui.h"

namespace tributary::app {

struct Edge {
  float now = 0, least = 0, most = 0;  // width of the pane it resizes
  bool grows_back = false;             // the pane lies behind the edge: moving on makes it narrower
};
// At x, as high as the column. Returns the width wanted; 0: the layout's own again.
std::optional<float> splitter(Ui&, NodeId, Rect column_edge, std::string_view name, const Edge&);

}  // namespace tributary::app
