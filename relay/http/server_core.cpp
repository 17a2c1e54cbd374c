#include "relay/http/server_core.h"

#include <algorithm>
#include <chrono>

namespace tributary::http {

void Core::join(std::shared_ptr<Entry> entry) {
  entry->place = entries_.size();
  entries_.push_back(std::move(entry));
  wind();
}

void Core::leave(Entry& entry) {
  if (entry.place >= entries_.size() || entries_[entry.place].get() != &entry) return;
  const std::shared_ptr<Entry> keep = std::move(entries_[entry.place]);
  if (entry.place + 1 < entries_.size()) {
    entries_[entry.place] = std::move(entries_.back());
    entries_[entry.place]->place = entry.place;
  }
  entries_.pop_back();
}

// From the back, because whoever leaves is replaced by the last one.
template <class Verb>
void Core::each(Verb verb) {
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (i >= entries_.size()) continue;
    const std::shared_ptr<Entry> entry = entries_[i];
    verb(*entry);
  }
}

// One timer for everybody; it rests when there is nobody, so that the loop may end.
void Core::wind() {
  if (ended_ || std::exchange(wound_, true)) return;
  now = door.now_ms();
  timer_.expires_after(std::chrono::milliseconds(limits.sweep_ms));
  timer_.async_wait([self = shared_from_this()](ErrorCode failed) {
    self->wound_ = false;
    if (failed || self->ended_) return;
    self->now = self->door.now_ms();
    self->each([](Entry& entry) { entry.sweep(); });
    if (!self->entries_.empty()) self->wind();
  });
}

void Core::retire_all(std::uint16_t code, std::string_view reason) {
  retiring = true;
  each([&](Entry& entry) { entry.retire(code, reason); });
}

std::size_t Core::held() const {
  std::size_t bytes = 0;
  for (const auto& entry : entries_) bytes += entry->held();
  return bytes;
}

// Those who hold most first; among equals, who came last.
void Core::shed(std::size_t count, std::uint16_t code, std::string_view reason) {
  std::vector<std::shared_ptr<Entry>> chosen;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry)
    if ((*entry)->is_socket()) chosen.push_back(*entry);
  std::stable_sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a->held() > b->held(); });
  chosen.resize(std::min(count, chosen.size()));
  for (const auto& entry : chosen) entry->retire(code, reason);
}

// Down to three quarters, so that everybody is looked at once for many answers and not for each.
void Core::relieve(const Entry& asking) {
  std::vector<std::shared_ptr<Entry>> holders;
  for (const auto& entry : entries_)
    if (entry.get() != &asking && entry->unread_answers() > 0) holders.push_back(entry);
  std::sort(holders.begin(), holders.end(), [](const auto& a, const auto& b) {
    return a->stalled_since() != b->stalled_since() ? a->stalled_since() < b->stalled_since() : a->unread_answers() > b->unread_answers();
  });
  for (const auto& holder : holders) {
    if (unread <= limits.answers_bytes_max / 4 * 3) return;
    holder->abandon();
  }
}

void Core::end() {
  ended_ = true;
  timer_.cancel();
  each([](Entry& entry) { entry.abandon(); });
}

std::vector<char>& reading_buffer() {
  static thread_local std::vector<char> buffer(64 * 1024);
  return buffer;
}

}  // namespace tributary::http
