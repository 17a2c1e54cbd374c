#pragma once
// An address as the engine knows it. A phone number is one person's, whichever channel it is used on: who writes by WhatsApp and
// whom we write to there are the same identity.
#include <string>

#include "relay/host/tenant_runtime.h"

namespace tributary::host {

// Releases up to this one filed a number that we wrote to first on WhatsApp under a kind of its own. As long as the number is
// not known as what it is, that row is looked for, and whoever it led to is found by it.
inline IdentityClaim claim_of(const TenantRuntime& tenant, IdentityKind kind, IdentityId id, std::string address) {
  IdentityId formerly;
  if (kind == IdentityKind::phone && !tenant.state().identities.find(id)) formerly = tenant.keys().identity(tenant.id(), IdentityKind::whatsapp, address);
  return {kind, id, std::move(address), formerly};
}

}  // namespace tributary::host
