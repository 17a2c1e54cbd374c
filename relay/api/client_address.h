#pragma once
// Where a request came from, for limits and for what is shown of refused ones; never a proof of who somebody is.
#include <string>
#include <vector>

#include "relay/http/message.h"

namespace tributary::api {

// The other end of the connection. Where that is a proxy the operator named: the last of X-Forwarded-For that is none of
// those, since whatever stands before it anybody may have written.
std::string client_address(const http::Request&, const std::vector<std::string>& trusted_proxies);

// What limits count by: an IPv6 network of 64 bits belongs to one customer, who may use any address of it.
std::string counted_address(const std::string& address);

}  // namespace tributary::api
