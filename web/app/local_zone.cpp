#include "web/app/local_zone.h"

#include "core/base/limits.h"
#include "web/platform/platform.h"

namespace tributary::app {
namespace {

int day_at(std::int64_t ms) { return platform::day_number(static_cast<double>(ms)); }

// The first millisecond of the calendar day after the one of `from`; no day has more than 25 hours.
std::int64_t next_midnight(std::int64_t from) {
  const int today = day_at(from);
  std::int64_t before = from, after = from + 25 * limits::hour_ms;
  while (after - before > 1) {
    const std::int64_t middle = before + (after - before) / 2;
    (day_at(middle) == today ? before : after) = middle;
  }
  return after;
}

// Local midnight is the day's number in whole days since 1970, as a clock that shows UTC would count them.
std::int32_t seconds_at(std::int64_t midnight) {
  return static_cast<std::int32_t>((static_cast<std::int64_t>(day_at(midnight)) * limits::day_ms - midnight) / 1000);
}

}  // namespace

ZoneOffsets local_zone(Instant now) {
  constexpr int days = 10;
  constexpr std::int64_t clocks_change_by = 3 * limits::hour_ms;  // into the day, wherever they do
  ZoneOffsets zone;
  std::int64_t midnight = next_midnight(now.ms - 26 * limits::hour_ms);
  for (int day = 0; day < days; ++day) {
    const std::int32_t seconds = seconds_at(midnight);
    if (zone.empty()) zone.push_back({Instant{midnight}, seconds});
    else if (zone.back().seconds != seconds) zone.push_back({Instant{midnight - limits::day_ms + clocks_change_by}, seconds});
    midnight = next_midnight(midnight);
  }
  return zone;
}

}  // namespace tributary::app
