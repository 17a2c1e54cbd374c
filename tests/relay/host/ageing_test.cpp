// What leaves the outbox because nothing is heard of it any more, and what is said of it afterwards (core/inbox/ageing.h).
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "core/inbox/ageing.h"
#include "core/wire/json.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

constexpr const char* person = "+15550100101";
constexpr const char* first_sid = "SMf1c70000000000000000000000000001";
constexpr std::int64_t long_enough = limits::outgoing_kept_ms + limits::hour_ms;

class OldOutbox : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.start_couriers();
    relay.hook("sms", relay.sms("SM1", person, "Are you open?"));
  }
  json::object conversation() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).as_object(); }
  json::object last_message() {
    return relay.as(token, "GET", "/api/v1/conversations/" + std::string(conversation().at("id").as_string()) + "/messages").json().at("items").as_array().back().as_object();
  }
  std::string status() { return std::string(last_message().at("status").as_string()); }
  std::string message_id() { return std::string(last_message().at("id").as_string()); }
  void reply(const std::string& text) {
    const json::object body{{"sessionId", conversation().at("sessionId")}, {"message", text}};
    ASSERT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(body)).status, 202);
  }
  void reply_until(const std::string& text, const std::string& word) {
    reply(text);
    relay.run_until([&] { return status() == word; });
  }
  int tell(const char* word, const std::string& query = "") {
    return relay.hook("status", {{"MessageSid", first_sid}, {"MessageStatus", word}, {"SmsStatus", word}, {"To", person}, {"From", our_number}, {"AccountSid", account_sid}}, query).status;
  }
  void refuse_once() {
    relay.provider.script.push_back([](const auto&, auto respond) {
      http::Response r;
      r.status = 400;
      r.content_type = "application/json";
      r.body = R"({"code":30003,"message":"Unreachable destination handset","status":400})";
      respond(r);
    });
  }
  std::size_t held() { return relay.tenant().runtime.state().outgoing.size_here(); }
  template <class One>
  std::size_t written() {
    relay.house->round().finish_now();
    std::size_t count = 0;
    for (const auto& line : relay.tenant().runtime.store().lines_after(0, 1'000'000)) {
      const auto event = wire::parse_event(line.event);
      count += event && std::holds_alternative<One>(*event);
    }
    return count;
  }
  void expect_books(const std::string& said) {
    const auto& books = relay.tenant().conservation.check_now();
    EXPECT_EQ(books.difference.messages, 0u) << books.difference.sentence;
    EXPECT_TRUE(books.sum.balanced()) << said;
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
};

}  // namespace

TEST_F(OldOutbox, P6g_LetsGoAfterThirtyDaysAndTheBooksBalance) {
  reply_until("yes", "accepted");
  ASSERT_EQ(held(), 1u);
  relay.pass(long_enough);
  EXPECT_EQ(held(), 0u);
  EXPECT_EQ(status(), "accepted") << "the thread says what was heard last";
  expect_books("after letting go");
  relay.restart();
  EXPECT_EQ(held(), 0u) << "the log says so too";
  expect_books("after a start");
}

TEST_F(OldOutbox, P4_AStatusThatComesLaterIsHeardOnce) {
  reply_until("yes", "accepted");
  relay.pass(long_enough);
  EXPECT_EQ(tell("sent"), 200);
  EXPECT_EQ(status(), "sent");
  EXPECT_EQ(held(), 1u) << "its last word may still come";
  EXPECT_EQ(tell("sent"), 200);
  relay.pass(long_enough);
  EXPECT_EQ(tell("delivered"), 200);
  EXPECT_EQ(tell("delivered"), 200);
  EXPECT_EQ(status(), "delivered");
  EXPECT_EQ(held(), 0u);
  EXPECT_EQ(written<TakenUp>(), 2u);
  EXPECT_EQ(written<DeliveryChanged>(), 3u);
  expect_books("after late words");
}

TEST_F(OldOutbox, P4_WhatAPersonMarkedAsSentHearsOfItByTheNameInTheAddress) {
  relay.provider.script.push_back([](const auto&, auto respond) {
    http::Response r;
    r.status = 502;
    r.content_type = "text/html";
    r.body = "<html>bad gateway</html>";
    respond(r);
  });
  reply_until("did it arrive?", "unknown");
  ASSERT_EQ(relay.as(token, "POST", "/api/v1/messages/" + message_id() + "/mark-as-sent").status, 200);
  relay.pass(long_enough);
  ASSERT_EQ(held(), 0u);
  EXPECT_EQ(tell("delivered", "?mid=" + message_id()), 200);
  EXPECT_EQ(status(), "delivered");
}

TEST_F(OldOutbox, P6e_AFailedMessageIsShownAsFailedAndSentAgainByAPerson) {
  refuse_once();
  reply_until("are you there?", "failed");
  relay.pass(long_enough);
  ASSERT_EQ(held(), 0u);
  EXPECT_EQ(status(), "failed");
  EXPECT_EQ(last_message().at("error").at("code").as_int64(), 30003);
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/messages/" + message_id() + "/again").status, 200);
  relay.run_until([&] { return status() == "accepted"; });
  const auto sends = std::count_if(relay.provider.requests.begin(), relay.provider.requests.end(), [](const auto& r) { return r.method == "POST"; });
  EXPECT_EQ(sends, 2);
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/messages/" + message_id() + "/again").status, 409) << "it is on its way";
  expect_books("after sending again");
}

// Whoever was away for a month lets go of everything at the start, and then reads the provider's list.
TEST_F(OldOutbox, P2_ALateWordInTheProvidersListIsHeardToo) {
  reply_until("yes", "accepted");
  relay.pass(long_enough);
  relay.provider.lists = {json::serialize(json::object{{"next_page_uri", nullptr}, {"messages", json::array{json::object{
      {"sid", first_sid}, {"direction", "outbound-api"}, {"from", our_number}, {"to", person}, {"body", "yes"}, {"num_media", "0"},
      {"account_sid", account_sid}, {"status", "delivered"}, {"error_code", nullptr}, {"date_created", "Mon, 01 Jan 2024 10:00:00 +0000"}}}}})};
  bool done = false;
  relay.tenant().reconciler.run([&] { done = true; });
  relay.run_until([&] { return done; });
  EXPECT_EQ(status(), "delivered");
}

TEST_F(OldOutbox, ThousandsLeaveInAFewEventsWithTurnsForOthersBetween) {
  auto& runtime = relay.tenant().runtime;
  const Conversation* here = nullptr;
  runtime.state().conversations.for_each([&](const auto&, const Conversation& c) { here = &c; });
  const ConversationId id = here->id;
  for (int n = 0; n < 2'200; ++n) {
    const auto command = store::mint<CommandId>();
    ASSERT_TRUE(runtime.submit(SendReply{id, {}, "message " + std::to_string(n)}, Actor{ActorKind::automation, {}}, command).accepted);
    ASSERT_TRUE(runtime.submit(ReportDelivery{same_bits<MessageId>(command), Delivery::failed, 30003}, ActorKind::courier).accepted);
  }
  relay.house->round().finish_now();
  ASSERT_GE(held(), 2'200u);
  const auto commits = relay.house->round().commits();
  relay.pass(long_enough);
  EXPECT_EQ(held(), 0u);
  EXPECT_EQ(written<LetGo>(), 3u);
  EXPECT_GT(relay.house->round().commits(), commits);
}

}  // namespace tributary::test
