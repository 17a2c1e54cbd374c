#pragma once
// The person's time zone as the engine wants it, found out from the one thing the platform tells: which calendar day it is
// at a moment. Good for the next ten days, to plan by.
#include "core/base/zone.h"

namespace tributary::app {

ZoneOffsets local_zone(Instant now);

}  // namespace tributary::app
