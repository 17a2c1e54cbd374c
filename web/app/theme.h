#pragma once
// Every colour, gap and text style of the app (ui.md 4.1). Colours are 0xAABBGGRR, as ImGui packs them;
// tests/web/app/theme_test.cpp keeps the contrasts.
#include <cstdint>
#include <span>

#include "web/platform/platform.h"

namespace tributary::app {

enum class Style : std::uint8_t { caption, figure, small, small_strong, body, body_strong, title, heading, mono, emoji, field_touch };
std::span<const platform::TextStyle> text_styles();
float line_height(Style);

constexpr std::uint32_t rgb(std::uint32_t hex) {  // 0xRRGGBB as the tokens are written
  return 0xFF000000u | ((hex & 0xFFu) << 16) | (hex & 0xFF00u) | (hex >> 16);
}
constexpr std::uint32_t with_alpha(std::uint32_t colour, std::uint32_t alpha) { return (colour & 0x00FFFFFFu) | (alpha << 24); }

struct Theme {
  bool dark = false;
  std::uint32_t bg, surface, sunken, hover, selected, border, border_strong;
  std::uint32_t text, muted, faint, accent, on_accent, accent_hover, link;
  std::uint32_t bubble_in, bubble_in_text, bubble_out, bubble_out_text, bubble_auto, bubble_auto_border, bubble_auto_text;
  std::uint32_t success, success_bg, warning, warning_bg, danger, danger_bg;
};
const Theme& theme(bool dark);
// A stable fill for somebody's avatar; white initials on it reach 5.4:1.
std::uint32_t avatar_fill(std::uint64_t hash);

namespace gap {
inline constexpr float hair = 2, tiny = 4, small = 8, medium = 12, large = 16, wide = 20, huge = 24;
}
namespace radius {
inline constexpr float tag = 4, button = 8, row = 10, card = 12, bubble = 14;
}
namespace size {
inline constexpr float rail = 208, rail_icons = 56, list = 348, contact = 292, header = 60, row = 76, nav = 34, menu_item = 36, button = 32;
inline constexpr float avatar_message = 28, avatar_list = 40, avatar_panel = 64, bubble_max = 520, card_width = 280, card_height = 60;
inline constexpr float narrow_below = 720, contact_from = 1280;
}

}  // namespace tributary::app
