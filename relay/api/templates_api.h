#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// GET, POST /api/v1/message-templates (C39): channel, body, variables, content id, approval.
void add_template_routes(Router&);

}  // namespace tributary::api
