#include "relay/api/accounts_api.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <functional>

#include "core/base/phone.h"
#include "core/base/planted.h"
#include "core/inbox/naming.h"
#include "relay/api/commanding.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

using host::Accounts;
using host::ProviderAccount;
constexpr std::size_t token_characters_max = 200;
constexpr int accounts_kept_max = 2 * limits::accounts_max;  // with those that are disconnected: one list, written anew with every change of it
constexpr std::string_view whatsapp_prefix = "whatsapp:";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool is_account_sid(std::string_view text) {
  return text.size() == 34 && text.starts_with("AC") && text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

// ---- what is shown

// The command line may have given an account several. Of one that is disconnected: those it will have again.
void for_each_number_of(const host::Tenant& tenant, AccountId account, Channel channel, const std::function<void(NumberId, const Number&)>& then) {
  const host::DisconnectedAccount* before = tenant.accounts.disconnected(account);
  tenant.runtime.state().numbers.for_each([&](NumberId id, const Number& n) {
    const bool counts = before ? std::find(before->numbers.begin(), before->numbers.end(), id) != before->numbers.end() : is_connected(n);
    if (counts && n.account == account && n.channel == channel) then(id, n);
  });
}

// Its first.
const Number* number_of(const host::Tenant& tenant, AccountId account, Channel channel) {
  const Number* first = nullptr;
  for_each_number_of(tenant, account, channel, [&](NumberId, const Number& n) { first = first ? first : &n; });
  return first;
}

json::value number_json(const host::Tenant& tenant, AccountId account, Channel channel) {
  const Number* number = number_of(tenant, account, channel);
  return number ? json::value(number->address) : json::value(nullptr);
}

json::object account_json(const host::Tenant& tenant, const ProviderAccount& account) {
  const State& state = tenant.runtime.state();
  const Account* known = state.accounts.find(account.id);
  const std::string base = tenant.accounts.config().public_url + account.hook_path;
  return {{"id", to_text(account.id)}, {"provider", known ? known->provider : "twilio"}, {"name", known ? known->name : ""}, {"sid", account.credentials.account_sid},
          {"fromEnvironment", tenant.accounts.is_environment(account.id)}, {"apiBase", account.credentials.api_base},
          {"smsNumber", number_json(tenant, account.id, Channel::sms)}, {"whatsappNumber", number_json(tenant, account.id, Channel::whatsapp)},
          {"webhooks", json::object{{"sms", base + "/sms"}, {"status", base + "/status"}, {"voice", base + "/voice"}}},
          {"publicUrl", !account.polls}, {"rotating", account.tokens.size() > 1}, {"connected", tenant.accounts.find(account.id) != nullptr}};
}

json::object account_json(const host::Tenant& tenant, AccountId id) {
  const host::DisconnectedAccount* before = tenant.accounts.disconnected(id);
  return account_json(tenant, before ? tenant.accounts.shown(*before) : *tenant.accounts.find(id));
}

void list(const Granted<Action::manage_accounts>& granted, Call& call) {
  json::array items;
  for (const auto& [id, account] : granted.tenant().accounts.all()) items.push_back(account_json(granted.tenant(), account));
  for (const auto& one : granted.tenant().accounts.all_disconnected())
    if (!granted.tenant().accounts.is_environment(one.id)) items.push_back(account_json(granted.tenant(), one.id));
  call.reply(list_response(std::move(items)));
}

// Who did it stands on standard error once it is so, and with its events in the log; the token is in neither.
void answer_with(const host::Tenant& tenant, const Principal& by, Call& call, AccountId id, int status, const char* what) {
  const std::string who = by.kind == Principal::Kind::agent ? to_text(by.agent) : to_text(same_bits<TokenId>(by.agent));
  const std::string line = "ACCOUNT " + by.tenant + " " + to_text(id) + " " + what + " by " + who + "\n";
  call.reply_when_durable([&tenant, id, status, line] {
    std::fputs(line.c_str(), stderr);
    return json_response(status, account_json(tenant, id));
  });
}

// ---- what is read

http::Response wrong(std::string_view field, std::string_view sentence) { return error(422, "invalid_value", sentence, field); }

std::optional<std::string> read_name(const json::object& body) {
  const std::string name = as_name(text_field(body, "name").value_or(""));
  return name.empty() ? std::nullopt : std::optional(name);
}
http::Response wrong_name() { return wrong("name", "name must be 1 to 200 characters."); }

std::optional<std::string> read_token(const json::object& body) {
  const std::string typed = text_field(body, "token").value_or("");
  const std::string_view token = trimmed(typed);
  const bool fits = !token.empty() && token.size() <= token_characters_max && std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7F; });
  return fits ? std::optional(std::string(token)) : std::nullopt;
}
http::Response wrong_token() { return wrong("token", "token must be the account's auth token: 1 to 200 letters and digits."); }

// As people type it, with its country: before the first number is there nobody knows whose country is meant. Blank or null: none.
bool read_number(const json::object& body, std::string_view field, std::string& number) {
  number.clear();
  const json::value* given = body.if_contains(json::string_view(field.data(), field.size()));
  if (!given || given->is_null()) return true;
  const std::string typed = text_field(body, field).value_or("?");
  std::string_view text = trimmed(typed);
  if (text.empty()) return true;
  if (field == "whatsappNumber" && text.starts_with(whatsapp_prefix)) text.remove_prefix(whatsapp_prefix.size());
  number = normalise_phone(text, {}).value_or("");
  return !number.empty();
}
http::Response wrong_number(std::string_view field) { return wrong(field, "A number must be in international form, like +15550100900."); }

// An admin of one tenant is not the operator: what they name here the relay would ask, with whatever it reaches and they do not.
// So it is Twilio's own, or where the operator has said that the provider is.
std::optional<std::string> allowed_base(std::string_view typed, const host::Config& config) {
  while (typed.ends_with('/')) typed.remove_suffix(1);
  if (typed == config.twilio_api_base || PLANTED(206)) return std::string(typed);  // "admins know what they do"
  const auto url = http::parse_url(typed);
  if (!url || url->scheme != "https" || url->port != 443 || !url->userinfo.empty() || url->path_and_query != "/") return std::nullopt;
  return url->host.ends_with(".twilio.com") ? std::optional("https://" + url->host) : std::nullopt;
}

// ---- adding

// For one more that is connected; where it is not known yet, for one more to be kept too.
std::optional<http::Response> no_room(const Accounts& accounts, bool known) {
  const std::size_t connected = accounts.all().size(), kept = connected + accounts.all_disconnected().size();
  if (connected >= static_cast<std::size_t>(limits::accounts_max)) return error(list_full(limits::accounts_max));
  if (!known && kept >= static_cast<std::size_t>(accounts_kept_max)) return error(list_full(accounts_kept_max));
  return std::nullopt;
}

// What is wrong with the body of a new one, as an answer; nothing when it makes an account.
std::optional<http::Response> read_new(const json::object& body, const host::Config& config, Accounts::NewAccount& from) {
  const auto name = read_name(body);
  if (!name) return wrong_name();
  const std::string sid = text_field(body, "sid").value_or("");
  if (!is_account_sid(trimmed(sid))) return wrong("sid", "sid must be AC followed by 32 hexadecimal digits.");
  const auto token = read_token(body);
  if (!token) return wrong_token();
  if (!read_number(body, "smsNumber", from.sms_number)) return wrong_number("smsNumber");
  if (!read_number(body, "whatsappNumber", from.whatsapp_number)) return wrong_number("whatsappNumber");
  if (from.sms_number.empty() && from.whatsapp_number.empty()) return wrong("smsNumber", "An account needs an SMS number or a WhatsApp number.");
  const json::value* given = body.if_contains("apiBase");
  const auto base = given && !given->is_null() ? allowed_base(text_field(body, "apiBase").value_or(""), config) : std::optional(config.twilio_api_base);
  if (!base) return wrong("apiBase", "apiBase must be https:// and a host of twilio.com, or the address the operator has set as TWILIO_API_BASE.");
  from.name = *name, from.sid = std::string(trimmed(sid)), from.token = *token, from.api_base = *base;
  return std::nullopt;
}

// Messages to a number would be taken for either account's, and refused as the other's.
bool is_anothers(const State& state, const std::string& address, Channel channel, AccountId account) {
  bool found = false;
  if (!address.empty()) state.numbers.for_each([&](NumberId, const Number& n) { found |= is_connected(n) && n.address == address && n.channel == channel && n.account != account; });
  return found;
}

std::optional<http::Response> taken_number(const State& state, const std::string& sms, const std::string& whatsapp, AccountId account) {
  const bool by_sms = is_anothers(state, sms, Channel::sms, account);
  if (!by_sms && !is_anothers(state, whatsapp, Channel::whatsapp, account)) return std::nullopt;
  return error(409, "number_taken", "This number belongs to another account already.", by_sms ? "smsNumber" : "whatsappNumber");
}

void add(const Granted<Action::manage_accounts>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "sid", "token", "smsNumber", "whatsappNumber", "apiBase"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  Accounts& accounts = granted.tenant().accounts;
  Accounts::NewAccount from;
  if (auto refusal = read_new(*body.fields, call.house().config(), from)) return call.reply(std::move(*refusal));
  const AccountId id = accounts.id_of(from.sid);
  if (accounts.find(id)) return call.reply(error(409, "account_exists", "This account is set up already. Change it instead of adding it.", "sid"));
  if (auto refusal = taken_number(granted.tenant().runtime.state(), from.sms_number, from.whatsapp_number, id)) return call.reply(std::move(*refusal));
  if (auto refusal = no_room(accounts, accounts.disconnected(id) != nullptr)) return call.reply(std::move(*refusal));
  accounts.enter(from, granted.actor());
  answer_with(granted.tenant(), granted.principal(), call, id, 201, "added");
}

// ---- changing

bool has(const host::Tenant& tenant, AccountId id) { return tenant.accounts.find(id) || tenant.accounts.disconnected(id); }

// Whose account this is, among those the caller may name. None: there is none for them.
host::Tenant* holder_of(const Granted<Action::manage_accounts>& granted, Call& call, AccountId id) {
  if (PLANTED(204))  // "nobody can guess an id"
    for (const auto& [name, tenant] : call.house().tenants())
      if (has(*tenant, id)) return tenant.get();
  return has(granted.tenant(), id) ? &granted.tenant() : nullptr;
}

// The one the caller may change; otherwise they have been answered.
host::Tenant* holder_or_reply(const Granted<Action::manage_accounts>& granted, Call& call, AccountId id) {
  host::Tenant* tenant = holder_of(granted, call, id);
  if (tenant && !tenant->accounts.is_environment(id)) return tenant;
  call.reply(tenant ? error(409, "environment_account", "This account is set in the relay's environment. Change it there and start the relay anew.")
                    : error(404, "unknown_account", "This account does not exist."));
  return nullptr;
}

// Conversations hang on a number: none becomes another. One is added where there is none, and null switches off what there is.
std::optional<http::Response> read_other_number(const json::object& body, std::string_view field, const host::Tenant& tenant, AccountId id, Channel channel, Accounts::Change& wanted) {
  const json::value* given = body.if_contains(json::string_view(field.data(), field.size()));
  if (!given) return std::nullopt;
  if (given->is_null()) {
    for_each_number_of(tenant, id, channel, [&](NumberId number, const Number&) { wanted.without.push_back(number); });
    return std::nullopt;
  }
  std::string& number = channel == Channel::sms ? wanted.sms_number : wanted.whatsapp_number;
  if (!read_number(body, field, number)) return wrong_number(field);
  const Number* known = number_of(tenant, id, channel);
  if (!known || number == known->address) return std::nullopt;
  return error(409, "number_fixed", "A number does not become another: conversations belong to it. Disconnect it first, or add the other with an account of its own.", field);
}

std::optional<http::Response> read_change(const json::object& body, const host::Tenant& tenant, AccountId id, Accounts::Change& wanted) {
  const State& state = tenant.runtime.state();
  const Account* known = state.accounts.find(id);
  if (known) wanted.name = known->name;
  if (body.contains("name")) {
    const auto name = read_name(body);
    if (!name) return wrong_name();
    wanted.name = *name;
  }
  if (body.contains("token")) {
    wanted.token = read_token(body);
    if (!wanted.token) return wrong_token();
  }
  if (const json::value* forget = body.if_contains("forgetPrevious")) {
    if (!forget->is_bool()) return wrong("forgetPrevious", "forgetPrevious must be true or false.");
    wanted.forget_previous = forget->get_bool();
  }
  if (auto refusal = read_other_number(body, "smsNumber", tenant, id, Channel::sms, wanted)) return refusal;
  if (auto refusal = read_other_number(body, "whatsappNumber", tenant, id, Channel::whatsapp, wanted)) return refusal;
  return taken_number(state, wanted.sms_number, wanted.whatsapp_number, id);
}

// Its numbers may have gone to another account meanwhile.
std::optional<http::Response> taken_meanwhile(const host::Tenant& tenant, AccountId id) {
  const State& state = tenant.runtime.state();
  for (const NumberId number : tenant.accounts.disconnected(id)->numbers) {
    const Number* known = state.numbers.find(number);
    if (!known) continue;
    const bool sms = known->channel == Channel::sms;
    if (auto refusal = taken_number(state, sms ? known->address : std::string(), sms ? std::string() : known->address, id)) return refusal;
  }
  return std::nullopt;
}

void connect(const Granted<Action::manage_accounts>& granted, Call& call, host::Tenant& tenant, AccountId id, const json::object& body) {
  if (!body.contains("token") || body.size() > 1) return call.reply(error(409, "account_disconnected", "This account is disconnected. Its auth token alone connects it again; then it can be changed."));
  const auto token = read_token(body);
  if (!token) return call.reply(wrong_token());
  if (auto refusal = taken_meanwhile(tenant, id)) return call.reply(std::move(*refusal));
  if (auto refusal = no_room(tenant.accounts, true)) return call.reply(std::move(*refusal));
  tenant.accounts.connect(id, *token, granted.actor());
  answer_with(tenant, granted.principal(), call, id, 200, "connected again");
}

void change(const Granted<Action::manage_accounts>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "token", "smsNumber", "whatsappNumber", "forgetPrevious"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto id = path_id<AccountTag>(call);
  host::Tenant* tenant = holder_or_reply(granted, call, id);
  if (!tenant) return;
  if (tenant->accounts.disconnected(id)) return connect(granted, call, *tenant, id, *body.fields);
  Accounts::Change wanted;
  if (auto refusal = read_change(*body.fields, *tenant, id, wanted)) return call.reply(std::move(*refusal));
  tenant->accounts.change(id, wanted, granted.actor());
  const char* what = wanted.forget_previous ? "previous token forgotten" : wanted.token ? "token replaced" : wanted.without.empty() ? "changed" : "number disconnected";
  answer_with(*tenant, granted.principal(), call, id, 200, what);
}

void disconnect(const Granted<Action::manage_accounts>& granted, Call& call) {
  const auto id = path_id<AccountTag>(call);
  host::Tenant* tenant = holder_or_reply(granted, call, id);
  if (!tenant) return;
  if (tenant->accounts.disconnected(id)) return call.reply(json_response(200, account_json(*tenant, id)));
  tenant->accounts.disconnect(id, granted.actor());
  answer_with(*tenant, granted.principal(), call, id, 200, "disconnected");
}

}  // namespace

void add_account_routes(Router& router) {
  router.on<Action::manage_accounts>("GET", "/api/v1/admin/accounts", list);
  router.on<Action::manage_accounts>("POST", "/api/v1/admin/accounts", add);
  router.on<Action::manage_accounts>("PATCH", "/api/v1/admin/accounts/{id}", change);
  router.on<Action::manage_accounts>("DELETE", "/api/v1/admin/accounts/{id}", disconnect);
}

}  // namespace tributary::api
