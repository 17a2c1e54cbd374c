#include "relay/provider/twilio_rest.h"

#include <openssl/evp.h>

#include <algorithm>

namespace tributary::provider::twilio {
namespace {

constexpr std::string_view api_version = "/2010-04-01";
constexpr std::size_t list_bytes_max = 8u << 20;  // a page of 100 templates, escaped, fits

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace

std::string api_base_of(const Credentials& credentials) {
  std::string_view base = credentials.api_base;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string(base);
}

http::Field authorization(const Credentials& credentials) {
  return {"Authorization", "Basic " + base64(credentials.account_sid + ":" + credentials.auth_token)};
}

std::string account_url(const Credentials& credentials, std::string_view rest) {
  return api_base_of(credentials) + std::string(api_version) + "/Accounts/" + http::percent_encode(credentials.account_sid) + std::string(rest);
}

// "https://api.twilio.com" + "@elsewhere.example" would be another host; so only a path of the API will do.
std::string safe_uri(std::string_view uri) {
  const bool printable = std::all_of(uri.begin(), uri.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '#' && c != '\\'; });
  if (!printable || uri.size() > 2'000 || !uri.starts_with("/2010-04-01/Accounts/") || uri.find("..") != std::string_view::npos) return {};
  return std::string(uri);
}

http::OutboundRequest get(const Credentials& credentials, std::string url) {
  http::OutboundRequest request;
  request.url = std::move(url);
  request.fields = {authorization(credentials), {"Accept", "application/json"}};
  request.body_bytes_max = list_bytes_max;
  return request;
}

}  // namespace tributary::provider::twilio
