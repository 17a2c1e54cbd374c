#include "web/app/zone_now.h"

#include "core/base/limits.h"
#include "web/platform/platform.h"

namespace tributary::app {
namespace {

std::int32_t seconds_at(Instant at) { return platform::utc_offset_minutes(static_cast<double>(at.ms)) * 60; }

// The first minute after `from` whose offset is another: zones change on whole minutes.
Instant change_between(Instant from, Instant to) {
  const std::int32_t before = seconds_at(from);
  while (to.ms - from.ms > limits::minute_ms) {
    const Instant middle{from.ms + (to.ms - from.ms) / 2 / limits::minute_ms * limits::minute_ms};
    if (middle == from) break;
    (seconds_at(middle) == before ? from : to) = middle;
  }
  return to;
}

}  // namespace

ZoneOffsets zone_between(Instant from, Instant to) {
  Instant at{from.ms / limits::minute_ms * limits::minute_ms};
  ZoneOffsets zone{ZoneOffset{at, seconds_at(at)}};
  while (at < to) {
    const Instant next = at + limits::day_ms;
    if (seconds_at(next) != zone.back().seconds) {
      const Instant change = change_between(at, next);
      zone.push_back(ZoneOffset{change, seconds_at(change)});
    }
    at = next;
  }
  return zone;
}

std::optional<Instant> instant_of_field(std::string_view local) {
  constexpr std::size_t minutes = 16;  // seconds may follow
  if (local.size() < minutes) return {};
  const std::optional<Instant> as_utc = parse_iso(std::string(local.substr(0, minutes)) + "Z");
  if (!as_utc) return {};
  return instant_of_local(civil_of(*as_utc), zone_between(*as_utc + -2 * limits::day_ms, *as_utc + 2 * limits::day_ms));
}

}  // namespace tributary::app
