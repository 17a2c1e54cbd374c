#pragma once
// Tags (D31-D34, D79-D82), teams (D28) and saved replies: what an organisation gives names to.
#include "relay/api/router.h"

namespace tributary::api {

void add_tag_routes(Router&);
void add_team_routes(Router&);
void add_saved_reply_routes(Router&);

}  // namespace tributary::api
