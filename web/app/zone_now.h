#pragma once
// The person's time zone as the core takes it: a table, asked of the browser's own calendar.
#include <optional>
#include <string_view>

#include "core/base/zone.h"

namespace tributary::app {

// Good for times between these two, changes of the clocks included.
ZoneOffsets zone_between(Instant from, Instant to);
// "2026-11-23T09:00" on the person's own clock -> when that is. nullopt: no such text.
std::optional<Instant> instant_of_field(std::string_view local);

}  // namespace tributary::app
