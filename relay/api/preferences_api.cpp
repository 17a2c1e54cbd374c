#include "relay/api/preferences_api.h"

#include <boost/json.hpp>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "core/base/limits.h"
#include "core/wire/frame.h"
#include "relay/api/answers.h"
#include "relay/api/strict_json.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

using Own = Granted<Action::keep_preferences>;

json::object chosen_by(const Own& granted) {
  const auto text = granted.tenant().runtime.store().preferences(granted.principal().agent);
  return text ? parse_strictly(*text).value_or(json::object()) : json::object();
}

std::string revision_of(const std::string& text) { return std::to_string(Digest().add(text).value()); }

// Whose they are stands with them: a page hears late of an answer that was meant for who signed out of it.
json::object as_answer(const Own& granted, json::object chosen) {
  const std::string revision = revision_of(json::serialize(chosen));
  return {{"agentId", to_text(granted.principal().agent)}, {"revision", revision}, {"values", std::move(chosen)}};
}

// All open pages of this person hear of it, the one that asked too: it knows the revision from its answer.
void keep(const Own& granted, const std::string& text) {
  host::TenantRuntime& tenant = granted.tenant().runtime;
  const AgentId agent = granted.principal().agent;
  tenant.writing().put_preferences(agent, text);
  tenant.round().answer(tenant, [&tenant, agent, frame = wire::server_frame_text(wire::PreferencesChanged{revision_of(text)})](host::Committed committed) {
    if (committed == host::Committed::yes) tenant.hub().tell(agent, frame);
  });
}

http::Response wrong(std::string_view message) { return error(422, "invalid_value", message, "values"); }

bool nameable(json::string_view name) { return !name.empty() && name.size() <= limits::preference_name_bytes_max; }
bool plain(const json::value& value) { return !value.is_object() && !value.is_array(); }

// In the order in which they were first set: a page shows saved views so.
void merge(json::object& chosen, const json::object& changes) {
  for (const auto& one : changes) {
    if (one.value().is_null()) chosen.stable_erase(one.key());
    else chosen[one.key()] = one.value();
  }
}

void get(const Own& granted, Call& call) { call.reply(json_response(200, as_answer(granted, chosen_by(granted)))); }

void patch(const Own& granted, Call& call) {
  auto body = read_body(call.request, {"values"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const json::value* given = body.fields->if_contains("values");
  const json::object* changes = given ? given->if_object() : nullptr;
  if (!changes) return call.reply(wrong("values is missing: an object of names and what each is set to, or null to forget it."));
  for (const auto& one : *changes) {
    if (!nameable(one.key())) return call.reply(wrong("A name in values has 1 to 300 bytes."));
    if (!plain(one.value())) return call.reply(wrong("Each of values is a text, a number, true, false or null."));
  }
  json::object chosen = chosen_by(granted);
  const std::string before = json::serialize(chosen);
  merge(chosen, *changes);
  const std::string text = json::serialize(chosen);
  if (text.size() > limits::preferences_bytes_max)
    return call.reply(error(422, "preferences_too_large", "Your saved views and settings would be larger than 64 KB. Remove some saved views first.", "values", static_cast<std::int64_t>(limits::preferences_bytes_max)));
  if (text != before) keep(granted, text);
  call.reply(json_response(200, as_answer(granted, std::move(chosen))));
}

}  // namespace

void add_preference_routes(Router& router) {
  router.on<Action::keep_preferences>("GET", "/api/v1/me/preferences", get);
  router.on<Action::keep_preferences>("PATCH", "/api/v1/me/preferences", patch);
}

}  // namespace tributary::api
