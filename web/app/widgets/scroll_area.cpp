#include "web/app/widgets/scroll_area.h"

#include <algorithm>

#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

constexpr float track_width = 12;

struct Thumb { float y = 0, h = 0, travel = 0; };

Thumb thumb_of(const Scroll& scroll, Rect view, float content_height) {
  const float h = std::max(32.0f, view.h * view.h / std::max(content_height, 1.0f)), travel = std::max(1.0f, view.h - h);
  return {view.y + travel * scroll.y / std::max(1.0f, largest_scroll(view, content_height)), h, travel};
}

float dragged(const Ui& ui, Scroll& scroll, Rect view, float content_height) {
  const Input& in = ui.input();
  const Thumb thumb = thumb_of(scroll, view, content_height);
  if (in.pressed && ui.hovered(Rect{view.right() - track_width, thumb.y, track_width, thumb.h})) {
    scroll.dragging = true;
    scroll.grab = in.y - thumb.y;
  }
  if (!in.down) scroll.dragging = false;
  if (!scroll.dragging) return 0;
  const float wanted = (in.y - scroll.grab - view.y) / thumb.travel * largest_scroll(view, content_height);
  return wanted - scroll.y;
}

float keyed(const Input& in, Rect view, float content_height) {
  float by = 0;
  for (const std::string& key : in.keys) {
    if (key == "PageDown") by += view.h - 40;
    if (key == "PageUp") by -= view.h - 40;
    if (key == "End") by += content_height;
    if (key == "Home") by -= content_height;
  }
  return by;
}

}  // namespace

float largest_scroll(Rect view, float content_height) { return std::max(0.0f, content_height - view.h); }

float wanted_scroll(const Ui& ui, Scroll& scroll, Rect view, float content_height, bool keys) {
  float by = dragged(ui, scroll, view, content_height);
  if (ui.hovered(view)) by += ui.input().wheel;
  if (keys) by += keyed(ui.input(), view, content_height);
  return by;
}

void settle_scroll(Scroll& scroll, Rect view, float content_height) {
  scroll.y = text::snap(std::clamp(scroll.y, 0.0f, largest_scroll(view, content_height)));
}

void scroll_bar(Ui& ui, const Scroll& scroll, Rect view, float content_height) {
  if (largest_scroll(view, content_height) <= 0 || (!scroll.dragging && !ui.hovered(view))) return;
  const Thumb thumb = thumb_of(scroll, view, content_height);
  const float w = scroll.dragging || ui.hovered(Rect{view.right() - track_width, view.y, track_width, view.h}) ? 8.0f : 5.0f;
  ui.fill(Rect{view.right() - w - 2, thumb.y, w, thumb.h}, with_alpha(ui.theme().border_strong, scroll.dragging ? 230 : 150), w / 2);
}

}  // namespace tributary::app
