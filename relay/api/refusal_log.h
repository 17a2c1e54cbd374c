#pragma once
// One line on standard error for each answer somebody may ask an admin about: every failure of ours, and refusals a person
// meets at work. It bears the id that stands in the answer, and of the request its method and the route's pattern alone: no
// address, no query and nothing anybody wrote. So many in a minute; the rest is counted. Loop thread only.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "relay/host/clock.h"
#include "relay/http/message.h"

namespace tributary::api {

class RefusalLog {
 public:
  using Say = std::function<void(const std::string& line)>;
  static constexpr int failures_max = 200, refusals_max = 100;  // in a minute; a flood of refusals must not hide a failure

  explicit RefusalLog(const host::Clock& clock);
  void note(std::string_view method, std::string_view pattern, const http::Response&);
  void say_to(Say say) { say_ = std::move(say); }

 private:
  void turn_minute();

  const host::Clock& clock_;
  Say say_;
  std::int64_t since_ms_ = -1;  // of the minute under way
  int failures_ = 0, refusals_ = 0;
  std::uint64_t left_out_ = 0;
};

// What a request asked for, as far as it may be written down: both names are the route's own.
struct Asked {
  RefusalLog* log = nullptr;  // none: nothing was found at that address
  const std::string* method = nullptr;
  const std::string* pattern = nullptr;
  void answered(const http::Response& response) const {
    if (response.status >= 400 && log) log->note(*method, *pattern, response);
  }
};

}  // namespace tributary::api
