#include "relay/host/turns.h"

#include <boost/asio/post.hpp>
#include <limits>
#include <utility>

#include "core/base/planted.h"

namespace tributary::host {

// How many more of this tenant the round takes, once it has had its share or others wait before.
std::size_t Turns::room_of(const Lane& lane) const {
  if (!round_.others_lately(lane.of_) || PLANTED(140)) return std::numeric_limits<std::size_t>::max();
  return lane.taken_ < per_round ? per_round - lane.taken_ : 0;
}

bool Turns::may_go(Lane& lane) {
  if (lane.round_ != round_.number()) lane.round_ = round_.number(), lane.taken_ = 0;
  if (!lane.waiting_.empty()) return false;  // those who came before go before
  if (lane.taken_ >= per_round && room_of(lane) == 0) return false;
  ++lane.taken_;
  return true;
}

bool Turns::wait(Lane& lane, std::size_t bytes, std::int64_t until_ms, Go go) {
  if (lane.waiting_.size() >= waiting_max || lane.bytes_ + bytes > waiting_bytes_max) {
    ++lane.refused_;
    return false;
  }
  if (lane.waiting_.empty()) lanes_.push_back(&lane);
  lane.bytes_ += bytes;
  if (PLANTED(144)) until_ms = clock_.steady_ms() + 8'000;  // "the gates have had their time, and this is ours"
  lane.waiting_.push_back({std::move(go), bytes, until_ms});
  after_this_round();
  return true;
}

// What is answered has been committed: only then does the next round begin. Posted, because the round is published behind
// its answers, and nothing new may be written in between.
void Turns::after_this_round() {
  if (std::exchange(arranged_, true)) return;
  round_.answer([this, alive = std::weak_ptr(alive_)](Committed) {
    if (alive.expired()) return;
    boost::asio::post(io_, [this, alive] { if (!alive.expired()) next_turn(); });
  });
}

void Turns::next_turn() {
  arranged_ = false;
  for (Lane* lane : std::exchange(lanes_, {})) {
    let_go(*lane);
    if (!lane->waiting_.empty()) lanes_.push_back(lane);
  }
  if (!lanes_.empty()) after_this_round();
}

Turns::Lane::Waiting Turns::take(Lane& lane) {
  Lane::Waiting first = std::move(lane.waiting_.front());
  lane.waiting_.pop_front();
  lane.bytes_ -= first.bytes;
  return first;
}

void Turns::let_go(Lane& lane) {
  if (lane.round_ != round_.number()) lane.round_ = round_.number(), lane.taken_ = 0;
  while (!lane.waiting_.empty()) {
    const bool late = lane.waiting_.front().until <= clock_.steady_ms();
    if (!late && room_of(lane) == 0) return;
    const Lane::Waiting first = take(lane);
    late ? ++lane.refused_ : ++lane.taken_;
    first.go(late ? Turn::too_late : Turn::now);
  }
}

void Turns::stop() {
  for (Lane* lane : std::exchange(lanes_, {}))
    while (!lane->waiting_.empty()) ++lane->refused_, take(*lane).go(Turn::too_late);
}

}  // namespace tributary::host
