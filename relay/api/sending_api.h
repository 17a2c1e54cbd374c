#pragma once
// Writing first, templates, choices, taking back (D52, D53, D72-D78, C13-C17).
#include "relay/api/router.h"
#include "relay/api/send_limits.h"

namespace tributary::api {

void add_sending_routes(Router&, SendLimits&);

}  // namespace tributary::api
