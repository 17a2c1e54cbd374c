#include "relay/host/accounts.h"

#include <algorithm>
#include <stdexcept>

#include "core/base/assert.h"
#include "core/base/phone.h"
#include "core/base/planted.h"
#include "relay/host/default_templates.h"

namespace tributary::host {

namespace {

template <class IdType>
IdType keyed_id(const TenantRuntime& tenant, const store::Keys& keys, std::string_view purpose, std::string_view text) {
  IdType id;
  keys.keyed(tenant.id(), purpose, text, id.high, id.low);
  return id;
}

}  // namespace

Accounts::Accounts(TenantRuntime& tenant, const Config& config) : tenant_(tenant), config_(config) {
  tenant_.follow(*this);
  load_added();
}

AccountId Accounts::id_of(std::string_view sid) const { return keyed_id<AccountId>(tenant_, tenant_.keys(), "account", sid); }

ProviderAccount Accounts::described(const AddedAccount& from) const {
  ProviderAccount account;
  account.id = from.id;
  account.credentials = {from.sid, from.token, from.base};
  account.tokens = {from.token};
  if (!from.previous.empty()) account.tokens.push_back(from.previous);
  account.polls = public_url_is_loopback(config_) && !is_loopback(http::parse_url(from.base).value_or(http::Url{}).host);
  account.hook_path = from.secret.empty() ? "/api/v1/webhooks/telephony" : "/hooks/twilio/" + from.secret;
  account.hook_secret = from.secret;
  return account;
}

void Accounts::configure_from_environment() {
  if (!config_.twilio) return;
  const TwilioEnvironment& twilio = *config_.twilio;
  environment_ = id_of(twilio.account_sid);
  accounts_[environment_] = described({environment_, twilio.account_sid, twilio.auth_token, twilio.previous_auth_token, config_.twilio_api_base, {}});
  accounts_[environment_].credentials.content_base = config_.twilio_content_base;
  configure(environment_, {"Twilio", twilio.account_sid, {}, twilio.sms_number, twilio.whatsapp_number, {}}, true, {ActorKind::system, {}});
  for (const auto& [name, content_sid] : config_.twilio_templates) {
    MessageTemplate wanted;
    wanted.id = keyed_id<TemplateId>(tenant_, tenant_.keys(), "template", name);
    if (const MessageTemplate* known = tenant_.state().templates.find(wanted.id)) wanted = *known;
    if (!wanted.from_environment) wanted.usage = TemplateUsage::any;  // it may have been one of the defaults
    wanted.name = name;
    wanted.content_sid = content_sid;
    wanted.from_environment = true;
    tenant_.submit(ConfigureTemplate{wanted}, ActorKind::system);
  }
  for (const DefaultTemplate& one : default_templates) {
    MessageTemplate wanted;
    wanted.id = keyed_id<TemplateId>(tenant_, tenant_.keys(), "template", one.name);
    if (tenant_.state().templates.find(wanted.id)) continue;
    wanted.name = one.name;
    wanted.body = one.body;
    wanted.variables = variables_in(one.body);
    wanted.usage = TemplateUsage::reply;
    tenant_.submit(ConfigureTemplate{std::move(wanted)}, ActorKind::system);
  }
}

// One service links a business's numbers, so that calls, SMS and WhatsApp of a person meet in one thread (A9).
ServiceId Accounts::main_service() {
  const auto service = keyed_id<ServiceId>(tenant_, tenant_.keys(), "service", "main");
  if (!tenant_.state().services.find(service)) tenant_.submit(ConfigureService{{service, "Support"}}, ActorKind::system);
  return service;
}

// A number that is named is connected, whatever it was before.
void Accounts::configure(AccountId id, const NewAccount& from, bool from_environment, const Actor& by) {
  tenant_.submit(ConfigureAccount{{id, "twilio", from.name, from.sid, from_environment}}, by, store::mint<CommandId>());
  const ServiceId service = main_service();
  auto number = [&](const std::string& address, Channel channel) {
    if (address.empty()) return;
    const char* kind = channel == Channel::sms ? "sms" : "whatsapp";
    const auto number_id = keyed_id<NumberId>(tenant_, tenant_.keys(), "number", from.sid + "|" + kind + "|" + address);
    const Number* known = tenant_.state().numbers.find(number_id);
    tenant_.submit(ConfigureNumber{{number_id, id, channel, address, known && is_connected(*known) ? known->service : service}}, by, store::mint<CommandId>());
  };
  number(from.sms_number, Channel::sms);
  number(from.whatsapp_number, Channel::whatsapp);
}

std::string Accounts::add(const NewAccount& from) {
  if (!http::parse_url(from.api_base)) throw std::runtime_error("The API base must begin with https:// or http://.");
  for (const std::string& number : {from.sms_number, from.whatsapp_number})
    if (!number.empty() && !parse_e164(number)) throw std::runtime_error("Numbers must be in international form, like +15550100900.");
  if (from.sms_number.empty() && from.whatsapp_number.empty()) throw std::runtime_error("An account needs an SMS number or a WhatsApp number.");
  return config_.public_url + accounts_[enter(from, {ActorKind::system, {}})].hook_path;
}

AccountId Accounts::enter(const NewAccount& from, const Actor& by) {
  const DisconnectedAccount* before = disconnected(id_of(from.sid));
  const AddedAccount wanted{id_of(from.sid), from.sid, from.token, {}, from.api_base, before ? before->secret : store::random_secret().substr(0, 32)};
  if (AddedAccount* known = added(wanted.id)) *known = wanted;
  else added_.push_back(wanted);
  accounts_[wanted.id] = described(wanted);
  configure(wanted.id, from, false, by);
  keep_added();
  forget_disconnected(wanted.id);
  return wanted.id;
}

// Whoever signs at the provider may use the token before for a while: a rotation there takes hold neither at once nor everywhere.
void Accounts::change(AccountId id, const Change& wanted, const Actor& by) {
  AddedAccount* one = added(id);
  TRIBUTARY_CHECK(one);
  if (wanted.token && *wanted.token != one->token) {
    one->previous = std::move(one->token);
    one->token = *wanted.token;
  }
  if (wanted.forget_previous && !PLANTED(205)) one->previous.clear();  // "the old one does no harm"
  accounts_[id] = described(*one);
  switch_off(wanted.without, by);
  configure(id, {wanted.name, one->sid, {}, wanted.sms_number, wanted.whatsapp_number, {}}, false, by);
  if (wanted.token || wanted.forget_previous) keep_added();
}

void Accounts::link(NumberId id, ServiceId to, const Actor& by) {
  const Number* known = tenant_.state().numbers.find(id);
  if (!known) return;
  Number wanted = *known;
  wanted.service = to;
  tenant_.submit(ConfigureNumber{std::move(wanted)}, by, store::mint<CommandId>());
}

void Accounts::switch_off(const std::vector<NumberId>& numbers, const Actor& by) {
  if (!numbers.empty() && !tenant_.state().services.find(switched_off_service)) tenant_.submit(ConfigureService{{switched_off_service, "Disconnected"}}, ActorKind::system);
  for (const NumberId number : numbers) link(number, switched_off_service, by);
}

void Accounts::disconnect(AccountId id, const Actor& by) {
  const AddedAccount* one = added(id);
  TRIBUTARY_CHECK(one);
  DisconnectedAccount kept{id, one->sid, one->base, one->secret, {}};
  tenant_.state().numbers.for_each([&](NumberId number, const Number& n) {
    if (n.account == id && is_connected(n)) kept.numbers.push_back(number);
  });
  switch_off(kept.numbers, by);
  accounts_.erase(id);
  std::erase_if(added_, [id](const AddedAccount& other) { return other.id == id; });
  if (!PLANTED(215)) keep_added();  // "nobody asks for it any more"
  disconnected_.push_back(std::move(kept));
  keep_disconnected();
}

void Accounts::connect(AccountId id, const std::string& token, const Actor& by) {
  const DisconnectedAccount* known = disconnected(id);
  TRIBUTARY_CHECK(known);
  const DisconnectedAccount from = *known;
  added_.push_back({id, from.sid, token, {}, from.base, from.secret});
  accounts_[id] = described(added_.back());
  keep_added();
  forget_disconnected(id);
  const ServiceId service = main_service();
  for (const NumberId number : from.numbers) link(number, service, by);
}

ProviderAccount Accounts::shown(const DisconnectedAccount& from) const { return described({from.id, from.sid, {}, {}, from.base, from.secret}); }

const DisconnectedAccount* Accounts::disconnected(AccountId id) const {
  const auto it = std::find_if(disconnected_.begin(), disconnected_.end(), [id](const DisconnectedAccount& one) { return one.id == id; });
  return it == disconnected_.end() || is_environment(id) ? nullptr : &*it;
}

const DisconnectedAccount* Accounts::disconnected_by_secret(std::string_view secret) const {
  const auto it = std::find_if(disconnected_.begin(), disconnected_.end(), [secret](const DisconnectedAccount& one) { return !secret.empty() && one.secret == secret; });
  return it == disconnected_.end() ? nullptr : &*it;
}

void Accounts::keep_disconnected() { put_disconnected_accounts(tenant_.writing(), tenant_.keys(), tenant_.id(), disconnected_); }

void Accounts::forget_disconnected(AccountId id) {
  if (std::erase_if(disconnected_, [id](const DisconnectedAccount& one) { return one.id == id; }) > 0) keep_disconnected();
}

AddedAccount* Accounts::added(AccountId id) {
  const auto it = std::find_if(added_.begin(), added_.end(), [id](const AddedAccount& one) { return one.id == id; });
  return it == added_.end() ? nullptr : &*it;
}

void Accounts::keep_added() { put_added_accounts(tenant_.writing(), tenant_.keys(), tenant_.id(), added_); }

// One that the environment names too is the environment's, and stays in the list for the day on which it is not.
void Accounts::load_added() {
  added_ = added_accounts(tenant_.store(), tenant_.keys(), tenant_.id());
  disconnected_ = disconnected_accounts(tenant_.store(), tenant_.keys(), tenant_.id());
  for (const AddedAccount& one : added_)
    if (!is_environment(one.id)) accounts_[one.id] = described(one);
}

void Accounts::reloaded() {
  const std::vector<AddedAccount> before = std::move(added_);
  load_added();
  for (const AddedAccount& one : before)
    if (!added(one.id) && !is_environment(one.id)) accounts_.erase(one.id);
}

const ProviderAccount* Accounts::environment() const { return find(environment_); }

const ProviderAccount* Accounts::find(AccountId id) const {
  auto it = accounts_.find(id);
  return it == accounts_.end() ? nullptr : &it->second;
}

const ProviderAccount* Accounts::by_hook_secret(std::string_view secret) const {
  for (const auto& [id, account] : accounts_)
    if (!secret.empty() && account.hook_secret == secret) return &account;
  return nullptr;
}

}  // namespace tributary::host
