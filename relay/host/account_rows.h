#pragma once
// The accounts added to a tenant, as its file keeps them: one sealed list. Their names and numbers are events of the log.
#include <string>
#include <vector>

#include "core/base/types.h"
#include "relay/store/keys.h"
#include "relay/store/store.h"

namespace tributary::host {

struct AddedAccount {
  AccountId id;
  std::string sid, token;
  std::string previous;  // the token before this one, while it is being rotated; empty: none
  std::string base, secret;
};

// Throws with a sentence for the operator when they were sealed with another master key.
std::vector<AddedAccount> added_accounts(const store::TenantStore&, const store::Keys&, const std::string& tenant);
void put_added_accounts(store::TenantStore&, const store::Keys&, const std::string& tenant, const std::vector<AddedAccount>&);

}  // namespace tributary::host
