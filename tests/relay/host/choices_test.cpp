// C15 through the relay: a question with choices becomes buttons or a list on WhatsApp, and text where that cannot be.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string sid = "HX" + std::string(32, '1'), other_sid = "HX" + std::string(32, '2');

struct Choices : ::testing::Test {
  LivingRelay relay;
  std::vector<http::Request> posted;

  void SetUp() override {
    relay.start_couriers();
    std::vector<http::Field> form = relay.sms("SM1", "whatsapp:+15550100101", "When can you come?");
    for (auto& field : form)
      if (field.name == "To") field.value = std::string("whatsapp:") + our_number;
    ASSERT_EQ(relay.hook("sms", form).status, 200);
  }
  // What the next request of ours gets.
  void next(int status, const json::value& body) {
    relay.provider.script.push_back([this, status, text = json::serialize(body)](const http::Request& request, http::Responder respond) {
      posted.push_back(request);
      http::Response r;
      r.status = status;
      r.content_type = "application/json";
      r.body = text;
      respond(r);
    });
  }
  void next_takes_it() {
    relay.provider.script.push_back([this](const http::Request& request, http::Responder respond) {
      posted.push_back(request);
      respond(ScriptedProvider::accepted("SM0000000000000000000000000000000" + std::to_string(posted.size())));
    });
  }
  MessageId offer(std::vector<Offer> choices) {
    ConversationId here;
    relay.tenant().runtime.state().conversations.for_each([&](ConversationId id, const Conversation&) { here = id; });
    const auto id = store::mint<CommandId>();
    EXPECT_TRUE(relay.tenant().runtime.submit(OfferChoices{here, "Which day?", std::move(choices), {}}, Actor{ActorKind::automation, {}}, id).accepted);
    return same_bits<MessageId>(id);
  }
  Delivery status(MessageId id) {
    const Outgoing* message = relay.tenant().runtime.state().outgoing.find(id);
    return message ? message->status : Delivery::read;
  }
  std::string value(const http::Request& request, std::string_view name) {
    for (const auto& field : http::parse_form(request.body))
      if (field.name == name) return field.value;
    return {};
  }
};

TEST_F(Choices, C15_AFewShortOnesAreButtonsMadeOnceForTheSameWords) {
  next(201, {{"sid", sid}});
  next_takes_it();
  const MessageId first = offer({{"Monday", ""}, {"Tuesday", ""}});
  relay.run_until([&] { return status(first) == Delivery::accepted; });
  ASSERT_EQ(posted.size(), 2u);
  EXPECT_EQ(posted[0].path, "/v1/Content");
  const json::value made = json::parse(posted[0].body);
  EXPECT_EQ(made.at("types").at("twilio/quick-reply").at("body").as_string(), "Which day?");
  EXPECT_EQ(made.at("types").at("twilio/quick-reply").at("actions").at(1).at("title").as_string(), "Tuesday");
  EXPECT_EQ(value(posted[1], "ContentSid"), sid);
  EXPECT_EQ(value(posted[1], "Body"), "");
  next_takes_it();
  const MessageId second = offer({{"Monday", ""}, {"Tuesday", ""}});
  relay.run_until([&] { return status(second) == Delivery::accepted; });
  ASSERT_EQ(posted.size(), 3u);
  EXPECT_EQ(value(posted[2], "ContentSid"), sid);
}

TEST_F(Choices, C15_ManyOrExplainedOnesAreAListOfUpToTen) {
  next(201, {{"sid", sid}});
  next_takes_it();
  std::vector<Offer> days;
  for (int day = 1; day <= 10; ++day) days.push_back({"Day " + std::to_string(day), day == 1 ? "the first" : ""});
  const MessageId id = offer(days);
  relay.run_until([&] { return status(id) == Delivery::accepted; });
  const json::value picker = json::parse(posted.at(0).body).at("types").at("twilio/list-picker");
  EXPECT_EQ(picker.at("items").as_array().size(), 10u);
  EXPECT_EQ(picker.at("items").at(0).at("description").as_string(), "the first");
  EXPECT_LE(picker.at("button").as_string().size(), 20u);
}

TEST_F(Choices, WhatTheProviderDoesNotWantGoesAsNumberedLines) {
  next(400, {{"code", 20001}});
  next_takes_it();
  const MessageId id = offer({{"Monday", ""}, {"Tuesday", ""}});
  relay.run_until([&] { return status(id) == Delivery::accepted; });
  EXPECT_EQ(value(posted.at(1), "ContentSid"), "");
  EXPECT_EQ(value(posted.at(1), "Body"), "Which day?\n1. Monday\n2. Tuesday");
}

TEST_F(Choices, AProviderThatDoesNotAnswerIsAskedAgainAndNothingIsSentTwice) {
  next(503, json::object{});
  const MessageId id = offer({{"Monday", ""}, {"Tuesday", ""}});
  relay.run_until([&] { return status(id) == Delivery::queued && posted.size() == 1; });
  next(201, {{"sid", sid}});
  next_takes_it();
  relay.pass(3000);
  relay.run_until([&] { return status(id) == Delivery::accepted; });
  EXPECT_EQ(posted.size(), 3u);
  EXPECT_EQ(value(posted.at(2), "ContentSid"), sid);
}

TEST_F(Choices, AContentThatIsGoneIsMadeAnewWhenTheMessageIsSentAgain) {
  next(201, {{"sid", sid}});
  next(400, {{"code", 21655}});
  const MessageId id = offer({{"Monday", ""}, {"Tuesday", ""}});
  relay.run_until([&] { return status(id) == Delivery::failed; });
  next(201, {{"sid", other_sid}});
  next_takes_it();
  ASSERT_TRUE(relay.tenant().runtime.submit(SendAgain{id}, ActorKind::automation).accepted);
  relay.run_until([&] { return status(id) == Delivery::accepted; });
  EXPECT_EQ(value(posted.at(3), "ContentSid"), other_sid);
}

// ---- over REST, with what else goes out

TEST_F(Choices, C15_AreOfferedOverRestAtOnceOrLater) {
  const std::string token = relay.token({"conversations:read", "messages:send"});
  const std::string here(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("id").as_string());
  const auto ask = [&](const json::object& body) { return relay.as(token, "POST", "/api/v1/conversations/" + here + "/choices", json::serialize(body)); };
  const json::array days{json::object{{"title", "Monday"}}, json::object{{"title", "Tuesday"}}};
  EXPECT_EQ(ask({{"message", "Which day?"}, {"choices", "Monday"}}).status, 422);
  EXPECT_EQ(ask({{"message", "Which day?"}, {"choices", json::array(11, json::object{{"title", "x"}})}}).code(), "too_many_choices");
  const Answer past = ask({{"message", "Which day?"}, {"choices", days}, {"sendAt", "2020-01-01T09:00:00Z"}});
  EXPECT_EQ(past.code(), "date_in_past");
  EXPECT_EQ(past.json().at("error").at("field").as_string(), "sendAt");
  next(201, {{"sid", sid}});
  next_takes_it();
  const Answer later = ask({{"message", "Which day?"}, {"choices", days}, {"sendAt", iso_text(relay.house->clock().now() + limits::hour_ms)}});
  ASSERT_EQ(later.status, 202) << later.body;
  EXPECT_EQ(later.json().at("status").as_string(), "queued");
  EXPECT_TRUE(posted.empty());
  relay.pass(limits::hour_ms + 1000);
  relay.run_until([&] { return posted.size() == 2; });
}

TEST_F(Choices, AFailedMessageIsSentAgainOverRest) {
  const std::string token = relay.token({"conversations:read", "messages:send"});
  next(400, {{"code", 63024}});
  const json::value row = relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0);
  const Answer sent = relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", row.at("sessionId")}, {"message", "On its way"}}));
  const auto id = parse_id<MessageTag>(std::string(sent.json().at("id").as_string()));
  ASSERT_TRUE(id);
  relay.run_until([&] { return status(*id) == Delivery::failed; });
  const std::string path = "/api/v1/messages/" + to_text(*id);
  EXPECT_EQ(relay.as(token, "POST", path + "/mark-as-sent").status, 409);
  next_takes_it();
  EXPECT_EQ(relay.as(token, "POST", path + "/again").status, 200);
  relay.run_until([&] { return status(*id) == Delivery::accepted; });
  EXPECT_EQ(relay.as(token, "POST", path + "/again").status, 409);
}

}  // namespace
}  // namespace tributary::test
