#pragma once
// In which language a customer writes, for spell-checking the answer: by script, by the most common small words, and
// where neither tells, by the country of the telephone number.
#include <span>
#include <string_view>

namespace tributary {

// "de", "pt", "ar"; empty when nothing tells. The newest text first; `address` is what the customer writes from.
std::string_view language_of(std::span<const std::string_view> texts, std::string_view address);

}  // namespace tributary
