#pragma once
// The colours a tag can be given, and how any colour is shown on this theme.
#include <array>
#include <cstdint>

#include "web/app/theme.h"
#include "web/app/words.h"

namespace tributary::app {

struct TagColour { std::uint32_t rgb; Word name; };
inline constexpr std::array<TagColour, 8> tag_colours{{{0x6B7280, words::people::colour_grey}, {0xDC2626, words::people::colour_red}, {0xEA580C, words::people::colour_orange},
                                                       {0xCA8A04, words::people::colour_yellow}, {0x16A34A, words::people::colour_green}, {0x0891B2, words::people::colour_teal},
                                                       {0x2563EB, words::people::colour_blue}, {0x9333EA, words::people::colour_purple}}};

// As a dot: on a dark ground lighter, so that none is lost in it.
inline std::uint32_t tag_dot(const Theme& t, std::uint32_t colour) {
  const std::uint32_t own = rgb(colour & 0xFFFFFFu);
  return t.dark ? mix(own, rgb(0xFFFFFF), 0.3f) : own;
}

}  // namespace tributary::app
