// P15: what may end somebody's access, times what they may have open at that moment. With the signal each open thing
// ends at once, within two seconds; without it (the row changed, nobody was told) at the next look, which is a minute in earnest and an
// instant here.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "core/base/id_text.h"
#include "tests/relay/guard/two_tenants.h"
#include "tests/support/own_time.h"

namespace tributary::test {
namespace {

void looks_often(host::Config& config) { config.recheck_ms = 20; }
void looks_never(host::Config& config) { config.recheck_ms = 3'600'000; }

struct Access {
  AgentId user;
  std::string cookie, robot;       // their session and the token they made
  TokenId robot_id;
};

class Revocation : public ::testing::Test {
 protected:
  std::unique_ptr<LivingRelay> relay;
  std::string boss;

  void begin(void (*adjust)(host::Config&)) {
    relay = std::make_unique<LivingRelay>(adjust);
    boss = relay->cookie_of("boss@example.com", Role::admin);
  }
  Answer as_page(const std::string& cookie, const std::string& method, const std::string& path, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay->ask(method, path, body, std::move(fields));
  }
  Answer as_boss(const Access& whom, const std::string& what, const std::string& body = "") {
    return as_page(boss, "POST", "/api/v1/admin/users/" + to_text(whom.user) + what, body);
  }

  Access somebody(Role role = Role::agent, std::vector<std::string> scopes = {"conversations:read", "messages:send"}) {
    static int number = 0;
    const std::string email = "person" + std::to_string(++number) + "@example.com";
    Access one;
    one.cookie = relay->cookie_of(email, role);
    one.user = relay->house->system().user_by_email(email)->id;
    one.robot = "trb_" + store::random_secret();
    one.robot_id = store::mint<TokenId>();
    const Instant now = relay->house->clock().now();
    relay->house->system().add_token(one.robot, {one.robot_id, "default", "robot", std::move(scopes), now, now + limits::day_ms, false, one.user});
    return one;
  }
  std::string ticket(const std::string& cookie) { return std::string(as_page(cookie, "POST", "/api/v1/session/ticket").json().at("ticket").as_string()); }

  // Everything of theirs that can be open when it happens, and how each must end.
  struct Open {
    std::unique_ptr<SocketClient> page, halfway, greeting, robot;
    std::string ticket;
  };
  Open open(const Access& one) {
    Open all;
    auto socket = [&] { return std::make_unique<SocketClient>(*relay); };
    all.page = socket(), all.halfway = socket(), all.greeting = socket(), all.robot = socket();
    EXPECT_EQ(all.page->open_from_page(one.cookie), 101);
    all.page->welcome(ticket(one.cookie));
    EXPECT_EQ(all.halfway->open_from_page(one.cookie), 101);
    all.halfway->welcome(ticket(one.cookie));
    EXPECT_EQ(all.greeting->open_from_page(one.cookie), 101);  // upgraded, and nothing said yet
    EXPECT_EQ(all.robot->open_as(one.robot), 101);
    all.robot->welcome();
    all.ticket = ticket(one.cookie);
    return all;
  }
  // From the answer to what ended them, on this test's own clock.
  void expect_closed_in_time(std::initializer_list<SocketClient*> sockets) {
    const auto begun = own_time();
    const auto closed = [&] { return std::all_of(sockets.begin(), sockets.end(), [](const SocketClient* one) { return one->closed(); }); };
    relay->run_until([&] { return closed() || own_time() - begun > std::chrono::seconds(2); });
    EXPECT_TRUE(closed()) << "still open after two seconds";
  }
  void expect_gone(SocketClient& socket, const char* what) {
    SCOPED_TRACE(what);
    EXPECT_EQ(socket.next<wire::Bye>().code, "signed_out");
    EXPECT_EQ(socket.close_code(), 4401);
  }
  void expect_session_gone(const Access& one, Open& all) {
    all.greeting->say(wire::Hello{all.ticket, "test", {}, 0});
    expect_closed_in_time({all.page.get(), all.halfway.get(), all.greeting.get()});
    EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/me").status, 401) << "a request with the cookie";
    EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/conversations").status, 401) << "a request with the cookie";
    EXPECT_EQ(SocketClient(*relay).open_from_page(one.cookie), 401) << "a new socket";
    expect_gone(*all.page, "the page's socket");
    expect_gone(*all.halfway, "a socket that is still taking in its snapshot");
    EXPECT_EQ(all.greeting->close_code(), 4401) << "a ticket that was made before";
  }
  void expect_robot_gone(const Access& one, Open& all) {
    expect_closed_in_time({all.robot.get()});
    EXPECT_EQ(relay->as(one.robot, "GET", "/api/v1/me").status, 401) << "a request with the token";
    EXPECT_EQ(SocketClient(*relay).open_as(one.robot), 401);
    expect_gone(*all.robot, "the token's socket");
  }
  // A long snapshot: its end waits for acknowledgements that these sockets never send.
  void fill() {
    for (int who = 0; who < 200; ++who) relay->hook("sms", relay->sms("SM" + std::to_string(who), "+1555012" + std::to_string(1000 + who), std::string(1500, 'x')));
  }
};

TEST_F(Revocation, P15_EveryCauseEndsEverythingThatHangsOnIt) {
  begin(looks_never);  // what ends here ends by the signal alone
  fill();
  struct Cause { const char* what; std::function<void(const Access&)> act; bool ends_session, ends_robot; };
  const std::vector<Cause> causes{
      {"signing out", [&](const Access& a) { EXPECT_EQ(as_page(a.cookie, "DELETE", "/api/v1/session").status, 204); }, true, false},
      {"deactivation", [&](const Access& a) { EXPECT_EQ(as_boss(a, "/deactivate").status, 200); }, true, true},
      {"revoking the token", [&](const Access& a) { EXPECT_EQ(as_page(boss, "DELETE", "/api/v1/admin/tokens/" + to_text(a.robot_id)).status, 204); }, false, true},
      {"another password", [&](const Access& a) { EXPECT_EQ(as_page(a.cookie, "POST", "/api/v1/me/password", R"({"password":"a long enough one"})").status, 200); }, true, false},
      {"another role", [&](const Access& a) { EXPECT_EQ(as_boss(a, "/role", R"({"role":"admin"})").status, 200); }, true, false},
      {"signing out everywhere", [&](const Access& a) { EXPECT_EQ(as_page(a.cookie, "POST", "/api/v1/me/sign-out-everywhere").status, 204); }, true, false},
      {"being signed out everywhere", [&](const Access& a) { EXPECT_EQ(as_boss(a, "/sign-out").status, 200); }, true, false}};
  for (const Cause& cause : causes) {
    SCOPED_TRACE(cause.what);
    const Access one = somebody(), other = somebody();
    Open all = open(one), untouched = open(other);
    cause.act(one);
    if (cause.ends_session) expect_session_gone(one, all);
    else { EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/me").status, 200); }
    if (cause.ends_robot) expect_robot_gone(one, all);
    else { EXPECT_EQ(relay->as(one.robot, "GET", "/api/v1/me").status, 200); }
    for (auto* socket : {untouched.page.get(), untouched.halfway.get(), untouched.robot.get()}) EXPECT_FALSE(socket->closed()) << "somebody else's";
    EXPECT_EQ(as_page(other.cookie, "GET", "/api/v1/me").status, 200);
  }
}

TEST_F(Revocation, P15_WhatNobodyWasToldOfIsFoundAtTheNextLook) {
  begin(looks_often);
  struct Cause { const char* what; std::function<void(const Access&)> act; bool ends_session, ends_robot; };
  auto& system = relay->house->system();
  const std::vector<Cause> causes{
      {"a session's row is gone", [&](const Access& a) { system.end_sessions_of(a.user); }, true, false},
      {"another password", [&](const Access& a) { system.set_password(a.user, "$argon2id$other"); }, true, false},
      {"another role", [&](const Access& a) { system.set_role(a.user, Role::admin); }, true, false},
      {"not active any more", [&](const Access& a) { system.set_active(a.user, false); }, true, true},
      {"the token's row says revoked", [&](const Access& a) { system.revoke_token(a.robot_id); }, false, true}};
  for (const Cause& cause : causes) {
    SCOPED_TRACE(cause.what);
    const Access one = somebody();
    auto page_socket = std::make_unique<SocketClient>(*relay), robot = std::make_unique<SocketClient>(*relay);
    ASSERT_EQ(page_socket->open_from_page(one.cookie), 101);
    page_socket->welcome(ticket(one.cookie));
    ASSERT_EQ(robot->open_as(one.robot), 101);
    robot->welcome();
    cause.act(one);
    if (cause.ends_session) {
      EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/me").status, 401);
      expect_gone(*page_socket, "the page's socket");
    }
    if (cause.ends_robot) {
      EXPECT_EQ(relay->as(one.robot, "GET", "/api/v1/me").status, 401);
      expect_gone(*robot, "the token's socket");
    }
  }
}

TEST_F(Revocation, P15_ATokenMayNoMoreThanWhoeverMadeItMayNow) {
  begin(looks_never);
  const Access one = somebody(Role::admin, {"conversations:read", "templates:write", "admin"});
  const auto made = relay->as(one.robot, "POST", "/api/v1/admin/tokens", R"({"name":"second","scopes":["admin"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string second(made.json().at("token").as_string());
  SocketClient socket(*relay);
  ASSERT_EQ(socket.open_as(one.robot), 101);
  socket.welcome();
  EXPECT_EQ(as_boss(one, "/role", R"({"role":"agent"})").status, 200);
  expect_closed_in_time({&socket});
  expect_gone(socket, "the token's socket, which could do what its maker may no more");
  for (const std::string& token : {one.robot, second}) {
    EXPECT_EQ(relay->as(token, "GET", "/api/v1/admin/users").status, 403);
    EXPECT_EQ(relay->as(token, "POST", "/api/v1/admin/tokens", R"({"name":"third","scopes":["admin"]})").status, 403);
    EXPECT_EQ(relay->as(token, "POST", "/api/v1/message-templates", R"({"name":"hours","channel":"sms","body":"Open"})").status, 403);
    EXPECT_EQ(relay->as(token, "GET", "/api/v1/conversations").status, 200) << "what every agent may it still may";
  }
  EXPECT_EQ(SocketClient(*relay).open_as(one.robot), 101);
  EXPECT_EQ(as_boss(one, "/role", R"({"role":"admin"})").status, 200);
  EXPECT_EQ(relay->as(one.robot, "GET", "/api/v1/admin/users").status, 200) << "a role that comes back";
  EXPECT_EQ(as_boss(one, "/deactivate").status, 200);
  for (const std::string& token : {one.robot, second}) EXPECT_EQ(relay->as(token, "GET", "/api/v1/me").status, 401) << "what a token made ends with the person too";
}

TEST_F(Revocation, P15_AnotherRoleOfATokensMakerIsFoundAtTheNextLook) {
  begin(looks_often);
  const Access one = somebody(Role::admin, {"conversations:read", "admin"});
  SocketClient socket(*relay);
  ASSERT_EQ(socket.open_as(one.robot), 101);
  socket.welcome();
  relay->house->system().set_role(one.user, Role::agent);
  expect_gone(socket, "the token's socket");
}

TEST_F(Revocation, P15_ALinkThatWasNotUsedYetEndsWithTheSessions) {
  begin(looks_never);
  auto sign_in_by = [&](const std::string& link) {
    return relay->ask("POST", "/api/v1/session/link", R"({"secret":")" + link + R"("})", {{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}}).status;
  };
  auto link_of = [&](const Access& one) {
    const std::string link = store::random_secret();
    relay->house->system().add_link(link, one.user, relay->house->clock().now() + limits::hour_ms);
    return link;
  };
  struct Cause { const char* what; std::function<void(const Access&)> act; };
  const std::vector<Cause> causes{
      {"another password", [&](const Access& a) { EXPECT_EQ(as_page(a.cookie, "POST", "/api/v1/me/password", R"({"password":"a long enough one"})").status, 200); }},
      {"deactivation, and being activated again", [&](const Access& a) { EXPECT_EQ(as_boss(a, "/deactivate").status, 200); EXPECT_EQ(as_boss(a, "/activate").status, 200); }},
      {"another role", [&](const Access& a) { EXPECT_EQ(as_boss(a, "/role", R"({"role":"admin"})").status, 200); }},
      {"signing out everywhere", [&](const Access& a) { EXPECT_EQ(as_page(a.cookie, "POST", "/api/v1/me/sign-out-everywhere").status, 204); }},
      {"being signed out everywhere", [&](const Access& a) { EXPECT_EQ(as_boss(a, "/sign-out").status, 200); }}};
  for (const Cause& cause : causes) {
    SCOPED_TRACE(cause.what);
    const Access one = somebody(), other = somebody();
    const std::string before = link_of(one), others = link_of(other);
    cause.act(one);
    EXPECT_EQ(sign_in_by(before), 401);
    EXPECT_EQ(sign_in_by(others), 200) << "somebody else's";
    EXPECT_EQ(sign_in_by(link_of(one)), 200) << "one that was made afterwards";
  }
}

// One connection that stays open answers by who one is at each request, not by who one was when it was opened.
TEST_F(Revocation, P15_AKeptConnectionAsksAtEveryRequest) {
  begin(looks_never);
  const Access one = somebody();
  EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/conversations").status, 200);
  relay->house->set_user_active("default", one.user, false);
  EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/conversations").status, 401);
  relay->house->set_user_active("default", one.user, true);
  EXPECT_EQ(as_page(one.cookie, "GET", "/api/v1/conversations").status, 401) << "an ended session does not come back with its person";
}

}  // namespace
}  // namespace tributary::test
