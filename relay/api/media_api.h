#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// GET /api/v1/media/{messageId}/{index}: bytes of one attachment, sandboxed; inline only for kinds that cannot
// run anything, everything else is a download.
void add_media_route(Router&);
// GET /api/v1/agents, /api/v1/numbers.
void add_roster_routes(Router&);

}  // namespace tributary::api
