#pragma once
// A time zone as data: the core asks no clock and knows no zone names. A browser fills the table by asking its
// own calendar around the time in question; tests write it down.
#include <vector>

#include "core/base/civil.h"

namespace tributary {

// From this instant on, local time is UTC plus this many seconds. In order; the first one also holds before itself.
struct ZoneOffset { Instant from; std::int32_t seconds = 0; };
using ZoneOffsets = std::vector<ZoneOffset>;  // empty: UTC

std::int32_t offset_seconds(Instant, const ZoneOffsets&);
Civil local_time(Instant, const ZoneOffsets&);
// A time that does not exist (clocks go forward) is read with the offset before the change, so it is later by the
// gap; of one that exists twice, the first. Days past the end of a month count on.
Instant instant_of_local(const Civil&, const ZoneOffsets&);
int days_since_monday(const Civil&);  // 0 = Monday … 6 = Sunday

}  // namespace tributary
