#include "web/app/channels_bodies.h"

#include <boost/json/value.hpp>

#include "core/base/civil.h"
#include "core/wire/document.h"
#include "web/app/body_reading.h"

namespace tributary::app {
namespace {

namespace json = boost::json;
using body::each, body::json_text, body::member, body::parsed, body::text;

bool flag(const json::value& value, const char* name) {
  const json::value* found = member(value, name);
  return found && found->is_bool() && found->get_bool();
}

double moment(const json::value& value, const char* name) {
  const auto at = parse_iso(text(value, name));
  return at ? static_cast<double>(at->ms) : 0;
}

}  // namespace

std::vector<ProviderAccount> accounts_of(std::string_view answer) {
  std::vector<ProviderAccount> found;
  const json::value all = parsed(answer);
  each(member(all, "items"), [&](const json::value& item) {
    ProviderAccount one;
    one.id = text(item, "id");
    one.name = text(item, "name");
    one.sid = text(item, "sid");
    one.sms = text(item, "smsNumber");
    one.whatsapp = text(item, "whatsappNumber");
    if (const json::value* hooks = member(item, "webhooks")) one.webhooks = {text(*hooks, "sms"), text(*hooks, "voice"), text(*hooks, "status")};
    one.from_environment = flag(item, "fromEnvironment");
    one.public_url = flag(item, "publicUrl");
    one.rotating = flag(item, "rotating");
    one.disconnected = member(item, "connected") && !flag(item, "connected");
    found.push_back(std::move(one));
  });
  return found;
}

std::vector<ApiToken> tokens_of(std::string_view answer) {
  std::vector<ApiToken> found;
  const json::value all = parsed(answer);
  each(member(all, "items"), [&](const json::value& item) {
    ApiToken one;
    one.id = text(item, "id");
    one.name = text(item, "name");
    each(member(item, "scopes"), [&one](const json::value& scope) {
      if (const json::string* word = scope.if_string()) one.scopes.emplace_back(word->data(), word->size());
    });
    one.created_ms = moment(item, "createdAt");
    one.expires_ms = moment(item, "expiresAt");
    one.revoked = flag(item, "revoked");
    found.push_back(std::move(one));
  });
  return found;
}

NewToken new_token_of(std::string_view answer) {
  const json::value value = parsed(answer);
  return {text(value, "name"), text(value, "token")};
}

std::string account_body(Fields fields) {
  json::object object;
  for (const auto& [name, value] : fields)
    if (!value.empty()) object[json::string_view(name.data(), name.size())] = json_text(value);
  return wire::document_text(object);
}

std::string token_body(std::string_view name, std::span<const std::string_view> scopes, int days) {
  json::object object;
  object["name"] = json_text(name);
  json::array list;
  for (const std::string_view scope : scopes) list.emplace_back(json_text(scope));
  object["scopes"] = std::move(list);
  object["expiresInDays"] = days;
  return wire::document_text(object);
}

}  // namespace tributary::app
