#pragma once
// Calendar arithmetic in UTC, proleptic Gregorian. No clock, no locale, no time zone: an Instant in, words out.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/types.h"

namespace tributary {

struct Civil {
  std::int64_t year = 1970;
  std::int32_t month = 1, day = 1;  // 1..12, 1..31
  std::int32_t hour = 0, minute = 0, second = 0, millisecond = 0;
};

Civil civil_of(Instant);
Instant instant_of(const Civil&);      // fields in range are the caller's business; 31 February is 3 March
std::string date_words(Instant);       // "21 November 2026, 14:02 UTC", for sentences
// "2026-11-21", "2026-11-21T14:02Z", "2026-11-21T14:02:33.250+01:00": a date alone is its midnight in UTC, a time
// must say its offset. Everything else, and dates that do not exist: nullopt.
std::optional<Instant> parse_iso(std::string_view);
std::string iso_text(Instant);         // "2026-11-21T14:02:33.250Z", for the API

}  // namespace tributary
