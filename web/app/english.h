#pragma once
// assets/locale/en.json, compiled in (cmake/words.py), so that there are always words to show.
#include <string_view>

namespace tributary::app::words {

std::string_view english_json();

}  // namespace tributary::app::words
