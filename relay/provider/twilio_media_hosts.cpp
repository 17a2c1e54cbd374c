// Media lies behind api.twilio.com, which wants our credentials and redirects to a store that must not see
// them. Deny by default: https, the usual port, no user name in the address, and a host on this list.
#include <algorithm>
#include <array>

#include "relay/provider/twilio.h"
#include "relay/provider/twilio_rest.h"

namespace tributary::provider::twilio {
namespace {

bool same_door(const http::Url& a, const http::Url& b) { return a.scheme == b.scheme && a.host == b.host && a.port == b.port; }

bool is_below(std::string_view host, std::string_view domain) {
  return host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

bool secure(const http::Url& url) { return url.scheme == "https" && url.port == 443; }

// Buckets are named in the host, or, in the old style, first in the path.
bool is_twilio_bucket(const http::Url& url) {
  static constexpr std::array<std::string_view, 3> hosts = {"media.twiliocdn.com.s3.amazonaws.com", "media.twiliocdn.com.s3-external-1.amazonaws.com",
                                                            "media.twiliocdn.com.s3.us-east-1.amazonaws.com"};
  if (std::find(hosts.begin(), hosts.end(), url.host) != hosts.end()) return true;
  const bool path_style = url.host == "s3.amazonaws.com" || url.host == "s3-external-1.amazonaws.com";
  return path_style && url.path_and_query.starts_with("/media.twiliocdn.com/") && url.path_and_query.find("..") == std::string::npos;
}

bool is_twilio_store(const http::Url& url) {
  return secure(url) && (is_below(url.host, "twilio.com") || is_below(url.host, "twiliocdn.com") || is_twilio_bucket(url));
}

bool is_extra(const MediaHosts& hosts, const http::Url& url) {
  const std::string door = url.host + ":" + std::to_string(url.port);
  return std::find(hosts.extra.begin(), hosts.extra.end(), door) != hosts.extra.end();
}

// "https://mms.twiliocdn.com@elsewhere.example/": even an empty user name is refused.
bool names_a_user(std::string_view url) {
  const std::size_t authority = url.find("//");
  return authority == std::string_view::npos || url.substr(authority + 2, url.find_first_of("/?#", authority + 2) - authority - 2).find('@') != std::string_view::npos;
}

// The account's own API, and for a regional one the main host too, which its webhooks may name.
bool is_our_api(const Credentials& credentials, const http::Url& url) {
  const auto api = http::parse_url(api_base_of(credentials));
  if (!api) return false;
  if (same_door(*api, url)) return true;
  return is_below(api->host, "twilio.com") && secure(*api) && secure(url) && url.host == "api.twilio.com";
}

}  // namespace

Hop may_fetch(const Credentials& credentials, const MediaHosts& hosts, std::string_view url, bool first_hop) {
  const auto parsed = http::parse_url(url);
  if (!parsed || !parsed->userinfo.empty() || names_a_user(url)) return Hop::refused;
  if (is_our_api(credentials, *parsed)) return first_hop ? Hop::with_credentials : Hop::bare;
  return is_twilio_store(*parsed) || is_extra(hosts, *parsed) ? Hop::bare : Hop::refused;
}

}  // namespace tributary::provider::twilio
