#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// Who may sign in: adding, roles, leaving and coming back, ending sessions (P15). What it ends, it ends now.
void add_user_routes(Router&);

}  // namespace tributary::api
