// The agent's socket from outside: who gets in, who is sent away, and when.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

// Only for who says no hello at all: a busy machine may not come to it in time.
void impatient(host::Config& config) { config.hello_ms_max = 30; }
void looks_often(host::Config& config) { config.recheck_ms = 20; }

// More than what is delivered before the first acknowledgement.
void fill(LivingRelay& relay) {
  for (int who = 0; who < 200; ++who)
    relay.hook("sms", relay.sms("SM" + std::to_string(who), "+1555012" + std::to_string(1000 + who), std::string(1500, 'x')));
}

class Sockets : public ::testing::Test {
 protected:
  std::string ticket(const std::string& cookie) {
    auto answer = relay.ask("POST", "/api/v1/session/ticket", "", page(cookie));
    EXPECT_EQ(answer.status, 200);
    return std::string(answer.json().at("ticket").as_string());
  }
  static std::vector<http::Field> page(const std::string& cookie) { return {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}}; }

  LivingRelay relay;
};

TEST_F(Sockets, AnUpgradeNeedsOurOriginASignInAndTheSubprotocol) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  auto status = [&](std::vector<http::Field> fields, bool subprotocol = true) { return SocketClient(relay).open(std::move(fields), subprotocol); };
  EXPECT_EQ(status({{"Cookie", cookie}}), 403);
  EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", "null"}}), 403);
  EXPECT_EQ(status({{"Origin", public_url}}), 401);
  EXPECT_EQ(status({{"Cookie", "__Host-tributary=guessed"}, {"Origin", public_url}}), 401);
  EXPECT_EQ(status({{"Authorization", "Bearer trb_guessed"}}), 401);
  EXPECT_EQ(status({{"Authorization", "Bearer " + relay.token({"messages:send"})}}), 403);
  EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", public_url}}, false), 400);
  EXPECT_EQ(status({{"Cookie", cookie}, {"Origin", public_url}}), 101);
}

TEST_F(Sockets, ATicketOpensOneSocketOnce) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent), once = ticket(cookie);
  SocketClient first(relay), second(relay);
  ASSERT_EQ(first.open_from_page(cookie), 101);
  ASSERT_EQ(second.open_from_page(cookie), 101);
  EXPECT_EQ(first.welcome(once).name, "a");
  second.say(wire::Hello{once, "test", {}, 0});
  EXPECT_EQ(second.next<wire::Bye>().code, "not_signed_in");
  EXPECT_EQ(second.close_code(), 4401);
}

TEST_F(Sockets, ACookieWithoutATicketOrWithSomebodyElsesOrAnOldOneIsSentAway) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent), others = relay.cookie_of("b@example.com", Role::admin);
  auto refused = [&](const std::string& with) {
    SocketClient socket(relay);
    EXPECT_EQ(socket.open_from_page(cookie), 101);
    socket.say(wire::Hello{with, "test", {}, 0});
    return socket.close_code();
  };
  EXPECT_EQ(refused(""), 4401);
  EXPECT_EQ(refused(ticket(others)), 4401);
  const std::string old = ticket(cookie);
  relay.pass(31'000);
  EXPECT_EQ(refused(old), 4401);
}

TEST_F(Sockets, AProgramNeedsItsTokenAndNoTicket) {
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(relay.token({"conversations:read"})), 101);
  auto welcome = socket.welcome();
  EXPECT_EQ(welcome.name, "test");
  EXPECT_EQ(welcome.tenant, "Tributary");
  EXPECT_EQ(welcome.notice, "");
}

TEST_F(Sockets, WhateverComesBeforeHelloEndsTheSocket) {
  for (const char* first : {R"({"frame":"ack","seq":1})", "nonsense", "{}"}) {
    SocketClient socket(relay);
    ASSERT_EQ(socket.open_as(relay.token({"conversations:read"})), 101);
    socket.say_text(first);
    EXPECT_EQ(socket.next<wire::Bye>().code, "not_signed_in") << first;
    EXPECT_EQ(socket.close_code(), 4401) << first;
  }
}

TEST_F(Sockets, NonsenseThreeTimesInAMinuteEndsTheSocket) {
  SocketClient socket(relay);
  socket.open_as(relay.token({"conversations:read"}));
  socket.welcome();
  for (const char* nonsense : {"not json", R"({"frame":"drop_table"})"}) {
    socket.say_text(nonsense);
    auto answer = socket.next<wire::Answer>();
    EXPECT_FALSE(answer.accepted);
    ASSERT_TRUE(answer.error);
    EXPECT_EQ(answer.error->code, "bad_frame");
    EXPECT_EQ(answer.error->message.find("drop"), std::string::npos) << "input is never echoed";
  }
  socket.say_text(R"({"frame":"hello"})");  // twice is nonsense too
  EXPECT_EQ(socket.next<wire::Bye>().code, "bad_frame");
  EXPECT_EQ(socket.close_code(), 4400);
}

TEST_F(Sockets, WhoSendsTooManyFramesIsAskedToSlowDown) {
  SocketClient socket(relay);
  socket.open_as(relay.token({"conversations:read"}));
  socket.welcome();
  for (int i = 0; i < 200; ++i) socket.say(wire::Ack{1});
  EXPECT_EQ(socket.close_code(), 4429);
}

TEST_F(Sockets, ALongSnapshotComesPartByPartAndThenWhatHappens) {
  fill(relay);
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(relay.token({"conversations:read"})), 101);
  const auto hello = socket.welcome();
  relay.hook("sms", relay.sms("SMwhile", "+15550129999", "Meanwhile"));
  std::uint32_t parts = 0, last = 0;
  for (; last == 0 && !socket.closed(); socket.say(wire::Ack{parts})) {
    const auto piece = socket.next<wire::Snapshot>();
    EXPECT_EQ(piece.part, parts++);
    EXPECT_EQ(piece.at, hello.seq);
    last = piece.parts;
  }
  EXPECT_EQ(last, parts);
  EXPECT_GT(parts, static_cast<std::uint32_t>(limits::snapshot_parts_first));
  const auto since = socket.next<wire::Lines>();
  EXPECT_EQ(since.after, hello.seq);
  EXPECT_EQ(since.upto, relay.tenant().runtime.head());
  relay.hook("sms", relay.sms("SMlive", "+15550129999", "Live"));
  EXPECT_EQ(socket.next<wire::Lines>().after, since.upto);
}

TEST_F(Sockets, P15_SigningOutEndsTheSocketAtOnce) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent), other = relay.cookie_of("b@example.com", Role::agent);
  SocketClient socket(relay), bystander(relay);
  socket.open_from_page(cookie);
  socket.welcome(ticket(cookie));
  bystander.open_from_page(other);
  bystander.welcome(ticket(other));
  EXPECT_EQ(relay.ask("DELETE", "/api/v1/session", "", page(cookie)).status, 204);
  EXPECT_EQ(socket.next<wire::Bye>().code, "signed_out");
  EXPECT_EQ(socket.close_code(), 4401);
  EXPECT_FALSE(bystander.closed());
}

TEST_F(Sockets, P15_RevokingATokenEndsItsSocketAtOnce) {
  const std::string admin = relay.token({"admin"});
  auto made = relay.as(admin, "POST", "/api/v1/admin/tokens", R"({"name":"robot","scopes":["conversations:read"]})").json();
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(std::string(made.at("token").as_string())), 101);
  socket.welcome();
  EXPECT_EQ(relay.as(admin, "DELETE", "/api/v1/admin/tokens/" + std::string(made.at("id").as_string())).status, 204);
  EXPECT_EQ(socket.next<wire::Bye>().code, "signed_out");
  EXPECT_EQ(socket.close_code(), 4401);
}

TEST_F(Sockets, P15_ASessionThatEndedBeforeHelloDoesNotOpenWithItsTicket) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent), mine = ticket(cookie);
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_from_page(cookie), 101);
  relay.ask("DELETE", "/api/v1/session", "", page(cookie));
  socket.say(wire::Hello{mine, "test", {}, 0});
  EXPECT_EQ(socket.close_code(), 4401);
}

TEST_F(Sockets, P13_AStoppingRelayTellsItsSocketsThatItRestarts) {
  SocketClient socket(relay), late(relay);
  socket.open_as(relay.token({"conversations:read"}));
  socket.welcome();
  relay.front->stopping();
  EXPECT_EQ(late.open_as(relay.token({"conversations:read"})), 503);
  relay.server->close_all(1012, "restarting");
  EXPECT_EQ(socket.close_code(), 1012);
}

class ImpatientSockets : public ::testing::Test {
 protected:
  LivingRelay relay{looks_often};
};

TEST(SilentSockets, AreClosedWhenNoHelloCameInTime) {
  LivingRelay relay{impatient};
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(relay.token({"conversations:read"})), 101);
  EXPECT_EQ(socket.next<wire::Bye>().code, "not_signed_in");
  EXPECT_EQ(socket.close_code(), 4401);
}

TEST_F(ImpatientSockets, WhoTakesInNothingOfALongSnapshotIsCut) {
  fill(relay);
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(relay.token({"conversations:read"})), 101);
  socket.welcome();
  EXPECT_EQ(socket.close_code(), 4408);
}

TEST_F(ImpatientSockets, P15_ADeactivatedUserIsNoticedEvenWhenNoSignalCame) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  const std::string ticket(relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}}).json().at("ticket").as_string());
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_from_page(cookie), 101);
  socket.welcome(ticket);
  relay.house->system().set_active(relay.house->system().user_by_email("a@example.com")->id, false);
  EXPECT_EQ(socket.next<wire::Bye>().code, "signed_out");
  EXPECT_EQ(socket.close_code(), 4401);
}

TEST_F(ImpatientSockets, P15_ASocketDoesNotOutliveItsSession) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  const std::string ticket(relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}}).json().at("ticket").as_string());
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_from_page(cookie), 101);
  socket.welcome(ticket);
  relay.pass(7 * limits::day_ms + 1000);
  EXPECT_EQ(socket.close_code(), 4401);
}

}  // namespace
}  // namespace tributary::test
