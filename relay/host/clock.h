#pragma once
// The only clock of the relay, with two hands: the wall's, which people and providers read and which may be set
// forward or back at any moment, and one that only ever goes forward, for whatever waits or lasts (promises.md P10).
#include <cstdint>
#include <functional>
#include <optional>

#include "core/base/types.h"

namespace tributary::host {

class Clock {
 public:
  struct Hands { std::function<std::int64_t()> wall_ms, steady_ms; };
  static Hands machine_hands();
  static constexpr std::int64_t step_ms = 30'000;  // a wall clock that moved by more than this did not just drift

  explicit Clock(std::int64_t offset_ms = 0, Hands = machine_hands());

  Instant now() const { return {hands_.wall_ms() + offset_ms_ + set_by_ms_}; }
  // For timers, backoff and timeouts: milliseconds since some moment, never backward.
  std::int64_t steady_ms() const { return hands_.steady_ms() + passed_ms_; }
  // For the patience with whoever is at the other end of a line: no test moves their clock, so none moves this one.
  std::int64_t line_ms() const { return hands_.steady_ms(); }
  // For what must end and stay ended, like sessions: the later of the two hands' verdicts since the start.
  Instant never_back();
  // How far the wall's hand was set since this was last asked, when that is more than a step.
  std::optional<std::int64_t> stepped();

  // What this machine believes, whatever a test says: held against the provider's clock.
  static Instant machine() { return {machine_hands().wall_ms()}; }

  // For tests: time passes, for both hands (a way back moves the wall's alone). Nothing else calls these.
  void move(std::int64_t offset_ms);
  // For tests: somebody sets the wall's hand.
  void set_wall_by(std::int64_t ms) { set_by_ms_ += ms; }

 private:
  std::int64_t apart() const { return now().ms - steady_ms(); }

  Hands hands_;
  std::int64_t offset_ms_ = 0;           // of both hands
  std::int64_t set_by_ms_ = 0;           // of the wall's
  std::int64_t passed_ms_ = 0;           // what was moved forward, for the steady one
  std::int64_t latest_apart_ = 0;        // the furthest the wall's hand was ahead of the steady one
  std::int64_t known_apart_ = 0;         // when stepped() looked last
};

}  // namespace tributary::host
