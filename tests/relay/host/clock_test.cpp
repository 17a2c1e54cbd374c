// P10: the wall's clock may be set at any moment. Order, timers and limits do not notice; what has expired stays expired.
#include <gtest/gtest.h>

#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "relay/host/patience.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

constexpr std::int64_t year_ms = 365 * limits::day_ms;

struct Hands {
  std::int64_t wall = 1'790'000'000'000, steady = 5'000;
  host::Clock clock{0, {[this] { return wall; }, [this] { return steady; }}};
  void pass(std::int64_t ms) { wall += ms, steady += ms; }
};

TEST(Clock, P10_OnlyAStepIsToldAndOnlyOnce) {
  Hands hands;
  hands.pass(limits::hour_ms);
  hands.wall += 29'000;  // drift, a leap second, NTP's slewing
  EXPECT_FALSE(hands.clock.stepped());
  hands.wall -= 31'000;
  EXPECT_EQ(hands.clock.stepped(), -31'000);
  EXPECT_FALSE(hands.clock.stepped());
  hands.wall += 10 * year_ms;
  EXPECT_EQ(hands.clock.stepped(), 10 * year_ms);
}

TEST(Clock, P10_WhatMustStayEndedGoesByTheLaterOfTheTwoHands) {
  for (const std::int64_t by : {-year_ms, -limits::day_ms, -limits::hour_ms, std::int64_t{-1'000}, std::int64_t{1'000}, limits::day_ms}) {
    Hands hands;
    const Instant before = hands.clock.never_back();
    hands.wall += by;
    hands.pass(60'000);
    EXPECT_GE(hands.clock.never_back().ms, before.ms + 60'000) << by;
    EXPECT_GE(hands.clock.never_back(), hands.clock.now()) << by;
    EXPECT_EQ(hands.clock.now().ms, before.ms + by + 60'000) << "the wall's hand shows what it shows";
  }
}

TEST(Clock, P10_ARetryWaitsItsSecondsWhateverTheWallClockDoes) {
  for (const std::int64_t by : {-10 * year_ms, -limits::hour_ms, limits::hour_ms, 10 * year_ms}) {
    Hands hands;
    host::Patience<int> patience;
    const Instant not_before = hands.clock.now() + 10'000;
    EXPECT_FALSE(patience.over(1, not_before, hands.clock));
    hands.wall += by;
    hands.pass(9'000);
    EXPECT_FALSE(patience.over(1, not_before, hands.clock)) << by;
    hands.pass(1'000);
    EXPECT_TRUE(patience.over(1, not_before, hands.clock)) << by;
  }
}

class Jumps : public ::testing::Test {
 protected:
  int me(const std::string& cookie) { return relay.ask("GET", "/api/v1/me", "", {{"Cookie", cookie}}).status; }
  void set_clock_by(std::int64_t ms) {
    relay.house->clock().set_wall_by(ms);
    relay.house->look_at_the_clock();
    relay.house->round().finish_now();
  }
  LivingRelay relay;
};

TEST_F(Jumps, P10_AnExpiredSessionIsNotRevivedByAClockThatIsSetBack) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  EXPECT_EQ(me(cookie), 200);
  relay.pass(13 * limits::hour_ms);           // idle for longer than allowed, and nobody asked meanwhile
  set_clock_by(-12 * limits::hour_ms);
  EXPECT_EQ(me(cookie), 401);
  set_clock_by(-5 * limits::day_ms);
  EXPECT_EQ(me(cookie), 401) << "nor later";
}

TEST_F(Jumps, P10_AfterARestartASessionFromTheFutureIsAskedToSignInAgain) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  relay.pass(6 * limits::minute_ms);
  EXPECT_EQ(me(cookie), 200);                 // seen now
  relay.restart();
  EXPECT_EQ(me(cookie), 200);
  relay.pass(-2 * limits::hour_ms);
  relay.restart();                            // the clock was set back while nobody ran
  EXPECT_EQ(me(cookie), 401);
}

TEST_F(Jumps, P10_AFreshSessionAndItsSocketSurviveEveryJump) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent);
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(relay.token({"conversations:read"})), 101);
  socket.welcome();
  std::uint64_t upto = socket.next<wire::Snapshot>().at;
  int n = 0;
  for (const std::int64_t by : {limits::minute_ms, -limits::hour_ms, limits::hour_ms, -10 * year_ms}) {
    set_clock_by(by);
    bool looked = false;  // the server does at its limits, once a second: timers go off in the order of their times, however late
    boost::asio::steady_timer longer(relay.io, std::chrono::milliseconds(1100));
    longer.async_wait([&](boost::system::error_code ec) { if (!ec) looked = true; });
    relay.run_until([&] { return looked; });
    EXPECT_FALSE(socket.closed()) << by;
    EXPECT_EQ(me(cookie), 200) << by;
    EXPECT_EQ(relay.hook("sms", relay.sms("SM" + std::to_string(++n), "+15550100101", "hello")).status, 200);
    for (const std::uint64_t head = relay.tenant().runtime.head(); upto < head;) {
      const auto lines = socket.next<wire::Lines>();
      EXPECT_EQ(lines.after, upto) << "order is the log's, not the clock's";
      ASSERT_GT(lines.upto, upto);
      upto = lines.upto;
    }
  }
}

TEST_F(Jumps, P10_AStepIsToldToTheAdminsAndCounted) {
  set_clock_by(-31'000);
  const auto items = relay.as(relay.token({"admin"}), "GET", "/api/v1/admin/diagnoses").json().at("items").as_array();
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].at("what").as_string(), "clock_step");
  EXPECT_NE(std::string(items[0].at("detail").as_string()).find("set back by 31 seconds"), std::string::npos);
  EXPECT_NE(relay.ask("GET", "/metrics").body.find("tributary_clock_steps_total 1\n"), std::string::npos);
}

TEST_F(Jumps, P10_AReplyThatWaitsForAnotherAttemptIsSentThoughTheClockWasSetBack) {
  relay.start_couriers();
  relay.provider.script.push_back([](const http::Request&, http::Responder respond) {
    http::Response busy;
    busy.status = 429;
    busy.content_type = "application/json";
    busy.body = R"({"code":20429,"message":"Too many requests","status":429})";
    respond(busy);
  });
  relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?"));
  const std::string token = relay.token({"conversations:read", "messages:send"});
  const auto row = relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).as_object();
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", boost::json::serialize(boost::json::object{{"sessionId", row.at("sessionId")}, {"message", "Yes."}})).status, 202);
  const auto sends = [&] { return std::count_if(relay.provider.requests.begin(), relay.provider.requests.end(), [](const auto& r) { return r.method == "POST"; }); };
  relay.run_until([&] { return sends() == 1 && relay.tenant().courier.in_flight() == 0; });
  set_clock_by(-3 * limits::hour_ms);
  relay.pass(limits::minute_ms);              // the wait, for both hands
  relay.run_until([&] { return sends() == 2; });
  EXPECT_EQ(sends(), 2);
}

}  // namespace
}  // namespace tributary::test
