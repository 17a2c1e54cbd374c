#pragma once
// Small encodings Twilio's doors need: base64, Basic credentials, signatures, dates.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "relay/http/message.h"

namespace tributary::sandbox {

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

struct BasicCredentials { std::string user, password; };
std::optional<BasicCredentials> basic_credentials(std::string_view authorization);

// X-Twilio-Signature: HMAC-SHA1 over the address (without fragment) and the sorted, deduplicated parameters.
std::string sign(std::string_view token, std::string_view url, const std::vector<http::Field>& form);
std::string without_fragment(std::string_view url);
std::string with_port(std::string_view url);      // the scheme's usual port written out when none stands there
std::string without_port(std::string_view url);

std::string rfc2822(std::int64_t ms);             // "Sat, 21 Nov 2026 10:00:00 +0000"
std::string iso8601(std::int64_t ms);             // "2026-11-21T10:00:00.000Z"
std::string dlr_date(std::int64_t ms);            // "2611211000"
// "2026-11-21" or "2026-11-21T10:00:00Z"
std::optional<std::int64_t> parse_date(std::string_view text);

}  // namespace tributary::sandbox
