#include "core/inbox/variables.h"

#include <algorithm>

#include "core/base/text.h"

namespace tributary {
namespace {

constexpr std::size_t name_bytes_max = 64;

// The next blank from `at` on: where it begins and ends, and its name; begin npos when there is none.
struct Blank { std::size_t begin = std::string_view::npos, end = 0; std::string_view name; };

Blank next_blank(std::string_view text, std::size_t at) {
  for (std::size_t open = text.find("{{", at); open != std::string_view::npos; open = text.find("{{", open + 2)) {
    const std::size_t close = text.find("}}", open + 2);
    if (close == std::string_view::npos) return {};
    std::string_view name = text.substr(open + 2, close - open - 2);
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    if (!name.empty() && name.size() <= name_bytes_max) return {open, close + 2, name};
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
  for (Blank blank = next_blank(text, 0); blank.begin != std::string_view::npos; blank = next_blank(text, blank.end))
    if (std::find(names.begin(), names.end(), blank.name) == names.end()) names.push_back(std::string(blank.name));
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
