#include "core/base/zone.h"

namespace tributary {
namespace {

constexpr std::int64_t second_ms = 1'000;
constexpr std::int64_t day_ms = 86'400'000;
constexpr int thursday = 3;  // 1 January 1970, counted from Monday

}  // namespace

std::int32_t offset_seconds(Instant at, const ZoneOffsets& zone) {
  if (zone.empty()) return 0;
  std::int32_t seconds = zone.front().seconds;
  for (const ZoneOffset& offset : zone)
    if (offset.from <= at) seconds = offset.seconds;
  return seconds;
}

Civil local_time(Instant at, const ZoneOffsets& zone) { return civil_of(at + offset_seconds(at, zone) * second_ms); }

// Two readings are possible around a change: with the offset that held before and with the one that holds after.
// The earlier instant that reads back as the wanted time wins; in a gap neither does, and the offset before is taken.
Instant instant_of_local(const Civil& local, const ZoneOffsets& zone) {
  const Instant as_utc = instant_of(local);
  const std::int32_t before = offset_seconds(as_utc + -day_ms, zone), after = offset_seconds(as_utc + day_ms, zone);
  const Instant with_before = as_utc + -before * second_ms, with_after = as_utc + -after * second_ms;
  const auto reads_back = [&](Instant at) { return at.ms + offset_seconds(at, zone) * second_ms == as_utc.ms; };
  if (reads_back(with_before) && reads_back(with_after)) return with_before < with_after ? with_before : with_after;
  if (reads_back(with_after)) return with_after;
  return with_before;
}

int days_since_monday(const Civil& day) {
  Civil noon = day;
  noon.hour = 12;
  const std::int64_t days = instant_of(noon).ms / day_ms - (instant_of(noon).ms < 0 ? 1 : 0);
  return static_cast<int>(((days + thursday) % 7 + 7) % 7);
}

}  // namespace tributary
