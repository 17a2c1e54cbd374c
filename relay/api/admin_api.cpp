#include "relay/api/admin_api.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "core/base/text.h"
#include "relay/api/answers.h"
#include "relay/api/hooks_api.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::size_t body_shown_max = 4096;
constexpr std::size_t quarantine_items_max = 200;
constexpr std::string_view scopes_known[] = {"conversations:read", "messages:send", "templates:write", "admin"};

json::object list_of(json::array items) { return {{"items", std::move(items)}, {"nextCursor", nullptr}}; }

json::object quarantine_json(const store::Quarantined& q) {
  const bool known = !q.settled_by.empty();
  return {{"id", q.id}, {"at", iso8601(q.at)}, {"account", q.account}, {"route", q.route}, {"reason", q.reason}, {"contentType", q.content_type},
          {"body", cut_code_points(for_display(q.body), body_shown_max)}, {"bodyBytes", q.body_bytes}, {"replayed", q.replayed}, {"dismissed", q.dismissed},
          {"settledAt", known ? json::value(iso8601(q.settled_at)) : json::value(nullptr)}, {"settledBy", known ? json::value(q.settled_by) : json::value(nullptr)}};
}

void diagnoses(const Granted<Action::read_diagnoses>& granted, Call& call) {
  json::array items;
  for (const auto& d : granted.tenant().runtime.store().diagnoses())
    items.push_back({{"at", iso8601(d.at)}, {"what", d.what}, {"detail", d.detail}, {"peer", d.peer}});
  call.reply(json_response(200, list_of(std::move(items))));
}

void quarantine(const Granted<Action::read_diagnoses>& granted, Call& call) {
  json::array items;
  for (const auto& q : granted.tenant().runtime.store().quarantined(quarantine_items_max)) items.push_back(quarantine_json(q));
  call.reply(json_response(200, list_of(std::move(items))));
}

std::optional<store::Quarantined> named(host::Tenant& tenant, const Call& call) {
  std::int64_t id = 0;
  const std::string& text = call.parameters[0];
  const bool number = std::from_chars(text.data(), text.data() + text.size(), id).ptr == text.data() + text.size();
  return number ? tenant.runtime.store().quarantined_item(id) : std::nullopt;
}

void settle(const Granted<Action::replay_quarantine>& granted, Call& call, store::Quarantined item, store::TenantStore::Settled how) {
  const Principal& by = granted.principal();
  if (granted.tenant().runtime.store().quarantine_held().full()) granted.tenant().reconciler.owe();  // what there was no room for is asked for
  item.replayed = how == store::TenantStore::Settled::replayed;
  item.dismissed = !item.replayed;
  item.settled_at = call.house().clock().now();
  item.settled_by = by.kind == Principal::Kind::agent ? to_text(by.agent) : to_text(same_bits<TokenId>(by.agent));
  granted.tenant().runtime.writing().settle_quarantined(item.id, how, item.settled_at, item.settled_by);
  call.reply(json_response(200, quarantine_json(item)));
}

// Also of one that was dismissed: that may have been a mistake.
void replay(const Granted<Action::replay_quarantine>& granted, Call& call) {
  auto item = named(granted.tenant(), call);
  if (!item) return call.reply(not_found());
  if (item->replayed) return call.reply(error(409, "already_replayed", "This one has been replayed already."));
  std::string why = Hooks::replay(granted.tenant(), *item);
  if (!why.empty()) return call.reply(error(422, "still_unusable", why));
  settle(granted, call, std::move(*item), store::TenantStore::Settled::replayed);
}

// Somebody has read it and needs it no more.
void dismiss(const Granted<Action::replay_quarantine>& granted, Call& call) {
  auto item = named(granted.tenant(), call);
  if (!item) return call.reply(not_found());
  if (item->replayed) return call.reply(error(409, "already_replayed", "This one has been replayed already."));
  if (item->dismissed) return call.reply(error(409, "already_dismissed", "This one has been dismissed already."));
  settle(granted, call, std::move(*item), store::TenantStore::Settled::dismissed);
}

json::object token_json(const store::ApiToken& t) {
  json::array scopes;
  for (const std::string& scope : t.scopes) scopes.push_back(json::value(scope));
  return {{"id", to_text(t.id)}, {"name", t.name}, {"scopes", std::move(scopes)}, {"createdAt", iso8601(t.created)}, {"expiresAt", iso8601(t.expires)}, {"revoked", t.revoked}};
}

std::optional<std::vector<std::string>> read_scopes(const json::object& body) {
  const json::value* v = body.if_contains("scopes");
  if (!v || !v->is_array() || v->get_array().empty()) return std::nullopt;
  std::vector<std::string> scopes;
  for (const json::value& one : v->get_array()) {
    if (!one.is_string()) return std::nullopt;
    std::string scope(one.get_string());
    if (std::find(std::begin(scopes_known), std::end(scopes_known), scope) == std::end(scopes_known)) return std::nullopt;
    if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(std::move(scope));
  }
  return scopes;
}

void create_token(const Granted<Action::manage_tokens>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "scopes", "expiresInDays"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto name = text_field(*body.fields, "name");
  auto scopes = read_scopes(*body.fields);
  std::int64_t days = 90;
  if (const json::value* v = body.fields->if_contains("expiresInDays")) days = v->is_int64() ? v->get_int64() : 0;
  if (!name || blank(*name) || code_points(*name) > limits::name_characters_max) return call.reply(error(422, "invalid_value", "name must be 1 to 200 characters.", "name"));
  if (!scopes) return call.reply(error(422, "invalid_value", "scopes must be a list of known scopes.", "scopes"));
  if (days < 1 || days > 365) return call.reply(error(422, "invalid_value", "expiresInDays must be 1 to 365.", "expiresInDays"));
  const Instant now = call.house().clock().now();
  // What a token makes belongs to whoever made that token, and ends with them.
  const Principal& by = granted.principal();
  const AgentId creator = by.kind == Principal::Kind::agent ? by.agent : by.maker;
  const store::ApiToken token{store::mint<TokenId>(), by.tenant, *name, *scopes, now, now + days * limits::day_ms, false, creator};
  const std::string secret = "trb_" + store::random_secret();
  call.house().system().add_token(secret, token);
  json::object answer = token_json(token);
  answer["token"] = secret;
  call.reply(json_response(201, answer));
}

void list_tokens(const Granted<Action::manage_tokens>& granted, Call& call) {
  json::array items;
  for (const auto& token : call.house().system().tokens(granted.principal().tenant)) items.push_back(token_json(token));
  call.reply(json_response(200, list_of(std::move(items))));
}

void revoke_token(const Granted<Action::manage_tokens>& granted, Call& call) {
  auto id = parse_id<TokenTag>(call.parameters[0]);
  for (const auto& token : call.house().system().tokens(granted.principal().tenant))
    if (id && token.id == *id) {
      call.house().system().revoke_token(*id);
      granted.tenant().runtime.hub().sign_out(same_bits<AgentId>(*id));
      return call.reply(no_content());
    }
  call.reply(not_found());
}

}  // namespace

void add_admin_routes(Router& router) {
  router.on<Action::read_diagnoses>("GET", "/api/v1/admin/diagnoses", diagnoses);
  router.on<Action::read_diagnoses>("GET", "/api/v1/admin/quarantine", quarantine);
  router.on<Action::replay_quarantine>("POST", "/api/v1/admin/quarantine/{id}/replay", replay);
  router.on<Action::replay_quarantine>("POST", "/api/v1/admin/quarantine/{id}/dismiss", dismiss);
  router.on<Action::manage_tokens>("GET", "/api/v1/admin/tokens", list_tokens);
  router.on<Action::manage_tokens>("POST", "/api/v1/admin/tokens", create_token);
  router.on<Action::manage_tokens>("DELETE", "/api/v1/admin/tokens/{id}", revoke_token);
}

}  // namespace tributary::api
