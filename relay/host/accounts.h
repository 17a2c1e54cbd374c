#pragma once
// Provider accounts of a tenant with their secrets: the one of the environment, and those added later,
// whose tokens are sealed rows. Loop thread only.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "relay/host/config.h"
#include "relay/host/tenant_runtime.h"
#include "relay/provider/twilio.h"

namespace tributary::host {

struct ProviderAccount {
  AccountId id;
  provider::twilio::Credentials credentials;
  std::vector<std::string> tokens;   // current first, then the previous one while it is being rotated
  std::string hook_secret;           // 32 characters of /hooks/twilio/<secret>/…; empty for the environment's
  bool polls = false;                // no public address: both directions are asked for every 10 s
  std::string hook_path;             // of its webhooks, without "/sms"; the public URL stands before it
};

class Accounts {
 public:
  Accounts(TenantRuntime&, const Config&);

  // Makes the environment's account, its service and its numbers part of the log. Idempotent.
  void configure_from_environment();
  struct NewAccount { std::string name, sid, token, sms_number, whatsapp_number, api_base; };
  // An account of its own with a webhook path of its own. Returns the path's base address.
  std::string add(const NewAccount&);

  const ProviderAccount* environment() const;
  const ProviderAccount* by_hook_secret(std::string_view secret) const;
  const ProviderAccount* find(AccountId) const;
  const ProviderAccount* of(const Number& number) const { return find(number.account); }
  const std::map<AccountId, ProviderAccount>& all() const { return accounts_; }
  const Config& config() const { return config_; }

 private:
  void load_added();
  void configure(AccountId, const NewAccount&, bool from_environment);
  ProviderAccount described(AccountId, const NewAccount&, std::string hook_secret) const;

  TenantRuntime& tenant_;
  const Config& config_;
  std::map<AccountId, ProviderAccount> accounts_;
  AccountId environment_;
};

}  // namespace tributary::host
