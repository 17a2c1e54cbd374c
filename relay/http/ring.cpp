#include "relay/http/ring.h"

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

const std::string& Ring::bytes(std::uint64_t round, ListenerKey who) const {
  TRIBUTARY_CHECK(round >= first() && round < head());
  const Round& found = rounds_[static_cast<std::size_t>(round - first_)];
  for (const auto& [key, text] : found.instead)
    if (key == who) return text;
  return found.shared;
}

}  // namespace tributary::http
