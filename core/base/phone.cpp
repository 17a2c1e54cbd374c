#include "core/base/phone.h"

#include <algorithm>

namespace tributary {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// How long the country code is (ITU E.164 annex): 1 and 7 stand alone, the listed pairs are complete,
// all others have three digits.
std::size_t country_code_length(std::string_view digits) {
  if (digits[0] == '1' || digits[0] == '7') return 1;
  constexpr std::string_view pairs =
      " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 "
      "94 95 98 ";
  return pairs.find(" " + std::string(digits.substr(0, 2)) + " ") != std::string_view::npos ? 2 : 3;
}

}  // namespace

std::optional<std::string> parse_e164(std::string_view text) {
  if (text.size() < 8 || text.size() > 16 || text[0] != '+' || text[1] == '0') return std::nullopt;
  if (!std::all_of(text.begin() + 1, text.end(), is_digit)) return std::nullopt;
  return std::string(text);
}

// Country code, then groups of three; one digit is never left alone.
std::string for_people(std::string_view e164) {
  if (!parse_e164(e164)) return std::string(e164);
  std::string_view digits = e164.substr(1);
  const std::size_t country = country_code_length(digits);
  std::string shown = "+" + std::string(digits.substr(0, country));
  for (digits.remove_prefix(country); !digits.empty();) {
    const std::size_t group = digits.size() == 4 ? 4 : std::min<std::size_t>(3, digits.size());
    shown += ' ';
    shown += digits.substr(0, group);
    digits.remove_prefix(group);
  }
  return shown;
}

}  // namespace tributary
