#include "web/app/widgets/option_row.h"

namespace tributary::app {

void begin_option(Ui& ui, NodeId id, Rect row, std::string_view name, int index, int count, std::uint32_t flags) {
  platform::Node& node = ui.node(id, NodeRole::option, row, name);
  node.position = index + 1;
  node.set_size = count;
  node.flags |= flags;
  ui.enter(id);
  if (flags & platform::node_selected) ui.fill(row, ui.theme().selected, radius::button);
  else if (!(flags & platform::node_disabled) && ui.hovered(row)) ui.fill(row, ui.theme().hover, radius::button);
}

}  // namespace tributary::app
