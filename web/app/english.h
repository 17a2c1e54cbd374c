#pragma once
// assets/locale/en.json, compiled in (cmake/words.py), so that there are always words to show. In the page these are the
// words of the program's first part (cmake/later_words.py), in tests all of them.
#include <string_view>

namespace tributary::app::words {

std::string_view english_json();

}  // namespace tributary::app::words
