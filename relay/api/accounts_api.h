#pragma once
#include "relay/api/router.h"

namespace tributary::api {

// Provider accounts in the settings: which there are, adding one, changing its name, token and numbers, and disconnecting it or
// a number of it. A token goes in and never comes out.
void add_account_routes(Router&);

}  // namespace tributary::api
