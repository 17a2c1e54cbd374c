#include "web/app/theme.h"

#include <array>

namespace tributary::app {
namespace {

constexpr std::array<platform::TextStyle, 11> styles = {{
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
}};

constexpr Theme light = {
    false,
    rgb(0xF6F7F9), rgb(0xFFFFFF), rgb(0xF0F2F5), rgb(0xF1F4F8), rgb(0xE8EEFC), rgb(0xE1E5EA), rgb(0x868F9C),
    rgb(0x171C24), rgb(0x56616F), rgb(0x626D7C), rgb(0x2F5FDB), rgb(0xFFFFFF), rgb(0x254DB8), rgb(0x2452C4),
    rgb(0xF0F2F5), rgb(0x171C24), rgb(0x2F5FDB), rgb(0xFFFFFF), rgb(0xE8EEFC), rgb(0x2F5FDB), rgb(0x171C24),
    rgb(0x167445), rgb(0xE3F4EA), rgb(0x8F5200), rgb(0xFDF0DC), rgb(0xC22E2E), rgb(0xFCE9E9)};

constexpr Theme dark_theme = {
    true,
    rgb(0x0F1217), rgb(0x161B22), rgb(0x1E252F), rgb(0x1B222C), rgb(0x1F2C4A), rgb(0x2C3542), rgb(0x6B7686),
    rgb(0xE7EBF0), rgb(0x9AA6B5), rgb(0x8C98A8), rgb(0x7CA2FF), rgb(0x0B1222), rgb(0x9AB8FF), rgb(0x8FB0FF),
    rgb(0x222A35), rgb(0xE7EBF0), rgb(0x2B4C9B), rgb(0xF2F6FF), rgb(0x1F2C4A), rgb(0x7CA2FF), rgb(0xE7EBF0),
    rgb(0x4CC38A), rgb(0x12301F), rgb(0xE3A54A), rgb(0x33240B), rgb(0xFF8A8A), rgb(0x3A1717)};

constexpr std::array<std::uint32_t, 10> avatar_fills = {rgb(0x3B5BA9), rgb(0x8A4F9E), rgb(0xA84A5A), rgb(0x935817), rgb(0x3F752E),
                                                        rgb(0x1C7575), rgb(0x556070), rgb(0x6B54B8), rgb(0x9C4221), rgb(0x0F6E9A)};

}  // namespace

std::span<const platform::TextStyle> text_styles() { return styles; }
float line_height(Style style) { return styles[static_cast<std::size_t>(style)].line; }
const Theme& theme(bool dark) { return dark ? dark_theme : light; }
std::uint32_t avatar_fill(std::uint64_t hash) { return avatar_fills[hash % avatar_fills.size()]; }

}  // namespace tributary::app
