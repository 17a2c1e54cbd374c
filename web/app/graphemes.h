#pragma once
// What people see as one sign: a letter with its marks, a flag, a family of emoji. Enough of Unicode's rules for
// initials and for telling emoji from words; where lines may break the browser decides.
#include <string_view>

namespace tributary::app {

std::string_view first_grapheme(std::string_view);
// One to `most` emoji and nothing else but blanks between them.
bool only_emoji(std::string_view, int most = 3);

}  // namespace tributary::app
