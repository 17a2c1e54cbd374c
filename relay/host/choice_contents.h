#pragma once
// Buttons and lists that WhatsApp shows (C15) lie at the provider before a message can speak of them. They are made once for
// the same words and found again by them. Loop thread only.
#include <functional>
#include <optional>
#include <string>

#include "relay/host/accounts.h"
#include "relay/http/client.h"

namespace tributary::host {

class ChoiceContents {
 public:
  ChoiceContents(TenantRuntime& tenant, http::Client& client) : tenant_(tenant), client_(client) {}

  // The content's id; empty: the provider does not want it, so it goes as text. nullopt: it did not answer, and nothing has
  // been sent.
  using Then = std::function<void(std::optional<std::string>)>;
  // False: this message offers none, and `then` is not called.
  bool find(const Outgoing&, const ProviderAccount&, Then then);
  // The provider knows it no more: made anew when it is sent again.
  void forget(MessageId, AccountId);

 private:
  std::optional<ChoicesOffered> offered_with(MessageId) const;
  TenantRuntime& tenant_;
  http::Client& client_;
};

}  // namespace tributary::host
