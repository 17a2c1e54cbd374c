#include "relay/api/client_address.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <optional>

#include "relay/http/ascii.h"

namespace tributary::api {

namespace ip = boost::asio::ip;

namespace {

// As the system writes it, so that one address is one text; an IPv4 address in IPv6 clothes is an IPv4 address.
std::optional<ip::address> parsed(std::string_view text) {
  boost::system::error_code wrong;
  const ip::address address = ip::make_address(std::string(text), wrong);
  if (wrong) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

// Several fields of one name are one list (RFC 9110).
std::vector<std::string_view> forwarded(const http::Request& request) {
  std::vector<std::string_view> hops;
  for (const auto& field : request.fields) {
    if (!http::same_letters(field.name, "X-Forwarded-For")) continue;
    std::string_view rest = field.value;
    for (;;) {
      const std::size_t comma = rest.find(',');
      hops.push_back(http::trimmed(rest.substr(0, comma)));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return hops;
}

}  // namespace

std::string client_address(const http::Request& request, const std::vector<std::string>& trusted_proxies) {
  if (trusted_proxies.empty()) return request.peer;
  auto is_trusted = [&](const std::string& address) { return std::find(trusted_proxies.begin(), trusted_proxies.end(), address) != trusted_proxies.end(); };
  const auto connected = parsed(request.peer);
  std::string address = connected ? connected->to_string() : request.peer;
  auto hops = forwarded(request);
  while (is_trusted(address) && !hops.empty()) {
    const auto before = parsed(hops.back());
    if (!before) return address;  // no proxy of ours writes such a thing
    address = before->to_string();
    hops.pop_back();
  }
  return address;
}

std::string counted_address(const std::string& address) {
  const auto known = parsed(address);
  if (!known) return address;
  if (known->is_v4()) return known->to_string();
  auto bytes = known->to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return ip::make_address_v6(bytes).to_string() + "/64";
}

}  // namespace tributary::api
