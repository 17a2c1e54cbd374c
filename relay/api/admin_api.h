#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// Diagnoses, quarantine with replay, API tokens (promises.md 4.7, 4.11).
void add_admin_routes(Router&);

}  // namespace tributary::api
