#pragma once
// Text as it is compared with what somebody typed: the page and the relay find the same.
#include <string>
#include <string_view>

namespace tributary {

// Letters without case, for Latin, Greek and Cyrillic.
std::string folded(std::string_view);
// Without accents either, for Latin: "Müller" is found by "muller".
std::string search_fold(std::string_view);

}  // namespace tributary
