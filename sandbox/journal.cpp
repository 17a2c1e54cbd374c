#include "sandbox/journal.h"

#include <utility>

#include "sandbox/codec.h"

namespace tributary::sandbox {

namespace {

json::array copied(const std::deque<json::object>& list) {
  json::array out;
  out.reserve(list.size());
  for (const auto& entry : list) out.push_back(entry);
  return out;
}

constexpr std::int64_t gather_ms = 15;  // a burst is told in a few answers, not in hundreds

}  // namespace

void Journal::keep(std::deque<json::object>& list, json::object entry, std::size_t max) {
  entry["at"] = iso8601(Loop::now_ms());
  list.push_back(std::move(entry));
  if (list.size() > max) list.pop_front();
}

void Journal::request(json::object entry) { keep(requests_, std::move(entry), entries_max); }
void Journal::webhook(json::object entry) { keep(webhooks_, std::move(entry), entries_max); }

void Journal::violation(std::string what, std::string detail) {
  keep(violations_, {{"violation", std::move(what)}, {"detail", std::move(detail)}}, violations_max);
  ring("violation");
}

json::object Journal::log() const {
  return {{"requests", copied(requests_)}, {"webhooks", copied(webhooks_)}, {"violations", copied(violations_)}};
}

void Journal::clear() {
  requests_.clear();
  webhooks_.clear();
  violations_.clear();
}

void Journal::ring(std::string kind, std::string phone) {
  events_.push_back({++last_event_, std::move(kind), std::move(phone)});
  if (events_.size() > events_max) events_.pop_front();
  if (listeners_.empty() || answering_) return;
  answering_ = true;
  loop_.after(gather_ms, [this] { answer_all(); });
}

void Journal::answer_all() {
  answering_ = false;
  for (auto& listener : std::exchange(listeners_, {})) listener.answer(since(listener.after));
}

void Journal::listen(std::uint64_t after, std::int64_t wait_ms, std::function<void(json::object)> answer) {
  if (after != last_event_ || wait_ms <= 0 || listeners_.size() >= listeners_max) return answer(since(after));
  const std::uint64_t id = ++last_listener_;
  listeners_.push_back({id, after, std::move(answer)});
  loop_.after(wait_ms, [this, id] {
    for (auto at = listeners_.begin(); at != listeners_.end(); ++at) {
      if (at->id != id) continue;
      const Listener tired = std::move(*at);
      listeners_.erase(at);
      return tired.answer(since(tired.after));
    }
  });
}

// `missed` tells a listener that fell behind (or knows another process's numbers) to read everything again.
json::object Journal::since(std::uint64_t after) const {
  json::array list;
  const bool missed = after > last_event_ || (!events_.empty() && after + 1 < events_.front().number);
  for (const auto& event : events_)
    if (event.number > after) list.push_back(json::object{{"n", event.number}, {"kind", event.kind}, {"phone", event.phone}});
  return {{"events", std::move(list)}, {"last", last_event_}, {"missed", missed}};
}

}  // namespace tributary::sandbox
