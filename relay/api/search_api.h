#pragma once
// GET /api/v1/search: full text of all messages, with the operators of core/view/search_query.h.
#include "relay/api/router.h"

namespace tributary::api {

void add_search_routes(Router&);

}  // namespace tributary::api
