#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

class Replies : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.start_couriers();
    relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?"));
  }
  boost::json::object row() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).as_object(); }
  std::string session() { return std::string(row().at("sessionId").as_string()); }
  Answer reply(const std::string& text, const std::string& key = "", const std::string& in = "") {
    std::vector<http::Field> fields{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
    if (!key.empty()) fields.push_back({"Idempotency-Key", key});
    return relay.ask("POST", "/api/v1/conversations/reply", boost::json::serialize(boost::json::object{{"sessionId", in.empty() ? session() : in}, {"message", text}}), fields);
  }
  boost::json::object last_message() {
    auto items = relay.as(token, "GET", "/api/v1/conversations/" + std::string(row().at("id").as_string()) + "/messages").json().at("items").as_array();
    return items.empty() ? boost::json::object{} : items.back().as_object();
  }
  std::string status() { return std::string(last_message().at("status").as_string()); }
  // As the relay itself knows it: while REST is asked a retry that is due in a second may leave.
  bool waits() {
    bool queued = false;
    relay.tenant().runtime.state().outgoing.for_each([&](MessageId, const Outgoing& o) { queued |= o.status == Delivery::queued; });
    return queued;
  }
  std::size_t sends() { return static_cast<std::size_t>(std::count_if(relay.provider.requests.begin(), relay.provider.requests.end(), [](const auto& r) { return r.method == "POST"; })); }
  const http::Request& last_send() { return *std::find_if(relay.provider.requests.rbegin(), relay.provider.requests.rend(), [](const auto& r) { return r.method == "POST"; }); }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
};

std::string form_value(const http::Request& request, std::string_view name) {
  for (const auto& field : http::parse_form(request.body))
    if (field.name == name) return field.value;
  return {};
}

TEST_F(Replies, C38_AReplyIsQueuedThenAcceptedAndTheTicksFollow) {
  auto answer = reply("Yes, until six.");
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.json().at("status").as_string(), "queued");
  EXPECT_EQ(answer.json().at("author").at("kind").as_string(), "automation");
  relay.run_until([&] { return status() == "accepted"; });
  EXPECT_EQ(form_value(last_send(), "To"), "+15550100101");
  EXPECT_EQ(form_value(last_send(), "From"), our_number);
  EXPECT_EQ(form_value(last_send(), "Body"), "Yes, until six.");
  EXPECT_EQ(row().at("status").as_string(), "waiting_reply");

  const std::string callback = form_value(last_send(), "StatusCallback");
  const std::string query = callback.substr(callback.find('?'));
  auto tell = [&](const char* word) {
    return relay.hook("status", {{"MessageSid", "SMf1c70000000000000000000000000001"}, {"MessageStatus", word}, {"SmsStatus", word}, {"To", "+15550100101"}, {"From", our_number}, {"AccountSid", account_sid}}, query).status;
  };
  EXPECT_EQ(tell("delivered"), 200);
  EXPECT_EQ(status(), "delivered");
  EXPECT_EQ(tell("sent"), 200);  // late
  EXPECT_EQ(status(), "delivered");
  EXPECT_FALSE(relay.tenant().runtime.state().outgoing.size_here()) << "nothing more can be heard of a delivered SMS";
  EXPECT_EQ(tell("read"), 200);
  EXPECT_EQ(status(), "delivered");
}

TEST_F(Replies, ARefusalOfTheProviderIsSaidInASentence) {
  relay.provider.script.push_back([](const auto&, auto respond) {
    http::Response r;
    r.status = 400;
    r.content_type = "application/json";
    r.body = R"({"code":21610,"message":"Attempt to send to unsubscribed recipient","status":400})";
    respond(r);
  });
  reply("hello");
  relay.run_until([&] { return status() == "failed"; });
  EXPECT_EQ(last_message().at("error").at("code").as_int64(), 21610);
  EXPECT_GT(last_message().at("error").at("message").as_string().size(), 20u);
}

TEST_F(Replies, P6_AnAnswerThatNeverCameMakesItUnknownAndItIsNotSentAgain) {
  relay.provider.script.push_back([](const auto&, auto respond) {
    http::Response r;
    r.status = 502;
    r.content_type = "text/html";
    r.body = "<html>bad gateway</html>";
    respond(r);
  });
  reply("did it arrive?");
  relay.run_until([&] { return status() == "unknown"; });
  relay.pass(2 * limits::minute_ms);
  reply("the next one may go");
  relay.run_until([&] { return status() == "accepted"; });
  EXPECT_EQ(sends(), 2u);
}

TEST_F(Replies, P6_TooManyRequestsWaitsAsLongAsTheProviderSays) {
  relay.provider.script.push_back([](const auto&, auto respond) {
    http::Response r;
    r.status = 429;
    r.content_type = "application/json";
    r.fields.push_back({"Retry-After", "1"});
    r.body = R"({"code":20429,"message":"Too many requests","status":429})";
    respond(r);
  });
  reply("patience");
  relay.run_until([&] { return sends() == 1 && waits(); });
  relay.pass(3000);
  relay.run_until([&] { return status() == "accepted"; });
  EXPECT_EQ(sends(), 2u);
}

TEST_F(Replies, P6_ARetryLeavesWhenItIsDueHoweverMuchCustomersWrite) {
  relay.provider.script.push_back([](const auto&, auto respond) {
    http::Response r;
    r.status = 429;
    r.content_type = "application/json";
    r.fields.push_back({"Retry-After", "1"});
    r.body = R"({"code":20429,"message":"Too many requests","status":429})";
    respond(r);
  });
  reply("patience");
  relay.run_until([&] { return sends() == 1 && waits(); });
  relay.pass(3000);
  for (int i = 0; i < 20'000 && sends() < 2; ++i) relay.hook("sms", relay.sms("SM9" + std::to_string(i), "+15550100109", "hello?"));
  EXPECT_EQ(sends(), 2u);
}

TEST_F(Replies, P6_WhatWasBeingSentWhenTheRelayDiedIsUnknownAfterwards) {
  std::vector<http::Responder> held;
  relay.provider.script.push_back([&](const auto&, auto respond) { held.push_back(std::move(respond)); });
  reply("in the middle");
  relay.run_until([&] { return held.size() == 1; });
  relay.restart();
  EXPECT_EQ(status(), "sending");
  relay.start_couriers();
  relay.run_until([&] { return status() == "unknown"; });
  EXPECT_EQ(sends(), 1u);
}

TEST_F(Replies, P6f_OrderIsKeptWithinAConversation) {
  std::vector<http::Responder> held;
  relay.provider.script.push_back([&](const auto&, auto respond) { held.push_back(std::move(respond)); });
  reply("first");
  reply("second");
  relay.run_until([&] { return held.size() == 1; });
  EXPECT_EQ(sends(), 1u);
  held[0](ScriptedProvider::accepted("SMf1c70000000000000000000000000042"));
  relay.run_until([&] { return sends() == 2; });
  EXPECT_EQ(form_value(last_send(), "Body"), "second");
}

TEST_F(Replies, C38_TheSameIdempotencyKeySendsOnce) {
  auto first = reply("once", "key-1"), again = reply("once", "key-1");
  EXPECT_EQ(first.status, 202);
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(first.json().at("id"), again.json().at("id"));
  auto other = reply("other words", "key-1");
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(other.code(), "idempotency_key_reused");
}

TEST_F(Replies, C38_TheSameIdempotencyKeyStartsAConversationOnce) {
  std::string number;
  relay.tenant().runtime.state().numbers.for_each([&](NumberId id, const Number& known) { if (known.channel == Channel::sms) number = to_text(id); });
  const auto start = [&](const std::string& text, const std::string& key) {
    std::vector<http::Field> fields{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
    if (!key.empty()) fields.push_back({"Idempotency-Key", key});
    return relay.ask("POST", "/api/v1/conversations", boost::json::serialize(boost::json::object{{"numberId", number}, {"to", "+15550100177"}, {"message", text}}), fields);
  };
  const auto first = start("hello", "key-7"), again = start("hello", "key-7");
  ASSERT_EQ(first.status, 202) << first.body;
  ASSERT_EQ(again.status, 202) << again.body;
  EXPECT_EQ(first.json().at("message").at("id"), again.json().at("message").at("id"));
  EXPECT_EQ(first.json().at("conversation").at("id"), again.json().at("conversation").at("id"));
  EXPECT_EQ(start("other words", "key-7").code(), "idempotency_key_reused");
  EXPECT_EQ(start("hello", std::string(256, 'k')).status, 400);
  EXPECT_EQ(reply("hello", "key-7").status, 202) << "each door has its own keys";
  const auto third = start("hello", "");
  EXPECT_NE(third.json().at("message").at("id"), first.json().at("message").at("id")) << "without a key it is meant anew";
  relay.run_until([&] { return sends() == 3; });
  EXPECT_EQ(sends(), 3u);
}

TEST_F(Replies, C38_TheSameIdempotencyKeySendsATemplateOnce) {
  const std::string writer = relay.token({"conversations:read", "messages:send", "templates:write"});
  const auto made = relay.as(writer, "POST", "/api/v1/message-templates", R"({"name":"hours","channel":"sms","body":"Open till {{hour}}"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto send = [&](const char* hour) {
    return relay.ask("POST", "/api/v1/conversations/" + std::string(row().at("id").as_string()) + "/template",
                     boost::json::serialize(boost::json::object{{"templateId", made.json().at("id")}, {"values", {{"hour", hour}}}}),
                     {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Idempotency-Key", "key-8"}});
  };
  const auto first = send("18:00"), again = send("18:00");
  ASSERT_EQ(first.status, 202) << first.body;
  EXPECT_EQ(again.status, 202) << again.body;
  EXPECT_EQ(first.json().at("id"), again.json().at("id"));
  EXPECT_EQ(send("19:00").code(), "idempotency_key_reused");
}

TEST_F(Replies, C38_TheSameIdempotencyKeyOffersChoicesOnce) {
  const auto offer = [&](const char* second) {
    return relay.ask("POST", "/api/v1/conversations/" + std::string(row().at("id").as_string()) + "/choices",
                     R"({"message":"Which day?","choices":[{"title":"Monday"},{"title":")" + std::string(second) + R"("}]})",
                     {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Idempotency-Key", "key-9"}});
  };
  const auto first = offer("Tuesday"), again = offer("Tuesday");
  ASSERT_EQ(first.status, 202) << first.body;
  EXPECT_EQ(again.status, 202) << again.body;
  EXPECT_EQ(first.json().at("id"), again.json().at("id"));
  EXPECT_EQ(offer("Friday").code(), "idempotency_key_reused");
  EXPECT_EQ(reply("Which day?", "key-9").status, 202) << "each door has its own keys";
}

TEST_F(Replies, EmptyOverlongAndUnknownAreRefusedWithTheLimit) {
  EXPECT_EQ(reply("  \n ").status, 422);
  auto long_one = reply(std::string(1601, 'x'));
  EXPECT_EQ(long_one.status, 422);
  EXPECT_EQ(long_one.json().at("error").at("limit").as_int64(), 1600);
  EXPECT_EQ(reply("hi", "", "ses_00000000000000000000000001").status, 404);
  EXPECT_EQ(reply("hi", "", "nonsense").status, 404);
}

TEST_F(Replies, C24_C25_AnExpiredSessionIs409AndNamesTheFreshOne) {
  const std::string old_session = session();
  relay.pass(limits::sms_window_ms + 1000);
  EXPECT_EQ(row().at("status").as_string(), "expired");
  auto none = reply("too late", "", old_session);
  EXPECT_EQ(none.status, 409);
  relay.hook("sms", relay.sms("SM9", "+15550100101", "still there?"));
  auto answer = reply("too late", "", old_session);
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.code(), "session_expired");
  EXPECT_EQ(answer.json().at("error").at("current").as_string(), session());
}

TEST_F(Replies, C16_WhatsAppRefusesFreeTextAfter24Hours) {
  std::vector<http::Field> form = relay.sms("SM20", "whatsapp:+15550100102", "Hola");
  for (auto& field : form)
    if (field.name == "To") field.value = std::string("whatsapp:") + our_number;
  relay.hook("sms", form);
  const std::string whatsapp_session = session();
  relay.pass(24 * limits::hour_ms - 60'000);
  EXPECT_EQ(reply("just in time", "", whatsapp_session).status, 202);
  relay.pass(2 * 60'000);
  auto late = reply("too late", "", whatsapp_session);
  EXPECT_TRUE(late.status == 409 || late.status == 422) << late.status;
  EXPECT_EQ(relay.provider.script.size(), 0u);
}

TEST_F(Replies, UnknownFieldsAndNonsenseAreRefusedBeforeAnythingIsDone) {
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", R"({"sessionId":"x","message":"y","admin":true})").code(), "unknown_field");
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", "{").code(), "bad_json");
  EXPECT_EQ(relay.ask("POST", "/api/v1/conversations/reply", "a=b", {{"Authorization", "Bearer " + token}, {"Content-Type", "text/plain"}}).status, 415);
  EXPECT_EQ(relay.as(token, "PUT", "/api/v1/conversations/reply", "{}").status, 405);
}

}  // namespace
}  // namespace tributary::test
