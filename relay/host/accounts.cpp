#include "relay/host/accounts.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "core/base/id_text.h"
#include "core/base/phone.h"
#include "relay/host/default_templates.h"

namespace tributary::host {

namespace json = boost::json;

namespace {

constexpr std::string_view added_accounts = "accounts";  // the sealed list's name in the tenant's file

template <class IdType>
IdType keyed_id(const TenantRuntime& tenant, const store::Keys& keys, std::string_view purpose, std::string_view text) {
  IdType id;
  keys.keyed(tenant.id(), purpose, text, id.high, id.low);
  return id;
}

std::string text_of(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v && v->is_string() ? std::string(v->as_string()) : std::string();
}

}  // namespace

Accounts::Accounts(TenantRuntime& tenant, const Config& config) : tenant_(tenant), config_(config) { load_added(); }

ProviderAccount Accounts::described(AccountId id, const NewAccount& from, std::string hook_secret) const {
  ProviderAccount account;
  account.id = id;
  account.credentials = {from.sid, from.token, from.api_base};
  account.tokens = {from.token};
  account.polls = public_url_is_loopback(config_) && !is_loopback(http::parse_url(from.api_base).value_or(http::Url{}).host);
  account.hook_path = hook_secret.empty() ? "/api/v1/webhooks/telephony" : "/hooks/twilio/" + hook_secret;
  account.hook_secret = std::move(hook_secret);
  return account;
}

void Accounts::configure_from_environment() {
  if (!config_.twilio) return;
  const TwilioEnvironment& twilio = *config_.twilio;
  environment_ = keyed_id<AccountId>(tenant_, tenant_.keys(), "account", twilio.account_sid);
  NewAccount from{"Twilio", twilio.account_sid, twilio.auth_token, twilio.sms_number, twilio.whatsapp_number, config_.twilio_api_base};
  accounts_[environment_] = described(environment_, from, {});
  accounts_[environment_].credentials.content_base = config_.twilio_content_base;
  if (!twilio.previous_auth_token.empty()) accounts_[environment_].tokens.push_back(twilio.previous_auth_token);
  configure(environment_, from, true);
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
void Accounts::configure(AccountId id, const NewAccount& from, bool from_environment) {
  tenant_.submit(ConfigureAccount{{id, "twilio", from.name, from.sid, from_environment}}, ActorKind::system);
  const auto service = keyed_id<ServiceId>(tenant_, tenant_.keys(), "service", "main");
  if (!tenant_.state().services.find(service)) tenant_.submit(ConfigureService{{service, "Support"}}, ActorKind::system);
  auto number = [&](const std::string& address, Channel channel) {
    if (address.empty()) return;
    const char* kind = channel == Channel::sms ? "sms" : "whatsapp";
    const auto number_id = keyed_id<NumberId>(tenant_, tenant_.keys(), "number", from.sid + "|" + kind + "|" + address);
    const Number* known = tenant_.state().numbers.find(number_id);
    tenant_.submit(ConfigureNumber{{number_id, id, channel, address, known ? known->service : service}}, ActorKind::system);
  };
  number(from.sms_number, Channel::sms);
  number(from.whatsapp_number, Channel::whatsapp);
}

std::string Accounts::add(const NewAccount& from) {
  if (!http::parse_url(from.api_base)) throw std::runtime_error("The API base must begin with https:// or http://.");
  for (const std::string& number : {from.sms_number, from.whatsapp_number})
    if (!number.empty() && !parse_e164(number)) throw std::runtime_error("Numbers must be in international form, like +15550100900.");
  if (from.sms_number.empty() && from.whatsapp_number.empty()) throw std::runtime_error("An account needs an SMS number or a WhatsApp number.");
  const auto id = keyed_id<AccountId>(tenant_, tenant_.keys(), "account", from.sid);
  std::string secret = store::random_secret().substr(0, 32);
  accounts_[id] = described(id, from, secret);
  configure(id, from, false);
  json::array all;
  for (const auto& [key, account] : accounts_)
    if (!account.hook_secret.empty())
      all.push_back({{"id", to_text(key)}, {"sid", account.credentials.account_sid}, {"token", account.credentials.auth_token},
                     {"base", account.credentials.api_base}, {"secret", account.hook_secret}});
  tenant_.writing().put_value(added_accounts, tenant_.keys().seal(json::serialize(all), tenant_.id() + "|values|accounts|value"));
  return config_.public_url + accounts_[id].hook_path;
}

void Accounts::load_added() {
  auto sealed = tenant_.store().value(added_accounts);
  if (!sealed) return;
  auto text = tenant_.keys().unseal(*sealed, tenant_.id() + "|values|accounts|value");
  if (!text) throw std::runtime_error("The provider accounts of tenant " + tenant_.id() + " were sealed with another master key.");
  const json::value list = json::parse(*text);
  for (const json::value& v : list.as_array()) {
    const json::object& o = v.as_object();
    auto id = parse_id<AccountTag>(text_of(o, "id"));
    if (!id) continue;
    accounts_[*id] = described(*id, {"Twilio", text_of(o, "sid"), text_of(o, "token"), {}, {}, text_of(o, "base")}, text_of(o, "secret"));
  }
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
