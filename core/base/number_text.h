#pragma once
// Numbers and the letters that documents write them with. Pure; any thread.
//
// The page's build answers both by the browser's own reading and writing (web/platform/browser_numbers.cpp), which are the same
// numbers: what the C library brings for them is a fortieth of the program.
#include <string>
#include <string_view>

namespace tributary {

// `text` is a number as JSON writes one. The nearest double, ties to even; infinite when it is too large for any.
double read_number(std::string_view text);
// The fewest digits that are read as the same double. `number` is finite.
std::string number_text(double number);

}  // namespace tributary
