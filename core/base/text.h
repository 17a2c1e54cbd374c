#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace tributary {

// The character at the front; bytes = 0 when the text is empty or does not begin with valid UTF-8
// (overlong forms, surrogates and values past U+10FFFF are not valid).
struct CodePoint { char32_t value = 0; std::size_t bytes = 0; };
CodePoint first_code_point(std::string_view);

bool valid_utf8(std::string_view);
std::size_t code_points(std::string_view utf8);            // of valid UTF-8
// NUL and C0 controls except tab and line feed become U+FFFD; CR LF becomes LF; invalid bytes become U+FFFD.
std::string for_display(std::string_view);
bool blank(std::string_view);                              // only white space, or nothing
std::string_view cut_code_points(std::string_view, std::size_t max);

}  // namespace tributary
