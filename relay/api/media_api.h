#pragma once
#include <optional>
#include <string>

#include "relay/api/router.h"
#include "relay/store/store.h"

namespace tributary::api {

// GET /api/v1/media/{messageId}/{index}: bytes of one attachment, sandboxed; inline only for kinds that cannot
// run anything, everything else is a download.
void add_media_route(Router&);
// Its bytes. None: it was answered, with 404 where there is no such file and with 503 where too many are open to read it now.
// What lies there and cannot be read throws StorageFailed: nobody is told that there is none.
std::optional<std::string> bytes_or_reply(Call&, host::TenantRuntime&, const std::optional<store::StoredFile>&);
// GET /api/v1/agents, /api/v1/numbers.
void add_roster_routes(Router&);

}  // namespace tributary::api
