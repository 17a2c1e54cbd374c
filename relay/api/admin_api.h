#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// Diagnoses, quarantine with replay, API tokens.
void add_admin_routes(Router&);

}  // namespace tributary::api
