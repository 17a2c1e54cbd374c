#pragma once
// "sendAt" in the body of what is sent: when it shall leave, instead of at once.
#include <boost/json.hpp>
#include <optional>

#include "core/base/civil.h"
#include "relay/api/answers.h"

namespace tributary::api {

struct SendAt { Instant at; std::optional<http::Response> refusal; };  // no time: at once

inline SendAt read_send_at(const boost::json::object& body, Instant now) {
  const boost::json::value* given = body.if_contains("sendAt");
  if (!given || given->is_null()) return {};
  const auto at = given->is_string() ? parse_iso(std::string_view(given->get_string().data(), given->get_string().size())) : std::nullopt;
  if (!at) return {{}, error(422, "invalid_value", "sendAt must be a time such as 2026-11-21T09:00:00+01:00.", "sendAt")};
  if (*at <= now) return {{}, error(422, code(Refusal::date_in_past), sentence(Refused(Refusal::date_in_past)), "sendAt")};
  return {*at, std::nullopt};
}

}  // namespace tributary::api
