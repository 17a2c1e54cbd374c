// The languages of tests: English and German tell one from many, Arabic has six forms (CLDR). Numbers are plain,
// except that German writes a comma and Arabic its own digits, so that a test can see who asked.
#include <array>
#include <cmath>
#include <cstdio>

#include "web/platform/headless.h"

namespace tributary::platform {
namespace {

std::string in_language(const std::string& plain) {
  std::string out;
  for (const char c : plain) {
    if (headless::record().language == "ar" && c >= '0' && c <= '9') out += std::string{"\xD9"} + static_cast<char>(0xA0 + (c - '0'));
    else if (headless::record().language == "de" && c == '.') out += ',';
    else out += c;
  }
  return out;
}

}  // namespace

void want_language(std::string_view chosen) { headless::record().wanted_languages.emplace_back(chosen); }

std::string more_words(bool needed) {
  headless::Record& record = headless::record();
  if (needed) ++record.words_needed;
  return needed || record.later_here ? record.more_words : std::string();
}

void set_language(std::string_view tag, bool right_to_left) {
  headless::record().language = tag;
  headless::record().right_to_left = right_to_left;
}

std::string format_number(double value, int decimals) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return in_language(text);
}

std::string format_percent(double share) { return format_number(std::round(share * 100)) + "%"; }

std::string format_bytes(double bytes) {
  constexpr std::array<const char*, 4> units = {" byte", " kB", " MB", " GB"};
  std::size_t step = 0;
  for (; bytes >= 1024 && step + 1 < units.size(); bytes /= 1024) ++step;
  return format_number(bytes, step > 1 ? 1 : 0) + units[step];
}

PluralForm plural_form(std::int64_t n) {
  if (headless::record().language != "ar") return n == 1 ? PluralForm::one : PluralForm::other;
  const std::int64_t rest = n % 100;
  if (n == 0) return PluralForm::zero;
  if (n == 1) return PluralForm::one;
  if (n == 2) return PluralForm::two;
  if (rest >= 3 && rest <= 10) return PluralForm::few;
  return rest >= 11 ? PluralForm::many : PluralForm::other;
}

}  // namespace tributary::platform
