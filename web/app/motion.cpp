#include "web/app/motion.h"

namespace tributary::app {

void Motion::begin(float dt_ms, bool reduced) {
  dt_ms_ = dt_ms;
  reduced_ = reduced;
  moving_ = false;
}

float Motion::ease(NodeId id, float target, float ms, float from) {
  const auto [it, fresh] = all_.try_emplace(id);
  One& one = it->second;
  if (fresh) one = One{from, target, from, 0, ms, false};
  if (one.target != target) {  // the way begins now: the pause before it does not count
    one.from = one.value;
    one.target = target;
    one.elapsed = 0;
    one.ms = ms;
  } else if (!one.asked && !fresh) {
    one.elapsed += dt_ms_;
  }
  one.asked = true;
  const float part = reduced_ || one.ms <= 0 || one.elapsed >= one.ms ? 1 : one.elapsed / one.ms, left = 1 - part;
  one.value = part >= 1 ? target : one.from + (target - one.from) * (1 - left * left * left);
  moving_ = moving_ || one.value != target;
  return one.value;
}

void Motion::end() {
  for (auto it = all_.begin(); it != all_.end();) {
    if (!it->second.asked) it = all_.erase(it);
    else it++->second.asked = false;
  }
}

}  // namespace tributary::app
