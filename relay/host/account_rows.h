#pragma once
// The accounts added to a tenant, as its file keeps them: two sealed lists, of those that are connected and of those that are
// not any more. Their names and numbers are events of the log.
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

// One that was disconnected: what it takes to connect it again, but no token.
struct DisconnectedAccount {
  AccountId id;
  std::string sid, base;
  std::string secret;             // of its webhook addresses: they need not be entered anew, and who goes on calling there is seen
  std::vector<NumberId> numbers;  // connected until then
};

// Throws with a sentence for the operator when they were sealed with another master key.
std::vector<AddedAccount> added_accounts(const store::TenantStore&, const store::Keys&, const std::string& tenant);
void put_added_accounts(store::TenantStore&, const store::Keys&, const std::string& tenant, const std::vector<AddedAccount>&);
// The release before knows nothing of this list: to it none of these is an account (P11).
std::vector<DisconnectedAccount> disconnected_accounts(const store::TenantStore&, const store::Keys&, const std::string& tenant);
void put_disconnected_accounts(store::TenantStore&, const store::Keys&, const std::string& tenant, const std::vector<DisconnectedAccount>&);

}  // namespace tributary::host
