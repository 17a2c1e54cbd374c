#include <charconv>

#include "relay/http/ascii.h"
#include "relay/http/client.h"

namespace tributary::http {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

bool host_letters(std::string_view host) {
  for (const char c : host) {
    const bool letter = (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
    if (!letter && c != '-' && c != '.' && c != '_') return false;
  }
  return !host.empty();
}

bool address_letters(std::string_view host) {  // IPv6, between brackets
  for (const char c : host)
    if (hex_digit(c) < 0 && c != ':' && c != '.') return false;
  return !host.empty();
}

// Takes the host from the front of "host:port" or "[::1]:port"; the brackets are not part of it.
std::optional<std::string> take_host(std::string_view& text) {
  if (!text.starts_with('[')) {
    const std::string_view host = text.substr(0, text.find(':'));
    text.remove_prefix(host.size());
    return host_letters(host) ? std::optional(lowered(host)) : std::nullopt;
  }
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view host = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  return address_letters(host) ? std::optional(lowered(host)) : std::nullopt;
}

std::optional<std::uint16_t> port_of(std::string_view text, std::uint16_t usual) {
  if (text.empty()) return usual;
  if (text.front() != ':') return std::nullopt;
  text.remove_prefix(1);
  if (text.empty()) return usual;
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  for (const char c : text)
    if (c <= 0x20 || c == 0x7F || c == '\\') return std::nullopt;  // signed char: no bytes above ASCII either
  text = text.substr(0, text.find('#'));
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  Url url;
  url.scheme = lowered(text.substr(0, colon));
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  text.remove_prefix(colon + 3);
  std::string_view authority = text.substr(0, text.find_first_of("/?"));
  text.remove_prefix(authority.size());
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    url.userinfo = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const std::optional<std::string> host = take_host(authority);
  const std::optional<std::uint16_t> port = port_of(authority, url.scheme == "https" ? 443 : 80);
  if (!host || !port) return std::nullopt;
  url.host = *host;
  url.port = *port;
  url.path_and_query = text.starts_with('/') ? std::string(text) : "/" + std::string(text);
  return url;
}

}  // namespace tributary::http
