#include "relay/host/clock.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "core/base/planted.h"

namespace tributary::host {

Clock::Hands Clock::machine_hands() {
  using namespace std::chrono;
  return {[] { return std::int64_t{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()}; },
          [] { return std::int64_t{duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count()}; }};
}

Clock::Clock(std::int64_t offset_ms, Hands hands) : hands_(std::move(hands)), offset_ms_(offset_ms) { latest_apart_ = known_apart_ = apart(); }

// The wall's hand ahead of the steady one by the most it ever was: set back, it is believed again once it has caught up.
Instant Clock::never_back() {
  latest_apart_ = std::max(latest_apart_, apart());
  if (PLANTED(60)) return now();
  return {steady_ms() + latest_apart_};
}

std::optional<std::int64_t> Clock::stepped() {
  const std::int64_t by = apart() - known_apart_;
  known_apart_ += by;
  return std::abs(by) > step_ms ? std::optional(by) : std::nullopt;
}

void Clock::move(std::int64_t offset_ms) {
  const std::int64_t by = offset_ms - offset_ms_;
  offset_ms_ = offset_ms;
  if (by > 0) passed_ms_ += by;
  else latest_apart_ += by, known_apart_ += by;
}

}  // namespace tributary::host
