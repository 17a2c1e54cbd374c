#pragma once
#include <cstdint>

namespace tributary::sim {

// Our own numbers: the standard distributions differ between libraries, these do not (splitmix64).
class Prng {
 public:
  explicit Prng(std::uint64_t seed) : state_(seed) { state_ = next() ^ (seed << 32); }  // neighbours share nothing
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  std::int64_t delay(std::int64_t low, std::int64_t high) { return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1))); }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class AnyId>
  AnyId id() {
    AnyId made;
    made.high = next();
    made.low = next() | 1;
    return made;
  }

 private:
  std::uint64_t state_;
};

}  // namespace tributary::sim
