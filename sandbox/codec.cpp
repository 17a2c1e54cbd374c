#include "sandbox/codec.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <set>

namespace tributary::sandbox {

namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

struct AddressParts { std::string_view scheme, authority, rest; };  // authority with userinfo

AddressParts split(std::string_view url) {
  const auto start = url.find("://");
  if (start == std::string_view::npos) return {url, {}, {}};
  const auto end = std::min(url.find_first_of("/?", start + 3), url.size());
  return {url.substr(0, start), url.substr(start + 3, end - start - 3), url.substr(end)};
}

std::size_t port_colon(std::string_view authority) {
  const auto host = authority.rfind('@') == std::string_view::npos ? 0 : authority.rfind('@') + 1;
  const auto colon = authority.rfind(':');
  const bool inside_brackets = authority.rfind(']') != std::string_view::npos && colon < authority.rfind(']');
  return colon == std::string_view::npos || colon < host || inside_brackets ? std::string_view::npos : colon;
}

std::string formatted(std::int64_t ms, const char* format) {
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const std::size_t length = std::strftime(text, sizeof text, format, &parts);
  return {text, length};
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(bytes), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty()) return std::string();
  if (text.size() % 4 != 0 || text.size() > (1u << 30)) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(text), static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  // EVP_DecodeBlock counts the padding as bytes.
  out.resize(static_cast<std::size_t>(length) - (text.ends_with("==") ? 2u : text.ends_with('=') ? 1u : 0u));
  return out;
}

std::optional<BasicCredentials> basic_credentials(std::string_view authorization) {
  if (!authorization.starts_with("Basic ")) return std::nullopt;
  const auto decoded = from_base64(authorization.substr(6));
  if (!decoded) return std::nullopt;
  const auto colon = decoded->find(':');
  if (colon == std::string::npos) return std::nullopt;
  return BasicCredentials{decoded->substr(0, colon), decoded->substr(colon + 1)};
}

std::string sign(std::string_view token, std::string_view url, const std::vector<http::Field>& form) {
  std::set<std::pair<std::string, std::string>> sorted;
  for (const auto& field : form) sorted.emplace(field.name, field.value);
  std::string data = without_fragment(url);
  for (const auto& [name, value] : sorted) data += name + value;
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  HMAC(EVP_sha1(), token.data(), static_cast<int>(token.size()), bytes_of(data), data.size(), mac, &length);
  return base64({reinterpret_cast<const char*>(mac), length});
}

std::string without_fragment(std::string_view url) { return std::string(url.substr(0, url.find('#'))); }

std::string with_port(std::string_view url) {
  const auto [scheme, authority, rest] = split(url);
  if (port_colon(authority) != std::string_view::npos) return std::string(url);
  return std::string(scheme) + "://" + std::string(authority) + (scheme == "https" ? ":443" : ":80") + std::string(rest);
}

std::string without_port(std::string_view url) {
  const auto [scheme, authority, rest] = split(url);
  return std::string(scheme) + "://" + std::string(authority.substr(0, port_colon(authority))) + std::string(rest);
}

std::string rfc2822(std::int64_t ms) { return formatted(ms, "%a, %d %b %Y %H:%M:%S +0000"); }

std::string iso8601(std::int64_t ms) {
  const std::string fraction = std::to_string(1000 + ms % 1000).substr(1);
  return formatted(ms, "%Y-%m-%dT%H:%M:%S.") + fraction + "Z";
}

std::string dlr_date(std::int64_t ms) { return formatted(ms, "%y%m%d%H%M"); }

std::optional<std::int64_t> parse_date(std::string_view text) {
  const std::string copy(text);
  std::tm parts{};
  const char* end = strptime(copy.c_str(), "%Y-%m-%d", &parts);
  if (end && *end == 'T') end = strptime(end, "T%H:%M:%S", &parts);
  if (!end || (*end != '\0' && std::string_view(end) != "Z")) return std::nullopt;
  return static_cast<std::int64_t>(timegm(&parts)) * 1000;
}

}  // namespace tributary::sandbox
