#include "core/inbox/naming.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace tributary {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string as_name(std::string_view typed) {
  while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
  while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
  const bool control = std::any_of(typed.begin(), typed.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!valid_utf8(typed) || blank(typed) || control || code_points(typed) > static_cast<std::size_t>(limits::name_characters_max)) return {};
  return std::string(typed);
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool usable_words(std::string_view text, int characters_max) {
  return valid_utf8(text) && code_points(text) <= static_cast<std::size_t>(characters_max);
}

std::optional<Refused> too_long(std::string_view text, int characters_max) {
  if (!valid_utf8(text) || usable_words(text, characters_max)) return {};
  Refused refused(Refusal::text_too_long);
  refused.limit = characters_max;
  return refused;
}

Refused list_full(int entries_max) {
  Refused refused(Refusal::list_full);
  refused.limit = entries_max;
  return refused;
}

}  // namespace tributary
