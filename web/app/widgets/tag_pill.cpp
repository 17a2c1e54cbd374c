#include "web/app/widgets/tag_pill.h"

#include <algorithm>

namespace tributary::app {
namespace {

constexpr float before = 18, after = 8, high = 18, dot = 8;

}  // namespace

void tag_dot(Ui& ui, float x, float y, float diameter, std::uint32_t colour) {
  const float r = diameter / 2;
  ui.circle(x + r, y + r, r, ui.theme().border_strong);
  ui.circle(x + r, y + r, r - 1, rgb(colour));
}

float tag_pill_width(const Ui& ui, std::string_view name, float w_max) { return std::min(w_max, ui.width_of(Style::caption, name) + before + after); }

float tag_pill(Ui& ui, float x, float y, std::string_view name, std::uint32_t colour, float w_max) {
  const Theme& t = ui.theme();
  const float w = tag_pill_width(ui, name, w_max);
  const Rect box{x, y, w, high};
  ui.fill(box, t.strong ? t.surface : mix(t.surface, rgb(colour), 0.16f), high / 2);
  if (t.strong) ui.stroke(box, t.text, high / 2);
  tag_dot(ui, x + 6, y + (high - dot) / 2, dot, colour);
  ui.text_in(x + before, y + 1, w - before - after + 2, Style::caption, t.text, name);
  return w;
}

}  // namespace tributary::app
