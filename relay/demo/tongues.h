#pragma once
// What the people of the demo are called and what they and their agents write, by language.
#include <string_view>
#include <vector>

namespace tributary::demo {

struct Tongue {
  std::string_view country;  // calling code
  std::vector<std::string_view> given, family;
  bool family_first = false;
  std::string_view between;  // given and family name
  std::vector<std::string_view> asks, answers;  // "#" becomes a number
};

const std::vector<Tongue>& tongues();  // the first one is English

}  // namespace tributary::demo
