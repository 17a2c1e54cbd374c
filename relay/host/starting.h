#pragma once
// A conversation that is begun from here, over REST or the socket: whom an address means, and what was asked under a key.
#include <optional>
#include <string_view>

#include "relay/host/tenant_runtime.h"

namespace tributary::host {

// What people typed -> whom it means; nothing when it is no phone number.
std::optional<IdentityClaim> recipient(const TenantRuntime&, const Number& from, std::string_view typed);
// The command with the relay's own word for whom it is to reach: what an author says of that serves their prediction alone.
StartConversation addressed(const TenantRuntime&, StartConversation);
std::uint64_t print_of(const StartConversation&);

}  // namespace tributary::host
