#pragma once
// Text as full-text search sees it. A tokenizer that goes by blanks finds no word in scripts that are
// written without them, so every Han, kana, Thai, Lao, Khmer and Burmese character, and every pictograph, is set apart as a
// word of its own and searched as a phrase. The same function on what is stored and on what is asked.
#include <string>
#include <string_view>

namespace tributary {

// Set apart by U+200B, which no tokenizer takes for a letter and nobody sees. Those of the text itself are dropped.
std::string search_form(std::string_view utf8);
// The other way: the text as it was, but for its own U+200B.
std::string shown_form(std::string_view form);
bool ends_apart(std::string_view utf8);  // its last character is one that is set apart

}  // namespace tributary
