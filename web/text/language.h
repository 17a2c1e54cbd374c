#pragma once
// The language and the direction of a text, told from its letters. Han signs look different in Japanese, Korean and both
// kinds of Chinese, and fonts choose by language; so it belongs to a run as its style does.
#include <string_view>

namespace tributary::text {

// A BCP 47 tag; empty where the letters are Latin and nothing more is known: the interface's language is then as good.
// `known` is what the conversation or the contact tells; it counts where it can be written with these letters.
std::string_view language_of(std::string_view utf8, std::string_view known = {});
// The first letter that has a direction decides, but not one that is set apart (U+2068 to U+2069), as the interface sets names and
// numbers apart in its sentences: where nothing else decides, such a text runs as the interface does.
enum class Reads : unsigned char { undecided, from_left, from_right };
Reads direction_of(std::string_view utf8);

// Decides where only Han signs are written, or everything is set apart, and nothing else is known.
void set_interface_language(std::string_view tag, bool right_to_left = false);

}  // namespace tributary::text
