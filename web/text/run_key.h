#pragma once
// 128 bits that stand for a text in one style: long enough that two texts never meet, short enough to compare fast.
#include <cstdint>
#include <string_view>

namespace tributary::text {

struct RunKey {
  std::uint64_t high = 0, low = 0;
  friend bool operator==(const RunKey&, const RunKey&) = default;
  friend bool operator<(const RunKey& a, const RunKey& b) { return a.high != b.high ? a.high < b.high : a.low < b.low; }
};

// `salt` tells apart what is not in the text: style, width, ink.
RunKey key_of(std::string_view text, std::uint64_t salt);
// The same text under another salt, without reading it again.
RunKey with(RunKey, std::uint64_t salt);

}  // namespace tributary::text
