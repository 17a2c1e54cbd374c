#pragma once
// What the loop measures of itself: how long a commit takes, how long what came in waited for it, and how much came
// together. Peaks of the last one to two minutes, so that a hiccup is still seen by whoever looks a little later.
// Loop thread only.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>

#include "relay/host/clock.h"

namespace tributary::host {

class Vitals {
 public:
  struct Peaks { std::int64_t flush_us = 0, wait_us = 0, waiting = 0; };

  // A clock that only goes forward; tests give their own.
  std::function<std::int64_t()> micros = [] {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };

  std::function<std::int64_t()> machine_ms = [] { return Clock::machine().ms; };

  void committed(std::int64_t flush_us) { raise(now_.flush_us, flush_us); }
  void round_ended(std::int64_t wait_us, std::int64_t waiting) {
    turn_minute();
    raise(now_.wait_us, wait_us);
    raise(now_.waiting, waiting);
  }
  Peaks peaks() {
    turn_minute();
    return {std::max(now_.flush_us, before_.flush_us), std::max(now_.wait_us, before_.wait_us), std::max(now_.waiting, before_.waiting)};
  }

  // Our machine's clock against a provider's Date (P10): positive when ours is ahead.
  void heard_date(std::int64_t provider_ms) { ahead_ms_ = machine_ms() - provider_ms, date_heard_ = true; }
  bool date_heard() const { return date_heard_; }
  std::int64_t ahead_ms() const { return ahead_ms_; }

 private:
  static void raise(std::int64_t& peak, std::int64_t value) { peak = std::max(peak, value); }
  void turn_minute() {
    const std::int64_t minute = micros() / 60'000'000;
    if (minute == minute_) return;
    before_ = minute == minute_ + 1 ? now_ : Peaks{};
    now_ = {};
    minute_ = minute;
  }

  Peaks now_, before_;
  std::int64_t minute_ = 0, ahead_ms_ = 0;
  bool date_heard_ = false;
};

}  // namespace tributary::host
