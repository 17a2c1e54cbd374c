#pragma once
// Provider accounts of a tenant with their secrets: the one of the environment, and those added later,
// whose tokens are sealed rows. What changes here holds at once: for webhooks, for sending and for the lists that are read.
// Loop thread only.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "relay/host/account_rows.h"
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

class Accounts final : public Follower {
 public:
  Accounts(TenantRuntime&, const Config&);

  // Makes the environment's account, its service and its numbers part of the log. Idempotent.
  void configure_from_environment();
  struct NewAccount { std::string name, sid, token, sms_number, whatsapp_number, api_base; };
  // An account of its own with a webhook path of its own. Returns the path's base address. Throws with a sentence.
  std::string add(const NewAccount&);
  // The same of what was checked before; `by` stands beside its events in the log.
  AccountId enter(const NewAccount&, const Actor& by);
  // Of an added one. A token that is replaced stays good for signatures until it is forgotten; an empty number changes nothing.
  struct Change { std::string name; std::optional<std::string> token; bool forget_previous = false; std::string sms_number, whatsapp_number; std::vector<NumberId> without = {}; };
  void change(AccountId, const Change&, const Actor& by);  // `without`: numbers that are switched off
  // Of an added one: its tokens are erased, its numbers switched off, and it is in none of the lists below. What was written
  // by it stays. Connected again, it has the numbers and the webhook addresses it had.
  void disconnect(AccountId, const Actor& by);
  void connect(AccountId, const std::string& token, const Actor& by);
  const DisconnectedAccount* disconnected(AccountId) const;
  const DisconnectedAccount* disconnected_by_secret(std::string_view secret) const;
  const std::vector<DisconnectedAccount>& all_disconnected() const { return disconnected_; }
  ProviderAccount shown(const DisconnectedAccount&) const;  // without a token: to be looked at

  const ProviderAccount* environment() const;
  const ProviderAccount* by_hook_secret(std::string_view secret) const;
  const ProviderAccount* find(AccountId) const;
  bool is_environment(AccountId id) const { return id == environment_ && id; }
  AccountId id_of(std::string_view sid) const;
  const ProviderAccount* of(const Number& number) const { return find(number.account); }
  const std::map<AccountId, ProviderAccount>& all() const { return accounts_; }
  const Config& config() const { return config_; }

  void applied(const Event&, const Stamp&) override {}
  void durable() override {}
  void reloaded() override;  // what was added or changed in the turn that was taken back is not so

 private:
  void load_added();
  void keep_added();
  void keep_disconnected();
  void forget_disconnected(AccountId);
  ServiceId main_service();
  void link(NumberId, ServiceId, const Actor& by);
  void switch_off(const std::vector<NumberId>&, const Actor& by);
  AddedAccount* added(AccountId);
  void configure(AccountId, const NewAccount&, bool from_environment, const Actor& by);
  ProviderAccount described(const AddedAccount&) const;

  TenantRuntime& tenant_;
  const Config& config_;
  std::map<AccountId, ProviderAccount> accounts_;
  std::vector<AddedAccount> added_;  // as they are in the file, and so are these
  std::vector<DisconnectedAccount> disconnected_;
  AccountId environment_;
};

}  // namespace tributary::host
