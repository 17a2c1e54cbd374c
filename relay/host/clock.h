#pragma once
// The only clock of the relay. Tests move it; nothing else does.
#include <chrono>

#include "core/base/types.h"

namespace tributary::host {

class Clock {
 public:
  explicit Clock(std::int64_t offset_ms = 0) : offset_ms_(offset_ms) {}
  Instant now() const {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() + offset_ms_};
  }
  void move(std::int64_t offset_ms) { offset_ms_ = offset_ms; }

 private:
  std::int64_t offset_ms_;
};

}  // namespace tributary::host
