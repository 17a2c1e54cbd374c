#include <algorithm>

#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {

NodeId nodes::toast_undo(std::uint64_t number) { return node_id("toast-undo", number); }
NodeId nodes::toast_close(std::uint64_t number) { return node_id("toast-close", number); }

void toasts(Frame& f, Rect box) {
  if (f.state.toasts.empty()) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float w = std::min(440.0f, box.w - 2 * gap::large), undo_w = button_width(ui, words::act_undo);
  float top = box.y + ui.sizes().header + gap::large;  // over the messages: the composer stays free
  const auto shown = static_cast<std::ptrdiff_t>(std::min(f.state.toasts.size(), toasts_shown_max));
  for (auto it = f.state.toasts.rbegin(); it != f.state.toasts.rbegin() + shown; ++it) {
    const float room = w - 100 - (it->undo ? undo_w + gap::small : 0);
    const float words_h = ui.paragraph_height(Style::small, it->text, room), h = std::max(48.0f, words_h + 2 * gap::medium);
    const Rect at{box.x + (box.w - w) / 2, top, w, h};
    const NodeId id = node_id("toast", it->number);
    ui.popup(at, id);
    ui.shadow(at, radius::card);
    ui.fill(at, t.surface, radius::card);
    ui.stroke(at, t.strong ? t.border_strong : t.border, radius::card);
    // Landmarks are told apart by their names.
    const std::string_view name = it == f.state.toasts.rbegin() ? std::string_view(words::notifications) : ui.join({words::notifications, ", ", it->text});
    platform::Node& node = ui.node(id, NodeRole::region, at, name);
    node.flags |= platform::node_popup;
    ui.enter(id);
    ui.icon(at.x + 14, at.y + (h - words_h) / 2 - 1, 20, it->bad ? t.danger : t.success, it->bad ? icon::warning : icon::tick_circle);
    ui.paragraph(node_id("toast-words", it->number), at.x + 46, at.y + (h - words_h) / 2, room, Style::small, t.text, it->text);
    if (it->undo && button(ui, nodes::toast_undo(it->number), Rect{at.right() - 48 - undo_w, at.y + 8, undo_w, size::button}, words::act_undo)) {
      f.want(intent::DismissToast{it->number});
      f.want(*it->undo);
    }
    const Rect close{at.right() - 40, at.y + 8, 32, 32};
    if (button(ui, nodes::toast_close(it->number), close, words::dismiss, {ButtonLook::quiet, icon::cross, true}))
      f.want(intent::DismissToast{it->number});
    ui.leave();
    ui.end_popup();
    top += h + gap::small;
  }
}

}  // namespace tributary::app
