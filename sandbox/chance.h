#pragma once
// Luck from a seed: the same seed and the same calls give the same ids and the same disorder.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tributary::sandbox {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::uint64_t below(std::uint64_t limit) { return limit ? next() % limit : 0; }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t at = items.size(); at > 1; --at) std::swap(items[at - 1], items[below(at)]);
  }

 private:
  std::uint64_t state_;
};

// "SM" + 32 hexadecimal digits out of (seed, counter): no clock in ids, and none twice while the counter is kept.
std::string make_sid(std::string_view prefix, std::uint64_t seed, std::uint64_t counter);
// "83f24ca8-5dad-e3a1-ab2d-a14d5c65d8f3"
std::string make_token(std::uint64_t seed, std::uint64_t counter);
bool looks_like_sid(std::string_view prefix, std::string_view text);

}  // namespace tributary::sandbox
