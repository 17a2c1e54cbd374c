#pragma once
// What happened: requests we got, webhooks we sent, rules that were broken; and the bell the page waits for.
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "sandbox/json.h"
#include "sandbox/loop.h"

namespace tributary::sandbox {

class Journal {
 public:
  explicit Journal(Loop& loop) : loop_(loop) {}

  void request(json::object entry);
  void webhook(json::object entry);
  // The side under test did what the real Twilio would not forgive; a test asserts that there are none.
  void violation(std::string what, std::string detail);
  json::object log() const;
  void clear();

  void ring(std::string kind, std::string phone = {});
  // Answers at once when there is something after `after`, otherwise when it comes or when `wait_ms` is over.
  void listen(std::uint64_t after, std::int64_t wait_ms, std::function<void(json::object)> answer);

 private:
  struct Listener { std::uint64_t id = 0, after = 0; std::function<void(json::object)> answer; };
  struct Event { std::uint64_t number = 0; std::string kind, phone; };
  json::object since(std::uint64_t after) const;
  void answer_all();
  static void keep(std::deque<json::object>& list, json::object entry, std::size_t max);

  static constexpr std::size_t entries_max = 5000, violations_max = 500, events_max = 2000, listeners_max = 200;
  Loop& loop_;
  std::deque<json::object> requests_, webhooks_, violations_;
  std::deque<Event> events_;
  std::vector<Listener> listeners_;
  std::uint64_t last_event_ = 0, last_listener_ = 0;
  bool answering_ = false;
};

}  // namespace tributary::sandbox
