#pragma once
// For promises in seconds, on a machine that may do much else.
#include <chrono>
#include <cstdint>
#include <fstream>

namespace tributary::test {

// The clock of this thread: it runs while the thread works and while it waits for something to happen, and stands while the
// thread could go on and others have the processors (Linux counts that in schedstat; where it does not, this is the clock).
inline std::chrono::milliseconds own_time() {
  std::int64_t ran = 0, kept_waiting = 0;
  std::ifstream("/proc/thread-self/schedstat") >> ran >> kept_waiting;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch() - std::chrono::nanoseconds(kept_waiting));
}

}  // namespace tributary::test
