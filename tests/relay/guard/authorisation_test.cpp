// The authorisation matrix: every route that there is times everybody who may knock, in two tenants. What is expected
// comes from what the route declares, so a route without a declaration, or without a thing to try it on, fails here.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/relay/guard/two_tenants.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string nobody_is = "_00000000000000000000000001";

// A path whose ids nobody has: refused for what it names, if not for who asks.
std::string empty_path(const std::string& pattern) {
  std::string path;
  bool in = false;
  for (char c : pattern) {
    if (c == '{') in = true, path += "1";
    else if (c == '}') in = false;
    else if (!in) path += c;
  }
  return path;
}

class Authorisation : public ::testing::Test {
 protected:
  TwoTenants both;
  LivingRelay& relay = both.relay;
  std::vector<api::Router::Listed> routes = relay.front->router().listed();

  const api::Rule& rule_of(const api::Router::Listed& route) {
    const auto rule = std::find_if(api::rules.begin(), api::rules.end(), [&](const auto& r) { return std::string_view(r.name) == route.action; });
    if (rule == api::rules.end()) ADD_FAILURE() << route.pattern << " declares an action that is in no rule: " << route.action;
    return rule == api::rules.end() ? api::rules.front() : *rule;
  }
  std::vector<api::Router::Listed> guarded(bool changing_only = false) {
    std::vector<api::Router::Listed> out;
    for (const auto& route : routes)
      if (route.action && !(changing_only && route.method == "GET")) out.push_back(route);
    EXPECT_GE(out.size(), changing_only ? 35u : 55u) << "the table has lost routes";
    return out;
  }
  Answer with_cookie(const std::string& cookie, const std::string& method, const std::string& path) {
    return relay.ask(method, path, "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}});
  }
  // Signing out is what every other answer of a session hangs on: it is asked last, of nobody who is needed later.
  static bool signs_out(const api::Router::Listed& route) { return (route.method == "DELETE" && route.pattern == "/api/v1/session") || route.pattern == "/api/v1/me/sign-out-everywhere"; }
  bool has_json_body(const json::value& document, const api::Router::Listed& route) {
    std::string method = route.method;
    for (char& c : method) c = static_cast<char>(c | 0x20);
    const json::object& operation = document.at("paths").as_object().at(route.pattern).as_object().at(method).as_object();
    const json::value* body = operation.if_contains("requestBody");
    return body && body->at("content").as_object().contains("application/json");
  }
};

TEST_F(Authorisation, P14_NobodyWithoutALivingSessionIsAnsweredAnywhere) {
  const std::string leaver = relay.cookie_of("leaver@example.com", Role::agent), old_token = "trb_" + store::random_secret();
  auto& system = relay.house->system();
  system.set_active(system.user_by_email("leaver@example.com")->id, false);
  const Instant now = relay.house->clock().now();
  system.add_token(old_token, {store::mint<TokenId>(), "default", "old", {"admin"}, now + -2 * limits::day_ms, now + -1, false, {}});
  // Signed in long ago: one has not been here for half a day, the other has, but it is more than a week.
  auto session_since = [&](std::int64_t created, std::int64_t seen) {
    const auto admin = system.user_by_email("admin." + both.amber.canary + "@example.com");
    const std::string secret = store::random_secret();
    system.add_session(secret, {"", admin->id, "default", now + -created, now + -seen, admin->version});
    return "__Host-tributary=" + secret;
  };
  const std::string sleeper = session_since(13 * limits::hour_ms, 12 * limits::hour_ms + 1000), eternal = session_since(7 * limits::day_ms + 1000, 0);
  const std::vector<std::pair<const char*, std::vector<http::Field>>> strangers{
      {"nobody", {}}, {"a deactivated agent", {{"Cookie", leaver}}}, {"an idle session", {{"Cookie", sleeper}}}, {"a session of last week", {{"Cookie", eternal}}},
      {"an expired token", {{"Authorization", "Bearer " + old_token}}}, {"a guess", {{"Authorization", "Bearer trb_guessed"}}}, {"a forged cookie", {{"Cookie", "__Host-tributary=guessed"}}}};
  const std::string before = both.standing(both.amber);
  for (const auto& route : guarded())
    for (const auto& [who, fields] : strangers) {
      auto all = fields;
      all.push_back({"Origin", public_url});
      all.push_back({"X-Requested-By", "app"});
      const auto answer = relay.ask(route.method, both.path_of(both.amber, route.pattern), "", all);
      EXPECT_EQ(answer.status, 401) << who << " at " << route.method << " " << route.pattern << ": " << answer.body;
    }
  EXPECT_EQ(both.standing(both.amber), before);
}

// The browser sends a cookie without __Host- to us whoever of the same site set it: a sibling host would put people into its account.
TEST_F(Authorisation, ACookieThatAnotherHostCanSetCountsOnlyOnLoopback) {
  const std::string name = relay.front->router().gate().plain_cookie_name() + "=";
  auto plain = [&](const std::string& cookie) { return name + cookie.substr(cookie.find('=') + 1); };
  auto me = [&](LivingRelay& at, const std::string& cookie) { return at.ask("GET", "/api/v1/me", "", {{"Cookie", cookie}}); };
  EXPECT_EQ(me(relay, plain(both.amber.agent)).status, 401);
  const auto mine = me(relay, plain(both.amber.agent) + "; " + both.amber.admin);
  ASSERT_EQ(mine.status, 200);
  EXPECT_EQ(mine.json().at("role").as_string(), "admin") << "one's own session and not the one that was slipped in";
  LivingRelay home([](host::Config& config) { config.public_url = "http://127.0.0.1:8080"; });
  EXPECT_EQ(me(home, plain(home.cookie_of("me@example.com", Role::agent))).status, 200);
}

TEST_F(Authorisation, EveryRouteAnswersExactlyTheRolesAndScopesItDeclares) {
  const std::vector<std::string> scopes{"conversations:read", "messages:send", "templates:write", "admin"};
  std::map<std::pair<std::string, std::string>, std::string> tokens;
  for (const Side* side : {&both.amber, &both.cobalt})
    for (const auto& scope : scopes) tokens[{side->tenant, scope}] = relay.token({scope}, side->tenant);
  for (const auto& route : guarded()) {
    if (signs_out(route)) continue;
    SCOPED_TRACE(route.method + " " + route.pattern);
    const auto& rule = rule_of(route);
    const std::string path = empty_path(route.pattern);
    for (Side* side : {&both.amber, &both.cobalt}) {
      EXPECT_EQ(with_cookie(side->agent, route.method, path).status == 403, !rule.agent) << "agent of " << side->tenant;
      EXPECT_EQ(with_cookie(side->admin, route.method, path).status == 403, !rule.admin) << "admin of " << side->tenant;
    }
    for (const auto& scope : scopes) {
      const std::string_view needed = rule.scope;
      const bool may = needed == "*" || (!needed.empty() && (scope == needed || scope == "admin"));
      for (const Side* side : {&both.amber, &both.cobalt}) EXPECT_EQ(relay.as(tokens[{side->tenant, scope}], route.method, path).status == 403, !may) << "token of " << side->tenant << " with " << scope;
    }
  }
}

TEST_F(Authorisation, P14_AnothersThingIsAnsweredWithTheSameBytesAsNoThing) {
  const std::map<std::string, std::string> bodies{
      {"PATCH /api/v1/contacts/{id}", R"({"name":"mine"})"}, {"POST /api/v1/contacts/{id}/merge", R"({"contactId":")" + both.cobalt.ids["otherContact"] + "\"}"},
      {"PATCH /api/v1/customers/{id}", R"({"company":"mine"})"}, {"POST /api/v1/conversations/{id}/assign", R"({"agentId":null})"}, {"POST /api/v1/conversations/{id}/read", "{}"}, {"PUT /api/v1/conversations/{id}/draft", R"({"text":"mine"})"},
      {"PATCH /api/v1/tags/{id}", R"({"description":"mine"})"}, {"PATCH /api/v1/teams/{id}", R"({"name":"mine"})"}, {"PATCH /api/v1/saved-replies/{id}", R"({"folder":"mine"})"},
      {"POST /api/v1/conversations/{id}/notes", R"({"text":"mine"})"}, {"POST /api/v1/contacts/{id}/notes", R"({"text":"mine"})"}, {"PATCH /api/v1/notes/{id}", R"({"text":"mine"})"},
      {"POST /api/v1/conversations/{id}/template", R"({"templateId":")" + both.cobalt.ids["template"] + "\"}"}, {"POST /api/v1/conversations/{id}/snooze", R"({"until":"2099-01-01T09:00:00Z"})"},
      {"POST /api/v1/admin/users/{id}/role", R"({"role":"admin"})"}, {"PATCH /api/v1/message-templates/{id}", R"({"body":"mine"})"}, {"PATCH /api/v1/admin/accounts/{id}", R"({"name":"mine"})"},
      {"POST /api/v1/conversations/{id}/choices", R"({"message":"mine","choices":[{"title":"mine"}]})"},
      {"POST /api/v1/messages/{id}/elsewhere", R"({"numberId":"num_00000000000000000000000001","identityId":"idn_00000000000000000000000001"})"}};
  const std::string before = both.standing(both.amber);
  int tried = 0;
  for (const auto& route : guarded()) {
    if (route.pattern.find('{') == std::string::npos) continue;
    SCOPED_TRACE(route.method + " " + route.pattern);
    const std::string theirs = both.path_of(both.amber, route.pattern);
    ASSERT_NE(theirs, "") << "a new kind of thing: say in TwoTenants what of it each tenant has";
    const auto body = bodies.find(route.method + " " + route.pattern);
    const std::string with = body == bodies.end() ? "" : body->second;
    std::string nothing = theirs;
    for (const std::string& id : ids_in(theirs)) nothing.replace(nothing.find(id), id.size(), id.substr(0, 3) + nobody_is);
    if (route.pattern.find("quarantine") != std::string::npos) nothing = "/api/v1/admin/quarantine/987654/replay";
    for (const auto& who : {both.cobalt.agent, both.cobalt.admin}) {
      const auto foreign = both.page(both.cobalt, who, route.method, theirs, with), missing = both.page(both.cobalt, who, route.method, nothing, with);
      EXPECT_TRUE(foreign.status == 404 || foreign.status == 403) << foreign.status << " " << foreign.body;
      EXPECT_EQ(bare(foreign), bare(missing));
      if (who == both.cobalt.admin) { EXPECT_EQ(foreign.status, 404) << "a route with a body needs one here: " << foreign.body; }
    }
    ++tried;
  }
  EXPECT_GE(tried, 30);
  EXPECT_EQ(both.standing(both.amber), before) << "somebody else changed amber's tenant";
}

TEST_F(Authorisation, P14_AnothersIdInABodyIsNoIdAtAll) {
  struct Swap { std::string method, path, body, field; };
  const auto& mine = both.cobalt.ids;
  const std::string talk = "/api/v1/conversations/" + mine.at("conversation");
  auto& theirs = both.amber.ids;
  const std::vector<Swap> swaps{
      {"POST", "/api/v1/conversations/reply", R"({"sessionId":"%","message":"x"})", "session"},
      {"POST", "/api/v1/conversations", R"({"numberId":"%","to":"+15550100303","message":"x"})", "number"},
      {"POST", talk + "/assign", R"({"agentId":"%"})", "agent"},
      {"POST", talk + "/assign", R"({"teamId":"%"})", "team"},
      {"POST", talk + "/template", R"({"templateId":"%"})", "template"},
      {"POST", "/api/v1/conversations/changes", R"({"conversationIds":["%"],"change":"resolve"})", "conversation"},
      {"POST", "/api/v1/conversations/changes", R"({"conversationIds":[")" + mine.at("conversation") + R"("],"change":"tag","tagId":"%"})", "tag"},
      {"PUT", talk + "/tags/%", "", "tag"},
      {"POST", "/api/v1/contacts/" + mine.at("contact") + "/merge", R"({"contactId":"%"})", "contact"},
      {"PATCH", "/api/v1/contacts/" + mine.at("contact"), R"({"customerId":"%"})", "customer"},
      {"POST", "/api/v1/teams", R"({"name":"x","memberIds":["%"]})", "agent"},
      {"POST", talk + "/notes", R"({"text":"x","mentions":["%"]})", "agent"}};
  const std::string before = both.standing(both.amber);
  for (Swap swap : swaps) {
    SCOPED_TRACE(swap.method + " " + swap.path + " " + swap.body);
    auto filled = [&](std::string text, const std::string& id) {
      if (const auto at = text.find('%'); at != std::string::npos) text.replace(at, 1, id);
      return text;
    };
    const std::string id = theirs[swap.field], none = id.substr(0, 3) + nobody_is;
    const auto foreign = both.page(both.cobalt, both.cobalt.admin, swap.method, filled(swap.path, id), filled(swap.body, id));
    const auto missing = both.page(both.cobalt, both.cobalt.admin, swap.method, filled(swap.path, none), filled(swap.body, none));
    EXPECT_GE(foreign.status, 400) << foreign.body;
    EXPECT_EQ(bare(foreign), bare(missing));
  }
  EXPECT_EQ(both.standing(both.amber), before);
  EXPECT_TRUE(relay.provider.requests.empty()) << "a message left for somebody else's customer";
}

TEST_F(Authorisation, EveryBodyWithAFieldNobodyKnowsIsRefusedWhole) {
  std::ifstream in(std::string(TRIBUTARY_ROOT) + "/docs/openapi.yaml");
  std::stringstream text;
  text << in.rdbuf();
  const json::value document = json::parse(text.str());
  const std::string before = both.standing(both.amber);
  int tried = 0;
  for (const auto& route : guarded(true)) {
    if (!has_json_body(document, route)) continue;
    const auto answer = both.page(both.amber, both.amber.admin, route.method, both.path_of(both.amber, route.pattern), R"({"surelyUnknown":1})");
    EXPECT_EQ(answer.status, 400) << route.method << " " << route.pattern << ": " << answer.body;
    if (answer.status == 400) { EXPECT_EQ(answer.code(), "unknown_field") << route.pattern; }
    ++tried;
  }
  EXPECT_GE(tried, 20);
  EXPECT_EQ(both.standing(both.amber), before);
}

TEST_F(Authorisation, WhatChangesSomethingComesFromOurOwnPageOrNotAtAll) {
  const std::string cookie = both.amber.admin, before = both.standing(both.amber);
  const std::vector<std::vector<http::Field>> wrong{
      {}, {{"Origin", public_url}}, {{"X-Requested-By", "app"}}, {{"Origin", "null"}, {"X-Requested-By", "app"}}, {{"Origin", "https://evil.example"}, {"X-Requested-By", "app"}},
      {{"Origin", std::string(public_url) + ".evil.example"}, {"X-Requested-By", "app"}}, {{"Origin", public_url}, {"X-Requested-By", "app"}, {"Sec-Fetch-Site", "same-site"}}};
  for (const auto& route : guarded(true))
    for (auto fields : wrong) {
      fields.push_back({"Cookie", cookie});
      const auto answer = relay.ask(route.method, both.path_of(both.amber, route.pattern), "", fields);
      EXPECT_EQ(answer.status, 403) << route.method << " " << route.pattern << ": " << answer.body;
      if (answer.status == 403) { EXPECT_EQ(answer.code(), "cross_site"); }
    }
  EXPECT_EQ(both.standing(both.amber), before);
}

}  // namespace
}  // namespace tributary::test
