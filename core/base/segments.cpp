#include "core/base/segments.h"

#include <algorithm>
#include <iterator>

#include "core/base/text.h"

namespace tributary {
namespace {

// GSM 03.38, the default alphabet beyond ASCII; sorted.
constexpr char32_t beyond_ascii[] = {
    0xA1,  0xA3,  0xA4,  0xA5,  0xA7,  0xBF,  0xC4,  0xC5,  0xC6,  0xC7,  0xC9,  0xD1,  0xD6,  0xD8,  0xDC,  0xDF,  0xE0, 0xE4,
    0xE5,  0xE6,  0xE8,  0xE9,  0xEC,  0xF1,  0xF2,  0xF6,  0xF8,  0xF9,  0xFC,  0x393, 0x394, 0x398, 0x39B, 0x39E, 0x3A0, 0x3A3,
    0x3A6, 0x3A8, 0x3A9};

constexpr std::u32string_view extension = U"\f^{}\\[~]|\u20AC";  // an escape and a character each

// 0: not in the alphabet, so that the whole text becomes UCS-2.
std::int32_t septets(char32_t c) {
  if (extension.find(c) != std::u32string_view::npos) return 2;
  if (c == '\n' || c == '\r') return 1;
  if (c >= 0x20 && c < 0x7F) return c == '`' ? 0 : 1;
  return std::binary_search(std::begin(beyond_ascii), std::end(beyond_ascii), c) ? 1 : 0;
}

std::int32_t utf16_units(char32_t c) { return c > 0xFFFF ? 2 : 1; }

// Calls f for every character; a broken byte counts as the replacement character it will become.
template <class F>
void for_each_character(std::string_view text, F f) {
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    f(next.bytes == 0 ? char32_t{0xFFFD} : next.value);
    text.remove_prefix(next.bytes == 0 ? 1 : next.bytes);
  }
}

// A character is never split over two segments: what does not fit begins the next one.
SmsCount pack(std::string_view text, bool gsm7, std::int32_t single, std::int32_t part) {
  SmsCount count{gsm7, 0, 0, single};
  std::int32_t parts = 1, used = 0;
  for_each_character(text, [&](char32_t c) {
    const std::int32_t units = gsm7 ? septets(c) : utf16_units(c);
    count.units += units;
    if (used + units > part) {
      ++parts;
      used = 0;
    }
    used += units;
  });
  const bool one = count.units <= single;
  count.segments = count.units == 0 ? 0 : one ? 1 : parts;
  count.left = one ? single - count.units : part - used;
  return count;
}

}  // namespace

SmsCount count_sms(std::string_view utf8) {
  bool gsm7 = true;
  for_each_character(utf8, [&](char32_t c) { gsm7 = gsm7 && septets(c) != 0; });
  return gsm7 ? pack(utf8, true, 160, 153) : pack(utf8, false, 70, 67);
}

}  // namespace tributary
