#pragma once
// The one clock, the one source of chance and the one list of what happens when. Everything in the
// simulation is an entry of the agenda, so a seed is a whole history.
#include <cstdio>
#include <functional>
#include <map>
#include <string>

#include "core/base/types.h"
#include "tests/sim/prng.h"

namespace tributary::sim {

struct World {
  explicit World(std::uint64_t seed) : prng(seed) {}

  Prng prng;
  std::int64_t time = 1'790'000'000'000;  // the world's own, only ever forward
  std::int64_t skew = 0;                  // what the relay's clock shows beyond it: clocks jump
  bool faults = true;
  std::string failure;                    // the first thing that was wrong, or empty

  Instant relay_clock() const { return Instant{time + skew}; }
  void in(std::int64_t delay_ms, std::function<void()> then) { agenda_.emplace(time + delay_ms, std::move(then)); }
  bool fault(unsigned percent) { return faults && prng.chance(percent); }
  void fail(std::string what) { if (failure.empty()) failure = std::move(what); }

  // Everything due at the next moment happens; false when nothing is planned.
  bool step() {
    if (agenda_.empty()) return false;
    if (agenda_.begin()->first > time) time = agenda_.begin()->first;
    while (!agenda_.empty() && agenda_.begin()->first <= time) {
      const auto then = std::move(agenda_.begin()->second);
      agenda_.erase(agenda_.begin());
      then();
    }
    return true;
  }
  std::size_t planned() const { return agenda_.size(); }

 private:
  std::multimap<std::int64_t, std::function<void()>> agenda_;
};


}  // namespace tributary::sim
