#pragma once
// Any bytes as a request, in one piece and in small ones: the same Request or the same refusal, within its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "relay/http/message.h"
#include "relay/http/request_head.h"
#include "relay/http/request_parser.h"

namespace tributary::fuzz {

constexpr std::size_t fuzz_body_max = 100;

inline void demand(bool right) { if (!right) std::abort(); }

inline std::string described(const http::Incoming& incoming) {
  const http::Request& r = incoming.request;
  if (incoming.refused) return "refused " + std::to_string(incoming.refused->status);
  demand(r.body.size() <= fuzz_body_max);
  demand(r.path.starts_with('/') && r.path.find("/../") == std::string::npos && r.path.find('\0') == std::string::npos);
  demand(r.fields.size() <= 64);
  for (const http::Fields::One f : r.fields) demand(f.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  return r.method + " " + r.target + " " + std::to_string(r.fields.size()) + " " + r.body + (incoming.keep_alive ? " kept" : " closed");
}

// As the connection does it, with `size` bytes at a time after the header.
inline std::string request_said(std::string_view bytes, std::size_t size) {
  const http::HeadScan head = http::scan_head(bytes, 2000, 64);
  if (head.verdict != http::HeadScan::Verdict::complete) return "head " + std::to_string(static_cast<int>(head.verdict));
  const http::BodyLimit limit = [](std::string_view, std::string_view) { return fuzz_body_max; };
  std::size_t given = size < bytes.size() ? (head.bytes > size ? head.bytes : size) : bytes.size();
  http::Parsed parsed = http::parse_request(bytes.substr(0, given), limit);
  if (!parsed.rest) return described(parsed.incoming);
  for (std::size_t used = parsed.used; !parsed.rest->done();) {
    used += parsed.rest->feed(bytes.substr(used, given - used));
    if (parsed.rest->done()) break;
    if (given == bytes.size()) return "more";
    given = given + size < bytes.size() ? given + size : bytes.size();
  }
  return described(parsed.rest->incoming());
}

inline void request(std::string_view bytes) {
  const std::string whole = request_said(bytes, bytes.size() + 1);
  demand(request_said(bytes, 1) == whole);
  demand(request_said(bytes, 7) == whole);
}

// What was decoded once and encoded again means the same.
inline void form(std::string_view bytes) {
  const auto pairs = http::parse_form(bytes);
  demand(pairs.size() <= 1000);
  const auto again = http::parse_form(http::form_encode(pairs));
  demand(again.size() == pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) demand(again[i].name == pairs[i].name && again[i].value == pairs[i].value);
}

}  // namespace tributary::fuzz
