#pragma once
// Where parts of lines lie, asked of the browser once: links are drawn in a colour of their own.
#include <cstdint>
#include <string_view>
#include <vector>

#include "web/platform/platform.h"

namespace tributary::text {

// Valid until the fonts or the pixel ratio change, or two thousand others were asked for.
const std::vector<platform::LinePart>& line_parts(const platform::Run& line, std::uint32_t begin, std::uint32_t end);
void forget_line_parts();

}  // namespace tributary::text
