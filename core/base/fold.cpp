#include "core/base/fold.h"

#include "core/base/text.h"

namespace tributary {
namespace {

void append(std::string& to, char32_t c) {
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else {  // the only ones that are changed have two bytes
    to += static_cast<char>(0xC0u | (c >> 6U));
    to += static_cast<char>(0x80u | (c & 0x3Fu));
  }
}

char32_t lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

// Plain letters first, as most text has nothing else. Takes them from `text`.
void add_ascii(std::string& out, std::string_view& text) {
  std::size_t count = 0;
  for (; count < text.size() && static_cast<unsigned char>(text[count]) < 0x80; ++count) out += static_cast<char>(lower(static_cast<unsigned char>(text[count])));
  text.remove_prefix(count);
}

// U+00C0 to U+017F, as written by `folded`, without their accents; a dot: as it is.
constexpr std::string_view plain =
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";

void add_plain(std::string& out, std::string_view low) {
  for (add_ascii(out, low); !low.empty(); add_ascii(out, low)) {
    const CodePoint one = first_code_point(low);
    if (one.bytes == 0) return;
    const std::size_t at = one.value - 0xC0;
    if (one.value >= 0xC0 && one.value <= 0x17F && at < plain.size() && plain[at] != '.') out += plain[at];
    else out += low.substr(0, one.bytes);
    low.remove_prefix(one.bytes);
  }
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (add_ascii(out, text); !text.empty(); add_ascii(out, text)) {
    const CodePoint one = first_code_point(text);
    if (one.bytes == 0) break;
    const char32_t low = lower(one.value);
    if (low == one.value) out += text.substr(0, one.bytes);
    else append(out, low);
    text.remove_prefix(one.bytes);
  }
  return out;
}

std::string search_fold(std::string_view text) {
  const std::string low = folded(text);
  std::string out;
  out.reserve(low.size());
  add_plain(out, low);
  return out;
}

}  // namespace tributary
