#pragma once
#include <cstdint>

namespace tributary::demo {

// Our own numbers (splitmix64): the same seed and place give the same ones everywhere.
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint64_t place) : state_(seed * 0x9e3779b97f4a7c15ull + place) { state_ ^= next(); }
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  bool percent(unsigned share) { return below(100) < share; }

 private:
  std::uint64_t state_;
};

}  // namespace tributary::demo
