#include "core/base/phone.h"

#include <algorithm>

#include "core/base/text.h"

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

namespace {

// Arabic-Indic, Persian and full-width digits are what some keyboards give.
std::optional<char> digit_of(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\uFF10'})
    if (c >= zero && c <= zero + 9) return static_cast<char>('0' + (c - zero));
  return std::nullopt;
}

bool is_separator(char32_t c) {
  return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == 0xA0 || c == 0x202F || c == 0x2010 || c == 0x2011 || c == 0x2013 ||
         (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E);
}

// "+" only in front; "(0)" is how people write a trunk prefix that is to be left out from abroad.
std::optional<std::string> only_digits(std::string_view typed, bool& international) {
  std::string digits;
  international = false;
  while (!typed.empty()) {
    const CodePoint next = first_code_point(typed);
    if (next.bytes == 0) return std::nullopt;
    if (international && typed.substr(0, 3) == "(0)") {
      typed.remove_prefix(3);
      continue;
    }
    if (next.value == '+' || next.value == 0xFF0B) {
      if (international || !digits.empty()) return std::nullopt;
      international = true;
    } else if (const auto digit = digit_of(next.value)) {
      digits += *digit;
    } else if (!is_separator(next.value)) {
      return std::nullopt;
    }
    typed.remove_prefix(next.bytes);
  }
  return digits;
}

bool starts(const std::string& text, std::string_view with) { return text.compare(0, with.size(), with) == 0; }

// Within a country, as it is dialled there. Italy keeps its zero; North America and the countries around Russia have
// other prefixes; elsewhere a single zero goes, where there is one.
std::string from_abroad(std::string digits, const std::string& country) {
  if (country == "1") return digits.size() == 11 && digits[0] == '1' ? digits : country + digits;
  if (country == "7") return digits.size() == 11 && (digits[0] == '8' || digits[0] == '7') ? country + digits.substr(1) : country + digits;
  if (country == "36" && starts(digits, "06")) return country + digits.substr(2);
  if (country != "39" && digits[0] == '0') digits.erase(0, 1);
  return country + digits;
}

}  // namespace

std::optional<std::string> normalise_phone(std::string_view typed, std::string_view home) {
  bool international = false;
  const auto digits = only_digits(typed, international);
  if (!digits || digits->empty()) return std::nullopt;
  if (international) return parse_e164("+" + *digits);
  if (starts(*digits, "00")) return parse_e164("+" + digits->substr(2));
  if (!parse_e164(home)) return std::nullopt;
  const std::string country(home.substr(1, country_code_length(home.substr(1))));
  if (country == "1" && starts(*digits, "011")) return parse_e164("+" + digits->substr(3));
  const std::string full = from_abroad(*digits, country);
  if (country == "1" && full.size() != 11) return std::nullopt;
  return parse_e164("+" + full);
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
