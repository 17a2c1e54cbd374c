#pragma once
// How something shall be sent, in the body beside what: `sendAt`, when it shall leave instead of at once; `seen`, how many
// messages of the conversation the author knew (its `messageCount`), so that newer ones stop it; `anyway`, that they shall not.
#include <boost/json.hpp>
#include <optional>

#include "core/base/civil.h"
#include "core/inbox/sending.h"
#include "relay/api/answers.h"

namespace tributary::api {

struct ReadOptions { SendOptions how; std::optional<http::Response> refusal; };

inline ReadOptions read_send_options(const boost::json::object& body, Instant now) {
  ReadOptions read;
  const auto given = [&](const char* name) -> const boost::json::value* {
    const boost::json::value* value = body.if_contains(name);
    return value && !value->is_null() ? value : nullptr;
  };
  if (const boost::json::value* when = given("sendAt")) {
    const auto at = when->is_string() ? parse_iso(std::string_view(when->get_string().data(), when->get_string().size())) : std::nullopt;
    if (!at) return {{}, error(422, "invalid_value", "sendAt must be a time such as 2026-11-21T09:00:00+01:00.", "sendAt")};
    read.how.not_before = *at;  // also of a time that is over: it is part of what was asked for under an Idempotency-Key
    if (*at <= now) return {read.how, error(422, code(Refusal::date_in_past), sentence(Refused(Refusal::date_in_past)), "sendAt")};
  }
  if (const boost::json::value* seen = given("seen")) {
    if (!seen->is_int64() || seen->get_int64() < 0 || seen->get_int64() > UINT32_MAX)
      return {{}, error(422, "invalid_value", "seen must be the messageCount that the conversation had when you read it.", "seen")};
    read.how.seen = static_cast<std::uint32_t>(seen->get_int64());
  }
  if (const boost::json::value* anyway = given("anyway")) {
    if (!anyway->is_bool()) return {{}, error(422, "invalid_value", "anyway must be true or false.", "anyway")};
    read.how.anyway = anyway->get_bool();
  }
  return read;
}

}  // namespace tributary::api
