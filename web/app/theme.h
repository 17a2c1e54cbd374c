#pragma once
// Every colour and text style of the app. Colours are 0xAABBGGRR, as ImGui packs them;
// tests/web/app/theme_test.cpp keeps the contrasts. Sizes that follow the density are in sizes.h.
#include <cstdint>
#include <span>

#include "web/app/preferences.h"
#include "web/platform/platform.h"

namespace tributary::app {

enum class Style : std::uint8_t { caption, figure, small, small_strong, body, body_strong, title, heading, mono, emoji, field_touch, dense, dense_strong };
std::span<const platform::TextStyle> text_styles();
float line_height(Style);

constexpr std::uint32_t rgb(std::uint32_t hex) {  // 0xRRGGBB as the tokens are written
  return 0xFF000000u | ((hex & 0xFFu) << 16) | (hex & 0xFF00u) | (hex >> 16);
}
constexpr std::uint32_t with_alpha(std::uint32_t colour, std::uint32_t alpha) { return (colour & 0x00FFFFFFu) | (alpha << 24); }
// From a (t = 0) to b (t = 1); what is not there (alpha 0) fades in with the other's own colour.
std::uint32_t mix(std::uint32_t a, std::uint32_t b, float t);
// A pressed surface is 6 % darker.
std::uint32_t darker(std::uint32_t colour, float by = 0.06f);

struct Theme {
  bool dark = false;
  bool strong = false;  // high contrast: edges around everything that is a thing, no meaning by shade alone
  std::uint32_t bg = 0, surface = 0, sunken = 0, hover = 0, selected = 0, border = 0, border_strong = 0;
  std::uint32_t text = 0, muted = 0, faint = 0, accent = 0, on_accent = 0, accent_hover = 0, link = 0;
  std::uint32_t bubble_in = 0, bubble_in_text = 0, bubble_out = 0, bubble_out_text = 0, bubble_auto = 0, bubble_auto_border = 0, bubble_auto_text = 0;
  std::uint32_t bubble_edge = 0;  // around every bubble; 0: none
  std::uint32_t note_bg = 0, note_border = 0, note_text = 0;
  std::uint32_t success = 0, success_bg = 0, warning = 0, warning_bg = 0, danger = 0, danger_bg = 0;
  std::uint32_t focus = 0, shadow = 0, scrim = 0;
};

enum class Look : std::uint8_t { light, dark, contrast_light, contrast_dark };
Look look_of(ThemeChoice, platform::Theme system);
const Theme& theme(Look);
inline const Theme& theme(bool dark) { return theme(dark ? Look::dark : Look::light); }
// The colours the system insists on (forced-colors).
Theme forced_theme(const platform::SystemColours&);

// What lies behind selected text on this ground: 28 % accent, or 28 % black where the ground is the accent itself. Not quite
// opaque, since browsers thin an opaque one.
std::uint32_t selection_on(const Theme&, std::uint32_t ground);
// Behind who is meant in a note: a deeper tone of the note itself; in high contrast its own ground, and an edge says it.
std::uint32_t mention_on_note(const Theme&);
// A stable fill for somebody's avatar; white initials on it reach 5.4:1.
std::uint32_t avatar_fill(std::uint64_t hash);

namespace gap {
inline constexpr float hair = 2, tiny = 4, small = 8, medium = 12, large = 16, wide = 20, huge = 24;
}
namespace radius {
inline constexpr float tag = 4, button = 8, row = 10, card = 12, bubble = 14;
}
namespace motion_ms {
inline constexpr float hover = 120, popup = 180, pane = 240;
}
// What does not follow the density.
namespace size {
inline constexpr float rail_icons = 56, header = 60, row = 76, nav = 34, menu_item = 36, button = 32;
inline constexpr float avatar_message = 28, avatar_list = 40, avatar_panel = 64, bubble_max = 520, card_width = 280, card_height = 60;
inline constexpr float narrow_below = 720, target = 44;
}

}  // namespace tributary::app
