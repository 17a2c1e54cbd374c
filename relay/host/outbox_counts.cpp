#include "relay/host/outbox_counts.h"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "core/base/limits.h"
#include "core/base/planted.h"

namespace tributary::host {

namespace {

bool waits(Delivery status) { return status == Delivery::queued || status == Delivery::sending; }
bool is_open(Delivery status) { return waits(status) || status == Delivery::unknown || status == Delivery::accepted; }

}  // namespace

OutboxCounts::OutboxCounts(TenantRuntime& tenant) : tenant_(tenant) {
  tenant_.follow(*this);
  reloaded();
}

std::optional<std::int64_t> OutboxCounts::oldest_ms(Instant now) const {
  if (waiting_.empty() || waiting_.begin()->first > now.ms) return {};
  return now.ms - waiting_.begin()->first;
}

std::int64_t OutboxCounts::overdue(Instant now) const {
  std::int64_t count = 0;
  for (auto one = by_age_.begin(); one != by_age_.end() && now.ms - one->first > limits::day_ms; ++one) ++count;
  return count;
}

void OutboxCounts::applied(const Event& event, const Stamp&) {
  std::visit([this]<class One>(const One& e) {
    if constexpr (std::is_same_v<One, LetGo>) {
      for (MessageId id : e.messages) look_at(id);
    } else if constexpr (requires { e.message; e.conversation; } && !std::is_same_v<One, MessageReceived>) {
      look_at(e.message);
    }
  }, event);
}

void OutboxCounts::reloaded() {
  open_.clear();
  waiting_.clear();
  by_age_.clear();
  unknown_ = 0;
  tenant_.state().outgoing.for_each([this](MessageId id, const Outgoing& message) { add(id, message); });
}

void OutboxCounts::look_at(MessageId id) {
  remove(id);
  if (const Outgoing* message = tenant_.state().outgoing.find(id)) add(id, *message);
}

void OutboxCounts::add(MessageId id, const Outgoing& message) {
  if (!is_open(message.status)) return;
  const std::int64_t since = std::max(message.queued.ms, message.held ? message.not_before.ms : 0);
  open_[id] = {message.status, since};
  by_age_.insert({since, id});
  if (waits(message.status)) waiting_.insert({since, id});
  unknown_ += message.status == Delivery::unknown;
}

void OutboxCounts::remove(MessageId id) {
  const auto found = open_.find(id);
  if (found == open_.end()) return;
  const Entry entry = found->second;
  open_.erase(found);
  by_age_.erase({entry.since_ms, id});
  waiting_.erase({entry.since_ms, id});
  unknown_ -= entry.status == Delivery::unknown && !PLANTED(95);
}

}  // namespace tributary::host
