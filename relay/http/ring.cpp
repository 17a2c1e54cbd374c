#include "relay/http/ring.h"

#include <sys/socket.h>

#include <algorithm>

#include "core/base/assert.h"
#include "relay/http/ws_codec.h"

namespace tributary::http {
namespace {

constexpr std::size_t bytes_held_max = 32u << 20;  // a burst of 12 MB within a second must not cut readers who keep up
constexpr std::int64_t age_ms_max = 10'000;        // whoever is further behind catches up from the log

std::string framed(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 10);
  append_frame(out, text);
  return out;
}

}  // namespace

void Ring::push(std::string_view shared, std::vector<std::pair<ListenerKey, std::string>> instead, std::int64_t now_ms) {
  Round round{framed(shared), {}, now_ms, 0};
  round.bytes = round.shared.size();
  for (auto& [who, text] : instead) {
    round.instead.emplace_back(who, framed(text));
    round.bytes += round.instead.back().second.size();
  }
  held_ += round.bytes;
  rounds_.push_back(std::move(round));
  while (rounds_.size() > 1 && (held_ > bytes_held_max || now_ms - rounds_.front().at_ms > age_ms_max)) {
    held_ -= rounds_.front().bytes;
    rounds_.pop_front();
    ++first_;
  }
}

const std::string& Ring::Round::of(ListenerKey who) const {
  for (const auto& [key, text] : instead)
    if (key == who) return text;
  return shared;
}

const std::string& Ring::bytes(std::uint64_t round, ListenerKey who) const {
  TRIBUTARY_CHECK(round >= first() && round < head());
  return rounds_[static_cast<std::size_t>(round - first_)].of(who);
}

void Ring::follow(Reader& reader, int socket, ListenerKey who) {
  reader.place_ = places_.size();
  places_.push_back({&reader, head(), who, socket, false});
}

void Ring::leave(const Reader& reader) {
  const std::size_t at = reader.place_;
  TRIBUTARY_CHECK(at < places_.size() && places_[at].reader == &reader);
  places_[at] = places_.back();
  places_[at].reader->place_ = at;
  places_.pop_back();
}

// From the back, because whoever leaves is replaced by the last one. What the kernel does not take, and why, is for the
// reader to find out: it asks again.
void Ring::wake() {
  if (rounds_.empty()) return;
  const Round& newest = rounds_.back();
  const std::uint64_t last = head() - 1;
  for (std::size_t i = places_.size(); i-- > 0;) {
    if (i >= places_.size()) continue;
    Place& place = places_[i];
    if (place.idle && place.round > last) continue;
    if (!place.idle || place.round != last) {
      place.reader->wake();
      continue;
    }
    const std::string& due = newest.instead.empty() ? newest.shared : newest.of(place.who);
    const ssize_t taken = ::send(place.socket, due.data(), due.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (taken == static_cast<ssize_t>(due.size())) ++place.round;
    else place.reader->took(static_cast<std::size_t>(std::max<ssize_t>(taken, 0)));
  }
}

Ring::~Ring() {
  while (!places_.empty()) places_.back().reader->ring_ends();
}

}  // namespace tributary::http
