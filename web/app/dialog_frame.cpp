#include "web/app/dialog_frame.h"

#include <algorithm>
#include <utility>

#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {

Rect begin_dialog(Frame& f, Rect page, float w, float h, std::string_view name) {
  Ui& ui = f.ui;
  const Rect box{page.x + (page.w - w) / 2, page.y + std::max(gap::small, std::min(page.h * 0.14f, (page.h - h) / 2)), w, h};
  ui.popup(page);
  ui.fill(page, ui.theme().scrim);
  ui.deep_shadow(box);
  ui.fill(box, ui.theme().surface, radius::card);
  ui.stroke(box, ui.theme().strong ? ui.theme().border_strong : ui.theme().border, radius::card);
  platform::Node& node = ui.node(node_id("dialog"), NodeRole::dialog, box, name);
  node.flags |= platform::node_popup;
  ui.enter(node.id);
  return box;
}

void end_dialog(Frame& f) {
  f.ui.leave();
  f.ui.end_popup();
}

void dialog_close_button(Frame& f, Rect box) {
  const Rect close{box.right() - gap::medium - 32, box.y + 10, 32, 32};
  if (button(f.ui, node_id("dialog-close"), close, words::close, {ButtonLook::quiet, icon::cross, true})) f.want(intent::CloseDialog{});
}

void follow_chosen(DialogState& state, float top, float h, float view_h) {
  if (!std::exchange(state.follow, false)) return;
  state.scroll.y = std::min(state.scroll.y, static_cast<double>(top));
  state.scroll.y = std::max(state.scroll.y, static_cast<double>(top + h - view_h));
}

void dialog_top_field(Frame& f, Rect box, NodeId id, NodeRole role, std::string_view name) {
  Ui& ui = f.ui;
  const float h = ui.target(dialog_field_h - 16);
  const Rect at{box.x + gap::large, box.y + (dialog_field_h - h) / 2, box.w - 3 * gap::large - 32, h};
  platform::Node& node = ui.node(id, role, at, name);
  node.description = name;
  if (role == NodeRole::searchbox) node.flags |= platform::node_expanded;
  node.style = static_cast<int>(ui.touch() ? Style::field_touch : Style::body);
  node.rgba = ui.theme().text;
  dialog_close_button(f, box);
  ui.line_across(box.x, box.y + dialog_field_h, box.w, ui.theme().border);
  if (ui.input().focused == id) ui.fill(Rect{box.x, box.y + dialog_field_h - 1, box.w, 2}, ui.theme().focus);  // it has no frame to be lit
}

}  // namespace tributary::app
