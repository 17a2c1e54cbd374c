#pragma once
// What providers report becomes commands: addresses become identities, provider ids become ours, each
// item has one effect however often it is told (P3). Webhooks and the reconciler share this door.
#include <cstdint>
#include <string>

#include "relay/host/accounts.h"
#include "relay/host/escalation_queues.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::host {

// A verified webhook as it came, kept in quarantine when its meaning cannot be used.

struct RawHook { std::string route, content_type, target, body; };

class Ingest {
 public:
  Ingest(TenantRuntime& tenant, const EscalationQueues& queues) : tenant_(tenant), queues_(queues) {}
  // What became of a webhook. No room: it cannot be used, and too much of that kind waits for a person already; it must come again.
  enum class Became : std::uint8_t { used, quarantined, no_room };
  // Takes every item or quarantines the raw body, all inside the current turn.
  Became take(const ProviderAccount&, const provider::Parsed&, const RawHook&);
  std::uint64_t refused() const { return refused_; }  // for want of room
  // The same without quarantining it a second time: for the admin's replay button.
  std::string take_again(const ProviderAccount&, const provider::Parsed&);
  // The number of this account that it is to, where that is switched off (A8): nothing of it is taken, and nothing kept.
  std::optional<NumberId> switched_off(const ProviderAccount&, const provider::Parsed&) const;
  std::optional<NumberId> switched_off(const ProviderAccount&, std::string_view ours, Channel) const;
  // It was taken before, by whatever way.
  bool knows(const ProviderAccount&, const provider::Inbound&) const;
  // One item of a reconciliation list. True: it was new.
  bool take_listed(const ProviderAccount&, const provider::Inbound&);
  bool take_status(const ProviderAccount&, const provider::StatusReport&);
  // Remembers which of our messages a provider's id speaks of.
  void remember(const ProviderAccount&, std::string_view item, MessageId);
  std::optional<MessageId> message_of(const ProviderAccount&, std::string_view item) const;

 private:
  std::string take(const ProviderAccount&, const provider::Inbound&);
  std::string take(const ProviderAccount&, const provider::StatusReport&);
  std::string take(const ProviderAccount&, const provider::CallReport&);
  std::vector<IdentityClaim> claims(const std::vector<provider::Claim>&) const;
  IdentityId identity(const provider::Claim&) const;
  std::optional<MessageId> known_message(const ProviderAccount&, const provider::StatusReport&) const;
  void add_media_jobs(const ProviderAccount&, const provider::Inbound&, MessageId);

  // Who wrote lately, some thousands of them: a keyed hash of each address costs as much as a row of the file.
  struct Known { IdentityKind kind = IdentityKind::phone; std::string address; IdentityId id; };
  mutable std::vector<Known> known_;
  std::uint64_t refused_ = 0;
  TenantRuntime& tenant_;
  const EscalationQueues& queues_;
};

}  // namespace tributary::host
