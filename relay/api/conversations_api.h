#pragma once
#include "relay/api/router.h"
#include "relay/api/send_limits.h"

namespace tributary::api {

// GET conversations, one, its messages, stats (C36, C37); POST reply (C38), assign, resolve, reopen, read.
void add_conversation_routes(Router&);
void add_reply_route(Router&, SendLimits&);  // the limits must outlive the router

}  // namespace tributary::api
