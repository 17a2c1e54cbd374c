#pragma once
// What one has chosen for oneself, on every device the same: GET, PATCH /api/v1/me/preferences. The relay knows names and
// plain values and not what they mean. Each name is set by itself and the last word counts: two devices that change different
// things overwrite nothing of each other's.
#include "relay/api/router.h"

namespace tributary::api {

void add_preference_routes(Router&);

}  // namespace tributary::api
