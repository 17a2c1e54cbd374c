#pragma once
// What one has begun to write oneself: GET /api/v1/drafts, PUT /api/v1/conversations/{id}/draft. Nobody else's, ever.
#include "relay/api/router.h"

namespace tributary::api {

void add_draft_routes(Router&);

}  // namespace tributary::api
