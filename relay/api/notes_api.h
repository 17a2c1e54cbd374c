#pragma once
// Private notes of conversations and contacts (D40): read by the team, never sent.
#include "relay/api/router.h"

namespace tributary::api {

void add_note_routes(Router&);

}  // namespace tributary::api
