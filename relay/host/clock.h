#pragma once
// The only clock of the relay. Tests move it; nothing else does.
#include <chrono>

#include "core/base/types.h"

namespace tributary::host {

class Clock {
 public:
  explicit Clock(std::int64_t offset_ms = 0) : offset_ms_(offset_ms) {}
  Instant now() const { return {machine().ms + offset_ms_}; }
  // What this machine believes, whatever a test says: held against the provider's clock.
  static Instant machine() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
  }
  void move(std::int64_t offset_ms) { offset_ms_ = offset_ms; }

 private:
  std::int64_t offset_ms_;
};

}  // namespace tributary::host
