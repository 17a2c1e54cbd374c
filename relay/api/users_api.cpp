#include "relay/api/users_api.h"

#include <boost/json.hpp>

#include "core/base/planted.h"
#include "core/base/id_text.h"
#include "core/base/text.h"
#include "relay/api/answers.h"
#include "relay/api/words_of_kinds.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::int64_t link_ms = 60 * limits::minute_ms;
constexpr std::size_t email_bytes_max = 254;

json::object user_json(const store::User& u) {
  return {{"id", to_text(u.id)}, {"email", u.email}, {"name", u.name}, {"role", word(u.role)}, {"active", u.active}};
}

// Somebody of this tenant, or the answer that there is no such person.
std::optional<store::User> named(host::House& house, const std::string& tenant, Call& call) {
  const auto id = parse_id<AgentTag>(call.parameters[0]);
  auto user = id ? house.system().user(*id) : std::nullopt;
  if (user && (user->tenant == tenant || PLANTED(45))) return user;
  call.reply(error(404, "unknown_agent", "This agent does not exist or has left. Choose somebody from the list."));
  return std::nullopt;
}

std::optional<Role> role_of(const json::object& fields) {
  const auto text = text_field(fields, "role");
  if (text == "admin") return Role::admin;
  return text == "agent" ? std::optional(Role::agent) : std::nullopt;
}

void answer_with(Call& call, AgentId id, json::object more = {}, int status = 200) {
  call.reply_when_durable([&house = call.house(), id, more = std::move(more), status] {
    json::object answer = user_json(*house.system().user(id));
    for (const auto& one : more) answer[one.key()] = one.value();
    return json_response(status, answer);
  });
}

// Good once, for an hour; to be handed to the person by a way they trust.
std::string fresh_link(host::House& house, AgentId id) {
  const std::string secret = store::random_secret();
  house.system().add_link(secret, id, house.clock().now() + link_ms);
  return house.config().public_url + "/#link=" + secret;
}

void list_users(const Granted<Action::manage_users>& granted, Call& call) {
  json::array items;
  for (const auto& user : call.house().system().users(granted.principal().tenant)) items.push_back(user_json(user));
  call.reply(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", nullptr}}));
}

void add_user(const Granted<Action::manage_users>& granted, Call& call) {
  auto body = read_body(call.request, {"email", "name", "role"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto email = text_field(*body.fields, "email");
  const std::string name = text_field(*body.fields, "name").value_or("");
  const auto role = body.fields->contains("role") ? role_of(*body.fields) : std::optional(Role::agent);
  const std::size_t at = email ? email->find('@') : std::string::npos;
  const bool plain = email && email->size() <= email_bytes_max && email->find_first_of(" \t\r\n<>,;\"") == std::string::npos;
  if (!plain || at == std::string::npos || at == 0 || at + 1 == email->size()) return call.reply(error(422, "invalid_value", "email must be an e-mail address.", "email"));
  if (code_points(name) > limits::name_characters_max) return call.reply(error(422, "invalid_value", "name must be at most 200 characters.", "name"));
  if (!role) return call.reply(error(422, "invalid_value", "role must be admin or agent.", "role"));
  if (call.house().system().user_by_email(*email)) return call.reply(error(409, "email_taken", "Somebody signs in with that address already.", "email"));
  const store::User user = call.house().add_user(granted.principal().tenant, *email, name, *role, "");
  answer_with(call, user.id, {{"signInLink", fresh_link(call.house(), user.id)}}, 201);
}

// Nobody shuts the door on themselves: there is always somebody left who can open it again.
bool is_own(const Granted<Action::manage_users>& granted, Call& call, const store::User& user, std::string_view sentence) {
  if (user.id != granted.principal().agent) return false;
  call.reply(error(409, "own_account", sentence));
  return true;
}

void set_active(const Granted<Action::manage_users>& granted, Call& call, bool active) {
  const auto user = named(call.house(), granted.principal().tenant, call);
  if (!user || (!active && is_own(granted, call, *user, "You cannot deactivate your own account. Ask another admin."))) return;
  call.house().set_user_active(user->tenant, user->id, active);
  answer_with(call, user->id);
}

void set_role(const Granted<Action::manage_users>& granted, Call& call) {
  auto body = read_body(call.request, {"role"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto user = named(call.house(), granted.principal().tenant, call);
  if (!user) return;
  const auto role = role_of(*body.fields);
  if (!role) return call.reply(error(422, "invalid_value", "role must be admin or agent.", "role"));
  if (is_own(granted, call, *user, "You cannot change your own role. Ask another admin.")) return;
  call.house().set_user_role(user->tenant, user->id, *role);
  answer_with(call, user->id);
}

void sign_out(const Granted<Action::manage_users>& granted, Call& call) {
  const auto user = named(call.house(), granted.principal().tenant, call);
  if (!user) return;
  call.house().sign_out_everywhere(user->tenant, user->id);
  answer_with(call, user->id);
}

void new_link(const Granted<Action::manage_users>& granted, Call& call) {
  const auto user = named(call.house(), granted.principal().tenant, call);
  if (!user) return;
  if (!user->active) return call.reply(error(409, "inactive_user", "This person may not sign in. Activate them first."));
  answer_with(call, user->id, {{"signInLink", fresh_link(call.house(), user->id)}});
}

}  // namespace

void add_user_routes(Router& router) {
  router.on<Action::manage_users>("GET", "/api/v1/admin/users", list_users);
  router.on<Action::manage_users>("POST", "/api/v1/admin/users", add_user);
  router.on<Action::manage_users>("POST", "/api/v1/admin/users/{id}/deactivate", [](const auto& granted, Call& call) { set_active(granted, call, false); });
  router.on<Action::manage_users>("POST", "/api/v1/admin/users/{id}/activate", [](const auto& granted, Call& call) { set_active(granted, call, true); });
  router.on<Action::manage_users>("POST", "/api/v1/admin/users/{id}/role", set_role);
  router.on<Action::manage_users>("POST", "/api/v1/admin/users/{id}/sign-out", sign_out);
  router.on<Action::manage_users>("POST", "/api/v1/admin/users/{id}/link", new_link);
}

}  // namespace tributary::api
