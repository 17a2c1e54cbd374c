#include "web/app/theme.h"

#include <array>
#include <cstdlib>

namespace tributary::app {
namespace {

constexpr std::array<platform::TextStyle, 13> styles = {{
    {12, 16, 500, false, false},  // caption
    {12, 16, 500, false, true},   // figure: times and counts, whose digits stand in columns
    {13, 18, 400, false, false},  // small
    {13, 18, 600, false, false},  // small_strong
    {15, 20, 400, false, false},  // body
    {15, 20, 600, false, false},  // body_strong
    {18, 24, 650, false, false},  // title
    {22, 28, 650, false, false},  // heading
    {13, 18, 400, true, false},   // mono
    {28, 34, 400, false, false},  // emoji: messages of one to three of them
    {16, 22, 400, false, false},  // field_touch: below 16 px a phone zooms into the field
    {14, 20, 400, false, false},  // dense: body where the density is compact
    {14, 20, 600, false, false},  // dense_strong
}};

constexpr Theme light = {
    .bg = rgb(0xF6F7F9), .surface = rgb(0xFFFFFF), .sunken = rgb(0xF0F2F5), .hover = rgb(0xF1F4F8), .selected = rgb(0xE8EEFC),
    .border = rgb(0xE1E5EA), .border_strong = rgb(0x868F9C), .text = rgb(0x171C24), .muted = rgb(0x56616F), .faint = rgb(0x626D7C),
    .accent = rgb(0x2F5FDB), .on_accent = rgb(0xFFFFFF), .accent_hover = rgb(0x254DB8), .link = rgb(0x2452C4),
    .bubble_in = rgb(0xF0F2F5), .bubble_in_text = rgb(0x171C24), .bubble_out = rgb(0x2F5FDB), .bubble_out_text = rgb(0xFFFFFF),
    .bubble_auto = rgb(0xE8EEFC), .bubble_auto_border = rgb(0x2F5FDB), .bubble_auto_text = rgb(0x171C24),
    .note_bg = rgb(0xFFF6D9), .note_border = rgb(0xE8C95C), .note_text = rgb(0x3D2F00),
    .success = rgb(0x167445), .success_bg = rgb(0xE3F4EA), .warning = rgb(0x8F5200), .warning_bg = rgb(0xFDF0DC),
    .danger = rgb(0xC22E2E), .danger_bg = rgb(0xFCE9E9),
    .focus = rgb(0x2F5FDB), .shadow = with_alpha(rgb(0x101828), 46), .scrim = with_alpha(rgb(0x101828), 102)};

constexpr Theme dark_theme = {
    .dark = true,
    .bg = rgb(0x0F1217), .surface = rgb(0x161B22), .sunken = rgb(0x1E252F), .hover = rgb(0x1B222C), .selected = rgb(0x1F2C4A),
    .border = rgb(0x2C3542), .border_strong = rgb(0x6B7686), .text = rgb(0xE7EBF0), .muted = rgb(0x9AA6B5), .faint = rgb(0x8C98A8),
    .accent = rgb(0x7CA2FF), .on_accent = rgb(0x0B1222), .accent_hover = rgb(0x9AB8FF), .link = rgb(0x8FB0FF),
    .bubble_in = rgb(0x222A35), .bubble_in_text = rgb(0xE7EBF0), .bubble_out = rgb(0x2B4C9B), .bubble_out_text = rgb(0xF2F6FF),
    .bubble_auto = rgb(0x1F2C4A), .bubble_auto_border = rgb(0x7CA2FF), .bubble_auto_text = rgb(0xE7EBF0),
    .note_bg = rgb(0x3A3112), .note_border = rgb(0x7D681C), .note_text = rgb(0xF3E3A8),
    .success = rgb(0x4CC38A), .success_bg = rgb(0x12301F), .warning = rgb(0xE3A54A), .warning_bg = rgb(0x33240B),
    .danger = rgb(0xFF8A8A), .danger_bg = rgb(0x3A1717),
    .focus = rgb(0x9AB8FF), .shadow = with_alpha(rgb(0x000000), 150), .scrim = with_alpha(rgb(0x000000), 140)};

// Every word reaches 7:1 and every edge of a thing 4.5:1.
constexpr Theme contrast_light = {
    .strong = true,
    .bg = rgb(0xFFFFFF), .surface = rgb(0xFFFFFF), .sunken = rgb(0xF0F0F0), .hover = rgb(0xE4E9F5), .selected = rgb(0xD9E5FF),
    .border = rgb(0x4A4A4A), .border_strong = rgb(0x000000), .text = rgb(0x000000), .muted = rgb(0x2B2B2B), .faint = rgb(0x333333),
    .accent = rgb(0x0B2E8A), .on_accent = rgb(0xFFFFFF), .accent_hover = rgb(0x061C5C), .link = rgb(0x0A297C),
    .bubble_in = rgb(0xFFFFFF), .bubble_in_text = rgb(0x000000), .bubble_out = rgb(0x0B2E8A), .bubble_out_text = rgb(0xFFFFFF),
    .bubble_auto = rgb(0xD9E5FF), .bubble_auto_border = rgb(0x0B2E8A), .bubble_auto_text = rgb(0x000000), .bubble_edge = rgb(0x000000),
    .note_bg = rgb(0xFFF6D9), .note_border = rgb(0x6B5200), .note_text = rgb(0x000000),
    .success = rgb(0x0A4A26), .success_bg = rgb(0xE3F4EA), .warning = rgb(0x5C3300), .warning_bg = rgb(0xFDF0DC),
    .danger = rgb(0x850B0B), .danger_bg = rgb(0xFCE9E9),
    .focus = rgb(0x0B2E8A), .shadow = 0, .scrim = with_alpha(rgb(0x000000), 150)};

constexpr Theme contrast_dark = {
    .dark = true, .strong = true,
    .bg = rgb(0x000000), .surface = rgb(0x000000), .sunken = rgb(0x171717), .hover = rgb(0x1C2438), .selected = rgb(0x0C2352),
    .border = rgb(0xB4B4B4), .border_strong = rgb(0xFFFFFF), .text = rgb(0xFFFFFF), .muted = rgb(0xE0E0E0), .faint = rgb(0xD0D0D0),
    .accent = rgb(0xA9C7FF), .on_accent = rgb(0x000000), .accent_hover = rgb(0xCFE0FF), .link = rgb(0xB6D0FF),
    .bubble_in = rgb(0x000000), .bubble_in_text = rgb(0xFFFFFF), .bubble_out = rgb(0x0A2A6E), .bubble_out_text = rgb(0xFFFFFF),
    .bubble_auto = rgb(0x0C2352), .bubble_auto_border = rgb(0xA9C7FF), .bubble_auto_text = rgb(0xFFFFFF), .bubble_edge = rgb(0xFFFFFF),
    .note_bg = rgb(0x2B2400), .note_border = rgb(0xFFE08A), .note_text = rgb(0xFFF3CC),
    .success = rgb(0x7CE8AE), .success_bg = rgb(0x00220F), .warning = rgb(0xFFD08A), .warning_bg = rgb(0x2B1B00),
    .danger = rgb(0xFFB3B3), .danger_bg = rgb(0x330000),
    .focus = rgb(0xFFE08A), .shadow = 0, .scrim = with_alpha(rgb(0x000000), 180)};

constexpr std::array<std::uint32_t, 10> avatar_fills = {rgb(0x3B5BA9), rgb(0x8A4F9E), rgb(0xA84A5A), rgb(0x935817), rgb(0x3F752E),
                                                        rgb(0x1C7575), rgb(0x556070), rgb(0x6B54B8), rgb(0x9C4221), rgb(0x0F6E9A)};

std::uint32_t blend(std::uint32_t a, std::uint32_t b, float t, unsigned shift) {
  const auto from = static_cast<float>(a >> shift & 255u), to = static_cast<float>(b >> shift & 255u);
  return static_cast<std::uint32_t>(from + (to - from) * t + 0.5f) << shift;
}

}  // namespace

std::span<const platform::TextStyle> text_styles() { return styles; }
float line_height(Style style) { return styles[static_cast<std::size_t>(style)].line; }

std::uint32_t mix(std::uint32_t a, std::uint32_t b, float t) {
  if (t <= 0) return a;
  if (t >= 1) return b;
  if (a >> 24 == 0) a = with_alpha(b, 0);
  if (b >> 24 == 0) b = with_alpha(a, 0);
  return blend(a, b, t, 0) | blend(a, b, t, 8) | blend(a, b, t, 16) | blend(a, b, t, 24);
}

std::uint32_t darker(std::uint32_t colour, float by) { return mix(colour, with_alpha(0, colour >> 24), by); }

Look look_of(ThemeChoice choice, platform::Theme system) {
  const bool dark = system == platform::Theme::dark;
  switch (choice) {
    case ThemeChoice::light: return Look::light;
    case ThemeChoice::dark: return Look::dark;
    case ThemeChoice::contrast: return dark ? Look::contrast_dark : Look::contrast_light;
    case ThemeChoice::system: break;
  }
  return dark ? Look::dark : Look::light;
}

const Theme& theme(Look look) {
  switch (look) {
    case Look::dark: return dark_theme;
    case Look::contrast_light: return contrast_light;
    case Look::contrast_dark: return contrast_dark;
    case Look::light: break;
  }
  return light;
}

Theme forced_theme(const platform::SystemColours& s) {
  Theme t;
  t.dark = (s.canvas & 255u) * 54 + (s.canvas >> 8 & 255u) * 183 + (s.canvas >> 16 & 255u) * 19 < 128 * 256;
  t.strong = true;
  for (std::uint32_t Theme::*ground : {&Theme::bg, &Theme::surface, &Theme::sunken, &Theme::hover, &Theme::selected, &Theme::bubble_in,
                                       &Theme::bubble_auto, &Theme::note_bg, &Theme::success_bg, &Theme::warning_bg, &Theme::danger_bg})
    t.*ground = s.canvas;
  for (std::uint32_t Theme::*ink : {&Theme::border, &Theme::border_strong, &Theme::text, &Theme::muted, &Theme::faint, &Theme::bubble_in_text,
                                    &Theme::bubble_auto_text, &Theme::note_border, &Theme::note_text, &Theme::success, &Theme::warning,
                                    &Theme::danger, &Theme::bubble_edge})
    t.*ink = s.canvas_text;
  t.accent = t.accent_hover = t.bubble_out = t.bubble_auto_border = t.focus = s.highlight;
  t.on_accent = t.bubble_out_text = s.highlight_text;
  t.link = s.link_text;
  t.scrim = with_alpha(s.canvas, 200);
  return t;
}

std::uint32_t selection_on(const Theme& t, std::uint32_t ground) {
  const auto part = [](std::uint32_t colour, unsigned shift) { return static_cast<int>(colour >> shift & 0xFFU); };
  const auto near = [&](unsigned shift) { return std::abs(part(t.accent, shift) - part(ground, shift)) < 24; };
  const std::uint32_t tint = near(0) && near(8) && near(16) ? rgb(0x000000) : t.accent;
  std::uint32_t mixed = 0xFE000000U;
  for (const unsigned shift : {0U, 8U, 16U}) mixed |= static_cast<std::uint32_t>((part(ground, shift) * 72 + part(tint, shift) * 28 + 50) / 100) << shift;
  return mixed;
}
std::uint32_t mention_on_note(const Theme& t) { return t.strong ? t.note_bg : mix(t.note_bg, t.note_border, 0.6f); }
std::uint32_t avatar_fill(std::uint64_t hash) { return avatar_fills[hash % avatar_fills.size()]; }

}  // namespace tributary::app
