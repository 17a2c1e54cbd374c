// How something is sent over REST, apart from what: not over words its author has not seen, and by another channel when
// the first one failed.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class SendingOptions : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.start_couriers();
    relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?"));
  }
  json::object row() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).as_object(); }
  std::string of_row(const char* path) { return "/api/v1/conversations/" + std::string(row().at("id").as_string()) + path; }
  Answer send(const std::string& path, const json::object& body, const std::string& key = "") {
    std::vector<http::Field> fields{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
    if (!key.empty()) fields.push_back({"Idempotency-Key", key});
    return relay.ask("POST", path, json::serialize(body), fields);
  }
  Answer reply(json::object body, const std::string& key = "") {
    body["sessionId"] = row().at("sessionId");
    body["message"] = "Yes, until six.";
    return send("/api/v1/conversations/reply", body, key);
  }
  std::string status_of(const std::string& message) {
    const json::value all = relay.as(token, "GET", of_row("/messages")).json();
    for (const json::value& one : all.at("items").as_array())
      if (one.at("id").as_string() == message) return std::string(one.at("status").as_string());
    return "none";
  }
  std::string our(Channel channel) {
    std::string id;
    relay.tenant().runtime.state().numbers.for_each([&](NumberId number, const Number& known) { if (known.channel == channel) id = to_text(number); });
    return id;
  }
  std::string address() {
    const json::value contact = relay.as(token, "GET", "/api/v1/contacts/" + std::string(row().at("contactId").as_string())).json();
    return std::string(contact.at("identities").at(0).at("id").as_string());
  }
  // They have, before they write by SMS again.
  void write_by_whatsapp() {
    std::vector<http::Field> form = relay.sms("SM5", "whatsapp:+15550100101", "Hola");
    for (auto& field : form)
      if (field.name == "To") field.value = std::string("whatsapp:") + our_number;
    ASSERT_EQ(relay.hook("sms", form).status, 200);
    ASSERT_EQ(relay.hook("sms", relay.sms("SM6", "+15550100101", "Or by SMS")).status, 200);
  }
  // A reply that the provider refuses.
  std::string failed() {
    relay.provider.script.push_back([](const auto&, auto respond) {
      http::Response r;
      r.status = 400;
      r.content_type = "application/json";
      r.body = R"({"code":21614,"message":"not a mobile number","status":400})";
      respond(r);
    });
    const Answer answer = reply({});
    EXPECT_EQ(answer.status, 202) << answer.body;
    const std::string id(answer.json().at("id").as_string());
    relay.run_until([&] { return status_of(id) == "failed"; });
    return id;
  }
  std::string sent_to() {
    const auto last = std::find_if(relay.provider.requests.rbegin(), relay.provider.requests.rend(), [](const auto& r) { return r.method == "POST"; });
    if (last == relay.provider.requests.rend()) return "nobody";
    for (const auto& field : http::parse_form(last->body))
      if (field.name == "To") return field.value;
    return "nobody";
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
};

TEST_F(SendingOptions, AReplyOnAStaleViewIsStoppedAndGoesWhenItShallAnyway) {
  const std::int64_t seen = row().at("messageCount").as_int64();
  relay.hook("sms", relay.sms("SM2", "+15550100101", "Never mind, I found it."));
  const Answer stopped = reply({{"seen", seen}});
  ASSERT_EQ(stopped.status, 409) << stopped.body;
  EXPECT_EQ(stopped.code(), "stale");
  EXPECT_EQ(stopped.json().at("error").at("limit").as_int64(), 1) << "how many are newer";
  EXPECT_EQ(reply({{"seen", seen}, {"anyway", true}}).status, 202);
}

TEST_F(SendingOptions, WhoHasSeenAllIsNotStoppedAndWhoDoesNotSayNeither) {
  EXPECT_EQ(reply({{"seen", row().at("messageCount")}}).status, 202);
  relay.hook("sms", relay.sms("SM2", "+15550100101", "Thanks"));
  EXPECT_EQ(reply({}).status, 202);
  EXPECT_EQ(reply({{"seen", nullptr}, {"anyway", nullptr}}).status, 202);
}

TEST_F(SendingOptions, ChoicesAndTemplatesAreStoppedTheSameWay) {
  const std::string writer = relay.token({"templates:write"});
  const Answer made = relay.as(writer, "POST", "/api/v1/message-templates", R"({"name":"hours","channel":"sms","body":"Open till {{hour}}"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const json::object choices{{"message", "Which day?"}, {"choices", json::array{json::object{{"title", "Monday"}}}}, {"seen", 0}};
  EXPECT_EQ(send(of_row("/choices"), choices).code(), "stale");
  const json::object filled{{"templateId", made.json().at("id")}, {"values", json::object{{"hour", "18:00"}}}, {"seen", 0}};
  EXPECT_EQ(send(of_row("/template"), filled).code(), "stale");
}

TEST_F(SendingOptions, NonsenseIsRefusedByItsName) {
  EXPECT_EQ(reply({{"seen", -1}}).json().at("error").at("field").as_string(), "seen");
  EXPECT_EQ(reply({{"seen", "all"}}).json().at("error").at("field").as_string(), "seen");
  EXPECT_EQ(reply({{"anyway", 1}}).json().at("error").at("field").as_string(), "anyway");
  EXPECT_EQ(relay.tenant().runtime.state().outgoing.size_here(), 0u) << "something was sent";
}

TEST_F(SendingOptions, WhatWasToLeaveLaterIsAnsweredUnderItsKeyAlsoWhenThatTimeIsOver) {
  const std::string when = iso_text(relay.house->clock().now() + limits::hour_ms);
  const Answer first = reply({{"sendAt", when}}, "key-1");
  ASSERT_EQ(first.status, 202) << first.body;
  relay.pass(2 * limits::hour_ms);
  const Answer again = reply({{"sendAt", when}}, "key-1");
  ASSERT_EQ(again.status, 202) << again.body;
  EXPECT_EQ(again.json().at("id"), first.json().at("id"));
  EXPECT_EQ(reply({{"sendAt", when}}, "key-2").code(), "date_in_past");
}

TEST_F(SendingOptions, D6_D53_AFailedSmsDoesNotGoByWhatsAppToWhoNeverWroteThere) {
  const std::string path = "/api/v1/messages/" + failed() + "/elsewhere";
  EXPECT_EQ(send(path, {{"numberId", our(Channel::whatsapp)}, {"identityId", address()}}).code(), "whatsapp_window_closed");
  EXPECT_EQ(sent_to(), "+15550100101") << "nothing has left by WhatsApp";
}

TEST_F(SendingOptions, WhatFailedGoesByAnotherChannelOnceForOneKey) {
  write_by_whatsapp();
  const std::string message = failed(), path = "/api/v1/messages/" + message + "/elsewhere";
  const json::object by_whatsapp{{"numberId", our(Channel::whatsapp)}, {"identityId", address()}};
  const Answer first = send(path, by_whatsapp, "key-1");
  ASSERT_EQ(first.status, 202) << first.body;
  const json::value sent = first.json();
  EXPECT_EQ(sent.at("channel").as_string(), "whatsapp");
  EXPECT_EQ(sent.at("text").as_string(), "Yes, until six.");
  EXPECT_NE(sent.at("id").as_string(), message) << "a message of its own";
  EXPECT_EQ(send(path, by_whatsapp, "key-1").json().at("id"), sent.at("id"));
  relay.run_until([&] { return status_of(std::string(sent.at("id").as_string())) == "accepted"; });
  EXPECT_EQ(sent_to(), "whatsapp:+15550100101");
  EXPECT_EQ(status_of(message), "failed") << "that one stays what it is";
}

TEST_F(SendingOptions, WhatWaitedForWhoWasSetApartMeanwhileDoesNotLeave) {
  host::TenantRuntime& tenant = relay.tenant().runtime;
  const auto contact_at = [&](const char* number) {
    const Identity* identity = tenant.state().identities.find(tenant.keys().identity(tenant.id(), IdentityKind::phone, number));
    return identity ? identity->contact : ContactId{};
  };
  relay.hook("sms", relay.sms("SM2", "+15550100109", "I am somebody else"));
  const ContactId other = contact_at("+15550100109");
  ASSERT_TRUE(tenant.submit(MergeContacts{contact_at("+15550100101"), other}, ActorKind::system).accepted);
  relay.pass(1000);
  relay.hook("sms", relay.sms("SM3", "+15550100109", "Tell me tomorrow"));
  const Answer later = reply({{"sendAt", iso_text(relay.house->clock().now() + limits::hour_ms)}});
  ASSERT_EQ(later.status, 202) << later.body;
  const std::string message(later.json().at("id").as_string());
  ASSERT_TRUE(tenant.submit(UnmergeContact{other}, ActorKind::system).accepted);
  relay.pass(2 * limits::hour_ms);
  relay.run_until([&] { return status_of(message) == "failed"; });
  EXPECT_EQ(sent_to(), "nobody");
}

TEST_F(SendingOptions, OnlyWhatFailedGoesElsewhereAndOnlyToTheSameContact) {
  const std::string message = failed(), theirs = address();
  relay.pass(1000);
  relay.hook("sms", relay.sms("SM9", "+15550100109", "I am somebody else"));
  const json::object to_another{{"numberId", our(Channel::whatsapp)}, {"identityId", address()}};
  EXPECT_NE(address(), theirs);
  EXPECT_EQ(send("/api/v1/messages/" + message + "/elsewhere", to_another).code(), "no_channel");
  const json::object by_whatsapp{{"numberId", our(Channel::whatsapp)}, {"identityId", theirs}};
  const std::string inbound(row().at("id").as_string());
  const json::value heard = relay.as(token, "GET", "/api/v1/conversations/" + inbound + "/messages").json();
  EXPECT_EQ(send("/api/v1/messages/" + std::string(heard.at("items").at(0).at("id").as_string()) + "/elsewhere", by_whatsapp).code(), "not_sendable_again");
  EXPECT_EQ(send("/api/v1/messages/msg_00000000000000000000000001/elsewhere", by_whatsapp).code(), "unknown_message");
  EXPECT_EQ(send("/api/v1/messages/" + message + "/elsewhere", {{"identityId", theirs}}).code(), "unknown_number");
  EXPECT_EQ(send("/api/v1/messages/" + message + "/elsewhere", {{"numberId", our(Channel::whatsapp)}}).json().at("error").at("field").as_string(), "identityId");
}

}  // namespace
}  // namespace tributary::test
