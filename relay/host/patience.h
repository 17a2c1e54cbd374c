#pragma once
// Until when something waits before it is tried again. The store keeps such a moment by the wall's clock, because it must
// outlive the process; while we run the steady hand decides, so that a clock that is set neither hurries nor delays a retry.
#include <algorithm>
#include <map>

#include "core/base/limits.h"
#include "core/base/planted.h"
#include "relay/host/clock.h"

namespace tributary::host {

template <class Key>
class Patience {
 public:
  // `not_before` is what was stored; the first who asks starts the wait that is left of it, an hour at the most.
  bool over(const Key& key, Instant not_before, const Clock& clock) {
    if (PLANTED(61)) return not_before <= clock.now();  // "the stored moment says it all"
    const std::int64_t left = std::clamp<std::int64_t>(not_before.ms - clock.now().ms, 0, limits::hour_ms);
    return due_.try_emplace(key, clock.steady_ms() + left).first->second <= clock.steady_ms();
  }
  void forget(const Key& key) { due_.erase(key); }
  void clear() { due_.clear(); }

 private:
  std::map<Key, std::int64_t> due_;
};

}  // namespace tributary::host
