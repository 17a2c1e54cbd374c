#pragma once
// What the health page says of the outbox, counted as it changes: nobody walks all messages for it. Loop thread only.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "relay/host/tenant_runtime.h"

namespace tributary::host {

class OutboxCounts final : public Follower {
 public:
  explicit OutboxCounts(TenantRuntime&);
  std::int64_t unknown() const { return unknown_; }
  std::int64_t waiting() const { return static_cast<std::int64_t>(waiting_.size()); }  // to leave, or leaving
  // How long the oldest that waits has been waiting. A message that is to leave later is late only from then on.
  std::optional<std::int64_t> oldest_ms(Instant now) const;
  // Messages whose story was still open a day after they were written.
  std::int64_t overdue(Instant now) const;

  void applied(const Event&, const Stamp&) override;
  void durable() override {}
  void reloaded() override;

 private:
  using ByAge = std::set<std::pair<std::int64_t, MessageId>>;
  struct Entry { Delivery status; std::int64_t since_ms; };
  void look_at(MessageId);
  void add(MessageId, const Outgoing&);
  void remove(MessageId);

  TenantRuntime& tenant_;
  std::map<MessageId, Entry> open_;   // those below
  ByAge waiting_, by_age_;            // by_age_: all whose story is open
  std::int64_t unknown_ = 0;
};

}  // namespace tributary::host
