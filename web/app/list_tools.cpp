// Above the list: search everything, write to somebody first.
#include "web/app/actions.h"
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

// Its keys stand in its hint alone, and how they are called comes with the second part.
void tool(Frame& f, Rect at, std::string_view action, std::string_view picture) {
  const NodeId id = node_id("list-tool", node_id(action));
  ButtonOptions options{ButtonLook::quiet, picture, true};
  if ((f.ui.hovered(at) || f.ui.input().focused == id) && platform::later_here()) options.key = f.ui.keep(first_keys(action, f.state.prefs));
  if (button(f.ui, id, at, find_action(action)->label, options)) perform(f, action);
}

}  // namespace

float list_tools(Frame& f, Rect header) {
  const float h = f.ui.target(size::button), y = header.y + (header.h - h) / 2, right = header.right() - gap::small;
  tool(f, Rect{right - 2 * h, y, h, h}, "search", icon::search);
  tool(f, Rect{right - h, y, h, h}, "new_conversation", icon::plus);
  return 2 * h;
}

}  // namespace tributary::app
