#pragma once
// The last things that went wrong at work, for the health page: which kind and the provider's code, never what people
// wrote. Kept in memory: what must outlive a restart is in the log. Loop thread only.
#include <cstdint>
#include <deque>

#include "core/base/types.h"

namespace tributary::host {

struct Trouble { Instant at; const char* what = ""; std::int32_t code = 0; };  // what: a word of ours

class Troubles {
 public:
  void add(Instant at, const char* what, std::int32_t code = 0) {
    last_.push_front({at, what, code});
    if (last_.size() > kept_max) last_.pop_back();
  }
  const std::deque<Trouble>& last() const { return last_; }  // newest first
  std::int64_t since(Instant from) const {
    std::int64_t count = 0;
    for (const Trouble& one : last_) count += one.at >= from;
    return count;
  }

 private:
  static constexpr std::size_t kept_max = 200;
  std::deque<Trouble> last_;
};

}  // namespace tributary::host
