#pragma once
// Conversations and messages as REST shows them (docs/openapi.yaml).
#include <boost/json/object.hpp>

#include "core/view/thread.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::api {

std::string agent_name(const host::TenantRuntime&, AgentId);  // empty when nobody was ever called that
std::string contact_name(const host::TenantRuntime&, ContactId root);  // their own, else that of one merged into them; may be empty
boost::json::object conversation_json(const host::TenantRuntime&, const Conversation&, AgentId viewer);

struct MessagePage { boost::json::array items; std::uint64_t next = 0; };  // oldest first; next 0: no older ones
// The newest `limit` messages of a conversation before `before` (0 = newest).
MessagePage messages_json(const host::TenantRuntime&, const Conversation&, std::uint64_t before, std::size_t limit);
// One message of ours as it stands now.
boost::json::object sent_message_json(const host::TenantRuntime&, MessageId);

}  // namespace tributary::api
