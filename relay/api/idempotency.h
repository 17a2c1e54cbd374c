#pragma once
// `Idempotency-Key`: one durable effect per author, door and key; asked again with the same body, the same answer.
#include <optional>
#include <string>
#include <string_view>

#include "relay/api/access.h"
#include "relay/api/router.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::api {

struct Once {
  std::string key;                     // empty: the request has none, and counts anew
  std::uint64_t print = 0;
  std::optional<MessageId> earlier;    // what it made when it was asked before
};

// `print` is the digest of what the body asks for. nullopt: the call is answered; the key is too long, or was used with
// another body.
std::optional<Once> once_of(const host::TenantRuntime&, AgentId author, std::string_view door, std::uint64_t print, Call&);
// In the turn that made the message.
void remember(host::TenantRuntime&, const Once&, MessageId made);

}  // namespace tributary::api
