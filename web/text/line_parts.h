#pragma once
// Where parts of lines lie, asked of the browser once: links are drawn in a colour of their own.
#include <cstdint>
#include <string_view>
#include <vector>

#include "web/platform/platform.h"
#include "web/text/run_atlas.h"

namespace tributary::text {

// Valid until the fonts or the pixel ratio change, or two thousand others were asked for.
const std::vector<platform::LinePart>& line_parts(const platform::Run& line, std::uint32_t begin, std::uint32_t end);
void forget_line_parts();
// For a ground behind the letters, which may be a shade off where two of them reach under each other: what stands in a row from the
// left is not asked of the page, which would be laid out for each.
std::vector<platform::LinePart> ground_parts(std::string_view line, int style, const Reading&, std::uint32_t begin, std::uint32_t end);

}  // namespace tributary::text
