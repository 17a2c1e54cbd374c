#pragma once
// How answers look: JSON, camelCase, errors from a constant table. Input is never echoed.
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/refusal.h"
#include "relay/http/message.h"

namespace tributary::api {

http::Response json_response(int status, const boost::json::value&);
http::Response no_content();
http::Response error(int status, std::string_view code, std::string_view message, std::string_view field = {}, std::optional<std::int64_t> limit = {});
http::Response error(const Refused&);            // with the status that goes with the refusal
http::Response not_found();
http::Response not_now(std::string_view code, std::string_view message);  // 503 with Retry-After, as every 503 has it
http::Response disk_full();
http::Response undone();                         // somebody else's request broke off in the same transaction: say it again
http::Response share_full();                     // the same for one tenant alone: its quota is used up (P14)
http::Response quarantine_full();                // what cannot be used is kept for a person, but not without end
http::Response too_many(std::string_view code, std::string_view message, std::int64_t wait_ms);  // 429 with Retry-After

std::string iso8601(Instant);                    // "2026-11-21T10:02:09.123Z"

// A JSON object body with only these fields, each once. Otherwise `refusal` says what is wrong: 415, 400 bad_json, 400 unknown_field.
struct Body { std::optional<boost::json::object> fields; http::Response refusal; };
Body read_body(const http::Request&, std::initializer_list<std::string_view> fields_allowed);
std::optional<std::string> text_field(const boost::json::object&, std::string_view name);

}  // namespace tributary::api
