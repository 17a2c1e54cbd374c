#pragma once
// What an agent has begun to write (core/inbox/draft.h): kept in a row of theirs, said to their own sockets and to nobody else.
#include <vector>

#include "relay/host/tenant_runtime.h"

namespace tributary::host {

// Keeps those that may be kept and are not older than what is there; the rest are answered with what is there. How each
// stands is returned, and said to all sockets of the agent once it is durable; one for which there is no room is left out.
std::vector<Draft> keep_drafts(TenantRuntime&, AgentId, const std::vector<Draft>& offered);

}  // namespace tributary::host
