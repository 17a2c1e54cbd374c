#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "relay/api/access.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

class Access : public ::testing::Test {
 protected:
  LivingRelay relay;
  static bool ends_own_session(const api::Router::Listed& route) {
    return std::string_view(route.action) == "use_own_session" && (route.method == "DELETE" || route.pattern == "/api/v1/me/sign-out-everywhere");
  }
  // A path that names nothing: authorisation is asked before anything is looked up.
  static std::string concrete(const std::string& pattern) {
    std::string path;
    bool in = false;
    for (char c : pattern) {
      if (c == '{') in = true, path += "1";
      else if (c == '}') in = false;
      else if (!in) path += c;
    }
    return path;
  }
};

TEST_F(Access, EveryGuardedRouteRefusesStrangersAndWhoeverTheTableDoesNotName) {
  const std::string agent = relay.cookie_of("agent@example.com", Role::agent), admin = relay.cookie_of("admin@example.com", Role::admin);
  const std::vector<std::string> scopes{"conversations:read", "messages:send", "templates:write", "admin"};
  int guarded = 0;
  for (const auto& route : relay.front->router().listed()) {
    if (!route.action || ends_own_session(route)) continue;
    ++guarded;
    const std::string path = concrete(route.pattern);
    const auto rule = std::find_if(api::rules.begin(), api::rules.end(), [&](const auto& r) { return std::string_view(r.name) == route.action; });
    ASSERT_NE(rule, api::rules.end()) << route.action;
    EXPECT_EQ(relay.ask(route.method, path).status, 401) << route.method << " " << path;
    EXPECT_EQ(relay.as("trb_wrong", route.method, path).status, 401) << route.method << " " << path;
    auto with_cookie = [&](const std::string& cookie) {
      return relay.ask(route.method, path, "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}}).status;
    };
    EXPECT_EQ(with_cookie(agent) != 403, rule->agent) << "agent " << path;
    EXPECT_EQ(with_cookie(admin) != 403, rule->admin) << "admin " << path;
    for (const std::string& scope : scopes) {
      const std::string_view needed = rule->scope;
      const bool may = needed == "*" || (!needed.empty() && (scope == needed || scope == "admin"));
      EXPECT_EQ(relay.as(relay.token({scope}), route.method, path).status != 403, may) << scope << " " << route.method << " " << path;
    }
  }
  EXPECT_GE(guarded, 18);
}

TEST_F(Access, TheOpenDoorsAreExactlyThese) {
  std::set<std::string> open;
  for (const auto& route : relay.front->router().listed())
    if (!route.action) open.insert(route.method + " " + route.pattern);
  const std::set<std::string> expected{
      "POST /api/v1/session", "POST /api/v1/session/link", "GET /healthz", "GET /metrics", "GET /api/v1/openapi.yaml", "GET /api/v1/socket", "GET /build.json",
      "POST /api/v1/webhooks/telephony/sms", "POST /api/v1/webhooks/telephony/status", "POST /api/v1/webhooks/telephony/voice",
      "POST /hooks/twilio/{secret}/sms", "POST /hooks/twilio/{secret}/status", "POST /hooks/twilio/{secret}/voice",
      "GET /files/{tenant}/{message}/{index}/{until}/{signature}"};
  EXPECT_EQ(open, expected);
}

TEST_F(Access, P14_ATokenOfAnotherTenantSeesNothingOfOurs) {
  relay.house->add_tenant("other", "Other");
  relay.hook("sms", relay.sms("SM1", "+15550100101", "canary-in-default"));
  const std::string ours = relay.token({"conversations:read", "messages:send", "admin"});
  const std::string theirs = relay.token({"conversations:read", "messages:send", "admin"}, "other");
  const auto row = relay.as(ours, "GET", "/api/v1/conversations").json().at("items").at(0).as_object();
  const std::string id(row.at("id").as_string()), session(row.at("sessionId").as_string());
  for (const std::string& path : {std::string("/api/v1/conversations"), "/api/v1/conversations/" + id, "/api/v1/conversations/" + id + "/messages", std::string("/api/v1/conversations/stats"), std::string("/api/v1/search?q=hello"),
                                  std::string("/api/v1/agents"), std::string("/api/v1/numbers"), std::string("/api/v1/admin/quarantine"), std::string("/api/v1/admin/diagnoses")})
    EXPECT_EQ(relay.as(theirs, "GET", path).body.find("canary"), std::string::npos) << path;
  const auto foreign = relay.as(theirs, "GET", "/api/v1/conversations/" + id), missing = relay.as(theirs, "GET", "/api/v1/conversations/cnv_00000000000000000000000001");
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(relay.as(theirs, "POST", "/api/v1/conversations/reply", R"({"sessionId":")" + session + R"(","message":"hi"})").status, 404);
}

TEST_F(Access, CookieRequestsThatChangeSomethingMustComeFromOurOwnPage) {
  relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  const std::string id(relay.ask("GET", "/api/v1/conversations", "", {{"Cookie", cookie}}).json().at("items").at(0).at("id").as_string());
  auto resolve = [&](std::vector<http::Field> fields) {
    fields.push_back({"Cookie", cookie});
    return relay.ask("POST", "/api/v1/conversations/" + id + "/resolve", "", fields).status;
  };
  EXPECT_EQ(resolve({}), 403);
  EXPECT_EQ(resolve({{"X-Requested-By", "app"}}), 403);
  EXPECT_EQ(resolve({{"Origin", "https://evil.example"}, {"X-Requested-By", "app"}}), 403);
  EXPECT_EQ(resolve({{"Origin", public_url}, {"X-Requested-By", "app"}, {"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(resolve({{"Origin", public_url}, {"X-Requested-By", "app"}, {"Sec-Fetch-Site", "same-origin"}}), 200);
}

TEST_F(Access, P15_ARevokedTokenAndAnEndedSessionAreRefusedAtOnce) {
  const std::string admin = relay.cookie_of("boss@example.com", Role::admin);
  const std::vector<http::Field> page{{"Cookie", admin}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}};
  auto made = relay.ask("POST", "/api/v1/admin/tokens", R"({"name":"robot","scopes":["conversations:read"]})", page);
  ASSERT_EQ(made.status, 201);
  const std::string secret(made.json().at("token").as_string()), id(made.json().at("id").as_string());
  EXPECT_EQ(relay.as(secret, "GET", "/api/v1/me").status, 200);
  EXPECT_EQ(relay.ask("DELETE", "/api/v1/admin/tokens/" + id, "", page).status, 204);
  EXPECT_EQ(relay.as(secret, "GET", "/api/v1/me").status, 401);
  EXPECT_EQ(relay.ask("DELETE", "/api/v1/session", "", page).status, 204);
  EXPECT_EQ(relay.ask("GET", "/api/v1/me", "", {{"Cookie", admin}}).status, 401);
}

TEST_F(Access, SignInByLinkWorksOnceAndByPasswordTakesTheRightOne) {
  auto user = relay.house->add_user("default", "you@example.com", "You", Role::admin, store::hash_password("correct horse battery"));
  const std::string link = store::random_secret();
  relay.house->system().add_link(link, user.id, relay.house->clock().now() + limits::hour_ms);
  const std::vector<http::Field> page{{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}};
  auto first = relay.ask("POST", "/api/v1/session/link", R"({"secret":")" + link + R"("})", page);
  EXPECT_EQ(first.status, 200);
  EXPECT_NE(first.header("Set-Cookie").find("__Host-tributary="), std::string::npos);
  EXPECT_NE(first.header("Set-Cookie").find("HttpOnly"), std::string::npos);
  EXPECT_EQ(relay.ask("POST", "/api/v1/session/link", R"({"secret":")" + link + R"("})", page).status, 401);
  EXPECT_EQ(relay.ask("POST", "/api/v1/session", R"({"email":"YOU@example.com","password":"correct horse battery"})", page).status, 200);
  auto wrong = relay.ask("POST", "/api/v1/session", R"({"email":"you@example.com","password":"wrong"})", page);
  auto nobody = relay.ask("POST", "/api/v1/session", R"({"email":"nobody@example.com","password":"wrong"})", page);
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(nobody.status, 401);
  EXPECT_EQ(wrong.code(), nobody.code());
  EXPECT_EQ(relay.ask("POST", "/api/v1/session", R"({"email":"you@example.com","password":"correct horse battery"})", {{"Content-Type", "application/json"}, {"Origin", "https://evil.example"}, {"X-Requested-By", "x"}}).status, 403);
  int refused = 0;
  const Instant now = relay.house->clock().now();
  for (int i = 0; i < 6; ++i) {
    relay.house->clock().move(0);
    relay.house->clock().move(now.ms - relay.house->clock().now().ms);  // however long a guess takes to check
    refused += relay.ask("POST", "/api/v1/session", R"({"email":"you@example.com","password":"guess"})", page).status == 429;
  }
  EXPECT_GT(refused, 0);
}

TEST_F(Access, HostsThatAreNotOursAre421AndTheOtherLoopbackNameServesTheApi) {
  auto status_for = [&](const std::string& host) {
    http::Request request;
    request.method = "GET";
    request.target = request.path = "/healthz";
    request.fields = {{"Host", host}};
    int status = 0;
    relay.front->door().request(std::move(request), [&](http::Response r) { status = r.status; });
    relay.run_until([&] { return status != 0; });
    return status;
  };
  EXPECT_EQ(status_for("evil.example"), 421);
  EXPECT_EQ(status_for("relay.example.com.evil.example"), 421);
  EXPECT_EQ(status_for("relay.example.com"), 200);
  EXPECT_EQ(status_for("127.0.0.1:" + std::to_string(relay.port)), 200);
}

}  // namespace
}  // namespace tributary::test
