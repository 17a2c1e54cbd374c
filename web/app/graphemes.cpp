#include "web/app/graphemes.h"

#include "core/base/text.h"

namespace tributary::app {
namespace {

constexpr char32_t joiner = 0x200D;

bool within(char32_t c, char32_t from, char32_t to) { return c >= from && c <= to; }
bool flag_letter(char32_t c) { return within(c, 0x1F1E6, 0x1F1FF); }
bool skin(char32_t c) { return within(c, 0x1F3FB, 0x1F3FF); }

// Marks that belong to the letter before them: Latin, Cyrillic, Hebrew, Arabic, the vowel signs of the Indic scripts
// (each block has them at the same places), Thai, Lao, Khmer, and what styles emoji.
bool mark(char32_t c) {
  if (within(c, 0x0300, 0x036F) || within(c, 0x0483, 0x0489) || within(c, 0x0591, 0x05BD) || within(c, 0x0610, 0x061A)) return true;
  if (within(c, 0x064B, 0x065F) || c == 0x0670 || within(c, 0x1AB0, 0x1AFF) || within(c, 0x20D0, 0x20FF) || within(c, 0xFE00, 0xFE0F)) return true;
  if (within(c, 0x0900, 0x0DFF)) {
    const char32_t place = c & 0x7F;
    return place <= 0x03 || place == 0x3C || within(place, 0x3E, 0x4D) || within(place, 0x55, 0x57) || within(place, 0x62, 0x63);
  }
  return c == 0x0E31 || within(c, 0x0E34, 0x0E3A) || within(c, 0x0E47, 0x0E4E) || within(c, 0x17B4, 0x17D3) || within(c, 0xE0020, 0xE007F) || skin(c);
}

bool pictograph(char32_t c) {
  return within(c, 0x1F000, 0x1FAFF) || within(c, 0x2600, 0x27BF) || within(c, 0x2B05, 0x2B55) || c == 0x231A || c == 0x231B || c == 0x23F0;
}

}  // namespace

std::string_view first_grapheme(std::string_view s) {
  CodePoint at = first_code_point(s);
  std::size_t end = at.bytes;
  if (end == 0) return {};
  char32_t before = at.value;
  bool pair = flag_letter(before);
  while ((at = first_code_point(s.substr(end))).bytes > 0) {
    const bool belongs = mark(at.value) || at.value == joiner || before == joiner || (pair && flag_letter(at.value));
    if (!belongs) break;
    if (flag_letter(at.value)) pair = false;
    before = at.value;
    end += at.bytes;
  }
  return s.substr(0, end);
}

bool only_emoji(std::string_view s, int most) {
  int count = 0;
  while (!s.empty()) {
    const std::string_view one = first_grapheme(s);
    if (one.empty()) return false;
    s.remove_prefix(one.size());
    if (one == " ") continue;
    const bool styled = one.find("\xEF\xB8\x8F") != std::string_view::npos || one.find("\xE2\x83\xA3") != std::string_view::npos;
    if (!pictograph(first_code_point(one).value) && !styled) return false;
    if (++count > most) return false;
  }
  return count > 0;
}

}  // namespace tributary::app
