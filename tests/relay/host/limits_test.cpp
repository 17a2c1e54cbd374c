// What comes too fast is told so; reading and good webhooks never are. And bodies that say a thing twice.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class Limits : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
    const auto row = relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).as_object();
    session = row.at("sessionId").as_string();
    conversation = *parse_id<ConversationTag>(std::string(row.at("id").as_string()));
  }
  std::string words(int i) const { return json::serialize(json::object{{"sessionId", session}, {"message", "number " + std::to_string(i)}}); }
  // However slow the machine, to the buckets no time passes but what the test says.
  void stand_still() {
    auto& clock = relay.house->clock();
    clock.move(0);
    clock.move(at.ms - clock.now().ms);
  }
  Answer by_token(int i) { return stand_still(), relay.as(token, "POST", "/api/v1/conversations/reply", words(i)); }
  Answer by_page(const std::string& cookie, int i) {
    stand_still();
    return relay.ask("POST", "/api/v1/conversations/reply", words(i), {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}});
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"}), session;
  ConversationId conversation;
  Instant at = relay.house->clock().now();
};

// A request takes a moment, so a few more than the burst may pass; never many.
template <class Send>
int passed_before_refusal(Send&& send, int at_most) {
  for (int i = 0; i < at_most; ++i)
    if (send(i) == 429) return i;
  return at_most;
}

TEST_F(Limits, AProgramThatSendsTooFastIsToldHowLongToWait) {
  const int passed = passed_before_refusal([&](int i) { return by_token(i).status; }, 400);
  EXPECT_GE(passed, 50);
  EXPECT_LT(passed, 100);
  Answer refused = by_token(1000);
  while (refused.status != 429) refused = by_token(1000);
  EXPECT_EQ(refused.code(), "too_many");
  EXPECT_GE(std::stoi(refused.header("Retry-After")), 1);
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").status, 200) << "reading is free";
  at.ms += 1000 * std::stoi(refused.header("Retry-After"));
  EXPECT_EQ(by_token(1001).status, 202);
}

TEST_F(Limits, AnAgentHasOneBucketForRestAndTheSocket) {
  const std::string cookie = relay.cookie_of("a@example.com", Role::agent), other = relay.cookie_of("b@example.com", Role::agent);
  const std::string ticket(relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}}).json().at("ticket").as_string());
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_from_page(cookie), 101);
  socket.welcome(ticket);
  for (int i = 0; i < 15; ++i, stand_still()) EXPECT_TRUE(socket.submit(SendReply{conversation, {}, "socket " + std::to_string(i)}).accepted) << i;
  const int passed = passed_before_refusal([&](int i) { return by_page(cookie, i).status; }, 200);
  EXPECT_GE(passed, 5);
  EXPECT_LT(passed, 60);
  wire::Answer answer;
  CommandId first = store::mint<CommandId>();
  do stand_still(), answer = socket.submit(SendReply{conversation, {}, "too fast"}, first = store::mint<CommandId>());
  while (answer.accepted);
  ASSERT_TRUE(answer.error);
  EXPECT_EQ(answer.error->code, "too_many");
  EXPECT_TRUE(socket.submit(Resolve{conversation}).accepted) << "only sending is limited";
  EXPECT_EQ(by_page(other, 1).status, 202) << "somebody else is not";
  at.ms += 1000;
  stand_still();
  EXPECT_TRUE(socket.submit(SendReply{conversation, {}, "too fast"}, first).accepted) << "what was refused may be submitted again";
}

TEST_F(Limits, WhatWasAnsweredOnceIsAnsweredAgainHoweverFast) {
  const std::vector<http::Field> keyed{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Idempotency-Key", "k"}};
  ASSERT_EQ(relay.ask("POST", "/api/v1/conversations/reply", words(0), keyed).status, 202);
  passed_before_refusal([&](int i) { return by_token(i + 1).status; }, 400);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(relay.ask("POST", "/api/v1/conversations/reply", words(0), keyed).status, 202);
}

TEST_F(Limits, BadSignaturesAreNotedTwentyTimesAMinuteAndGoodWebhooksAlwaysPass) {
  const auto form = relay.sms("SM2", "+15550100101", "forged");
  auto forge = [&] {
    stand_still();
    return relay.ask("POST", "/api/v1/webhooks/telephony/sms", http::form_encode(form),
                     {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", "bm90IHRoZSByaWdodCBvbmU="}}).status;
  };
  for (int i = 0; i < 60; ++i) EXPECT_EQ(forge(), 403);
  const auto noted = relay.as(relay.token({"admin"}), "GET", "/api/v1/admin/diagnoses").json().at("items").as_array().size();
  EXPECT_GE(noted, 20u);
  EXPECT_LT(noted, 30u);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(relay.hook("sms", relay.sms("SMok" + std::to_string(i), "+15550100101", "good")).status, 200);
}

TEST_F(Limits, ABodyThatNamesAFieldTwiceIsRefused) {
  const std::string twice = R"({"sessionId":")" + session + R"(","message":"harmless","message":"other words"})";
  const std::string escaped = R"({"sessionId":")" + session + R"(","message":"harmless","messag\u0065":"other words"})";
  for (const std::string& body : {twice, escaped}) {
    auto answer = relay.as(token, "POST", "/api/v1/conversations/reply", body);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.code(), "bad_json");
  }
  EXPECT_EQ(by_token(1).status, 202);
}

TEST_F(Limits, OtherJsonThatIsNotWhatItShouldBeIsRefusedToo) {
  for (const std::string& body : {std::string("[1]"), std::string("{\"a\":NaN}"), std::string("{\"message\":\"\xff\xfe\"}"), std::string("{\"message\":") + std::string(40, '[') + std::string(40, ']') + "}",
                                  std::string(R"({"message":{"x":1,"x":2}})"), std::string(R"({"message":"a"} trailing)")}) {
    auto answer = relay.as(token, "POST", "/api/v1/conversations/reply", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(answer.code(), "bad_json") << body;
  }
}

}  // namespace
}  // namespace tributary::test
