#pragma once
// More of what goes out: choices (C15), a message that failed once more, one whose fate a person knows.
#include "relay/api/router.h"
#include "relay/api/send_limits.h"

namespace tributary::api {

void add_outgoing_routes(Router&, SendLimits&);

}  // namespace tributary::api
