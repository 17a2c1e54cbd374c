// Above the list: write to somebody first, search everything.
#include "web/app/actions.h"
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/key_caps.h"
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

NodeId nodes::search_field() { return node_id("list-search"); }

float list_tools(Frame& f, Rect header) {
  const float h = f.ui.target(size::button), y = header.y + (header.h - h) / 2;
  tool(f, Rect{header.right() - gap::small - h, y, h, h}, "new_conversation", icon::plus);
  return h;
}

float list_search_height(const Ui& ui) { return ui.sizes().input + gap::small; }

// What is typed here goes on in the search: while that is open this is a drawing of the empty field it will be again.
void list_search(Frame& f, Rect place) {
  Ui& ui = f.ui;
  const Rect box{place.x + gap::small, place.y, place.w - 2 * gap::small, place.h - gap::small};
  const std::string_view name = words::people::search_hint;
  const float pad = ui.touch() ? 35.2f : 33.0f, middle = box.y + box.h / 2;  // 2.2 em, as page.css has it
  platform::Node& node = field(ui, nodes::search_field(), box, name, {.hint = name, .sunken = true});
  const bool drawing = f.state.dialog.kind == Dialog::search;
  node.role = drawing ? NodeRole::none : NodeRole::searchbox;
  node.x -= gap::medium, node.w += 2 * gap::medium;  // the lens is pressed with it
  const Style style = static_cast<Style>(node.style);
  ui.icon(box.x + 10, middle - 8, 16, ui.theme().muted, icon::search);
  if (platform::later_stands()) draw_caps_of(f, "search", box.right() - 10, middle, box.w - pad - ui.width_of(style, name) - gap::wide);
  if (drawing) ui.text_in(box.x + pad, middle - line_height(style) / 2, box.w - 2 * pad, style, ui.theme().muted, name);
  if (ui.activated(nodes::search_field()) || ui.entered(nodes::search_field())) f.want(intent::OpenForm{Dialog::search});
}

}  // namespace tributary::app
