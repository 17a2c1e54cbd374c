#pragma once
// The last rounds of a tenant, each as the bytes of its WebSocket frames. A subscriber is a position in
// it, never a queue (relay.md 3.2): bounded by bytes and by age, whichever is less.
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tributary::http {

struct ListenerKey {  // who a socket belongs to: an agent's 128 bits
  std::uint64_t high = 0, low = 0;
  auto operator<=>(const ListenerKey&) const = default;
};

class Ring {
 public:
  // `shared` is the text of one frame for everybody; `instead` replaces it for a few listeners.
  void push(std::string_view shared, std::vector<std::pair<ListenerKey, std::string>> instead, std::int64_t now_ms);
  std::uint64_t first() const { return first_; }
  std::uint64_t head() const { return first_ + rounds_.size(); }
  const std::string& bytes(std::uint64_t round, ListenerKey who) const;  // framed, ready to write

 private:
  struct Round { std::string shared; std::vector<std::pair<ListenerKey, std::string>> instead; std::int64_t at_ms = 0; std::size_t bytes = 0; };
  std::deque<Round> rounds_;
  std::uint64_t first_ = 0;
  std::size_t held_ = 0;
};

}  // namespace tributary::http
