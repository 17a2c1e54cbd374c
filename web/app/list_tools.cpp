// Above the list: search everything, write to somebody first.
#include "web/app/actions.h"
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

std::string_view first_keys(Frame& f, std::string_view action) {
  const std::vector<std::string_view> keys = alternatives(keys_of(*find_action(action), f.state.prefs));
  return keys.empty() ? std::string_view() : f.ui.keep(caps_text(keys.front(), platform::apple_keys()));
}

void tool(Frame& f, Rect at, std::string_view action, std::string_view picture) {
  ButtonOptions options{ButtonLook::quiet, picture, true};
  options.key = first_keys(f, action);
  if (button(f.ui, node_id("list-tool", node_id(action)), at, find_action(action)->label, options)) perform(f, action);
}

}  // namespace

float list_tools(Frame& f, Rect header) {
  const float h = f.ui.target(size::button), y = header.y + (header.h - h) / 2, right = header.right() - gap::small;
  tool(f, Rect{right - 2 * h, y, h, h}, "search", icon::search);
  tool(f, Rect{right - h, y, h, h}, "new_conversation", icon::plus);
  return 2 * h;
}

}  // namespace tributary::app
