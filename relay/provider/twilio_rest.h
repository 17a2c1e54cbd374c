#pragma once
// Where Twilio's REST doors are.
#include "relay/provider/twilio.h"

namespace tributary::provider::twilio {

std::string account_url(const Credentials&, std::string_view rest);  // ".../Accounts/AC…" + rest
// A relative address out of an answer. Anything that could lead our credentials to another host is "".
std::string safe_uri(std::string_view);
http::OutboundRequest get(const Credentials&, std::string url);
std::string api_base_of(const Credentials&);  // without a slash at the end

}  // namespace tributary::provider::twilio
