#pragma once
// What agents do with conversations besides answering: snooze, tag, many at once (D31-D36).
#include "relay/api/router.h"

namespace tributary::api {

void add_work_routes(Router&);

}  // namespace tributary::api
