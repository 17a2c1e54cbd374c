#include "relay/api/refusal_log.h"

#include <algorithm>
#include <array>
#include <iostream>

#include "core/base/planted.h"

namespace tributary::api {

namespace {

constexpr std::int64_t minute_ms = 60'000;
// Of what is refused, what people ask about. Strangers and mistyped addresses (400, 401, 404, 405) say nothing about us.
constexpr std::array<int, 6> asked_about{403, 409, 413, 415, 422, 429};
constexpr std::string_view rush = "overloaded";  // many times the same, which must not hide what broke
constexpr std::string_view signature_of_a_stranger = "bad_signature";  // stands in the diagnosis, with its own bound

bool is_failure(const http::Response& response) { return response.status >= 500; }

// Out of an error of ours (answers.cpp): what stands there is our own word or id, in quotes and without any in it.
std::string_view word_of(std::string_view body, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const std::size_t at = body.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = body.substr(at + key.size());
  return rest.substr(0, rest.find('"'));
}

}  // namespace

RefusalLog::RefusalLog(const host::Clock& clock) : clock_(clock), say_([](const std::string& line) { std::cerr << line << std::endl; }) {}

void RefusalLog::note(std::string_view method, std::string_view pattern, const http::Response& response) {
  const bool failed = is_failure(response);
  if (PLANTED(209) || (!failed && std::find(asked_about.begin(), asked_about.end(), response.status) == asked_about.end())) return;
  const std::string_view id = word_of(response.body, "request"), code = word_of(response.body, "code");
  if (code.empty() || id.empty() || (!failed && code == signature_of_a_stranger)) return;
  turn_minute();
  const bool broke = failed && code != rush;
  if (++(broke ? failures_ : refusals_) > (broke ? failures_max : refusals_max)) return void(++left_out_);
  std::string line = failed ? "FAILED " : "REFUSED ";
  line.append(id).append(" ").append(std::to_string(response.status)).append(" ").append(code);
  line.append(" ").append(method).append(" ").append(pattern);
  say_(line);
}

void RefusalLog::turn_minute() {
  const std::int64_t now_ms = clock_.steady_ms();
  if (since_ms_ >= 0 && now_ms - since_ms_ < minute_ms) return;
  since_ms_ = now_ms;
  failures_ = refusals_ = 0;
  if (left_out_ > 0) say_("REFUSED " + std::to_string(left_out_) + " more in a minute, which are not written down");
  left_out_ = 0;
}

}  // namespace tributary::api
