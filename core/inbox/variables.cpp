#include "core/inbox/variables.h"

#include <algorithm>
#include <set>

#include "core/base/text.h"

namespace tributary {
namespace {

constexpr std::size_t name_bytes_max = 64;

// The next blank from `at` on: where it begins and ends, and its name; begin npos when there is none.
struct Blank { std::size_t begin = std::string_view::npos, end = 0; std::string_view name; };

// Each byte is looked at a few times only, also where {{ stands a thousand times before one }}.
Blank next_blank(std::string_view text, std::size_t at) {
  std::size_t close = 0, end = 0;  // the }} that closes what is open, and where the name before it ends
  for (std::size_t open = text.find("{{", at); open != std::string_view::npos; open = text.find("{{", open + 2)) {
    if (close < open + 2) {
      close = text.find("}}", open + 2);
      if (close == std::string_view::npos) return {};
      end = text.find_last_not_of(' ', close - 1) + 1;
    }
    const std::size_t begin = text.find_first_not_of(' ', open + 2);
    if (begin < end && end - begin <= name_bytes_max) return {open, close + 2, text.substr(begin, end - begin)};
  }
  return {};
}

const std::string* value_of(const Values& values, std::string_view name) {
  const auto it = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
  return it == values.end() || blank(it->second) ? nullptr : &it->second;
}

}  // namespace

std::vector<std::string> variables_in(std::string_view text) {
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (Blank blank = next_blank(text, 0); blank.begin != std::string_view::npos; blank = next_blank(text, blank.end))
    if (seen.insert(blank.name).second) names.push_back(std::string(blank.name));
  return names;
}

std::vector<std::string> missing_values(std::string_view text, const Values& values) {
  std::vector<std::string> missing;
  for (std::string& name : variables_in(text))
    if (!value_of(values, name)) missing.push_back(std::move(name));
  return missing;
}

Result<std::string> filled_in(std::string_view text, const Values& values) {
  std::string out;
  std::size_t from = 0;
  for (Blank blank = next_blank(text, 0); blank.begin != std::string_view::npos; blank = next_blank(text, from)) {
    const std::string* value = value_of(values, blank.name);
    if (!value) {
      Refused refused(Refusal::missing_value);
      refused.what = std::string(blank.name);
      return refused;
    }
    out.append(text.substr(from, blank.begin - from)).append(*value);
    from = blank.end;
  }
  out += text.substr(from);
  return out;
}

}  // namespace tributary
