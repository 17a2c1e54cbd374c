// The half of Ui that draws shapes.
#include <cstdint>

#include "web/app/icons.h"
#include "web/app/ui.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

ImVec2 top_left(Rect box) { return ImVec2(box.x, box.y); }
ImVec2 bottom_right(Rect box) { return ImVec2(box.right(), box.bottom()); }

}  // namespace

void Ui::fill(Rect logical, std::uint32_t colour, float rounding) {
  const Rect box = seen(logical);
  canvas_.shapes().AddRectFilled(top_left(box), bottom_right(box), colour, rounding);
}

void Ui::stroke(Rect logical, std::uint32_t colour, float rounding, float thickness) {
  const Rect box = seen(logical);
  canvas_.shapes().AddRect(top_left(box), bottom_right(box), colour, rounding, 0, thickness);
}

// Hairlines are one device pixel, on the device's grid.
void Ui::line_across(float x, float y, float w, std::uint32_t colour) {
  const float top = text::snap(y);
  fill(Rect{x, top, w, 1.0f / screen_.dpr}, colour);
}

void Ui::line_down(float x, float y, float h, std::uint32_t colour) {
  const float hair = 1.0f / screen_.dpr;
  fill(Rect{seen_x(text::snap(seen_x(x, hair)), hair), y, hair, h}, colour);
}

void Ui::circle(float x, float y, float r, std::uint32_t colour) { canvas_.shapes().AddCircleFilled(ImVec2(seen_x(x, 0), y), r, colour, 0); }

// 8 px below what casts it, and 24 px soft.
void Ui::shadow(Rect logical, float) {
  const Rect box = seen(logical);
  if (theme_->shadow) text::shadow(canvas_.shapes(), box.x, box.y + 8, box.w, box.h, 24, theme_->shadow);
}

void Ui::deep_shadow(Rect logical) {
  const Rect box = seen(logical);
  if (theme_->shadow) text::shadow(canvas_.shapes(), box.x, box.y + 16, box.w, box.h, 48, theme_->shadow);
}

void Ui::icon(float x, float y, float size, std::uint32_t colour, std::string_view path) {
  if (near_view(y)) text::icon(canvas_.words(), seen_x(x, size), y, size, colour, path, false, mirrored_ && icon::points_somewhere(path));
}

void Ui::picture(Rect logical, const platform::Image& image, float rounding) {
  const Rect box = seen(logical);
  ImVec2 from(0, 0), to(1, 1);
  const float shape = box.w / box.h, own = static_cast<float>(image.width) / static_cast<float>(image.height > 0 ? image.height : 1);
  if (own > shape) {
    from.x = (1 - shape / own) / 2;
    to.x = 1 - from.x;
  } else if (own > 0) {
    from.y = (1 - own / shape) / 2;
    to.y = 1 - from.y;
  }
  const auto texture = static_cast<ImTextureID>(reinterpret_cast<void*>(static_cast<std::intptr_t>(image.texture)));
  canvas_.shapes().AddImageRounded(texture, top_left(box), bottom_right(box), from, to, 0xFFFFFFFFu, rounding);
}

}  // namespace tributary::app
