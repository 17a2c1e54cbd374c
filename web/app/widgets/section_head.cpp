#include "web/app/widgets/section_head.h"

namespace tributary::app {

void section_head(Ui& ui, NodeId id, float x, float& y, float w, std::string_view title, std::string_view hint) {
  platform::Node& heading = ui.node(id, NodeRole::heading, Rect{x, y, w, 24}, title);
  heading.level = 2;
  ui.enter(id);
  ui.text(x, y, Style::title, ui.theme().text, title);
  ui.leave();
  y += 26;
  y += ui.paragraph(id + 1, x, y, w, Style::small, ui.theme().muted, hint) + gap::medium;
}

void card(Ui& ui, Rect box, std::uint32_t ground) {
  ui.fill(box, ground, radius::card);
  ui.stroke(box, ui.theme().border, radius::card);
}

}  // namespace tributary::app
