#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// GET conversations, one, its messages, stats (C36, C37); POST reply (C38), assign, resolve, reopen, read.
void add_conversation_routes(Router&);
void add_reply_route(Router&);

}  // namespace tributary::api
