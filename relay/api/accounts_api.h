#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// Provider accounts in the settings: which there are, adding one, and changing its name, token and numbers. A token goes in
// and never comes out.
void add_account_routes(Router&);

}  // namespace tributary::api
