// Writing first, over REST and over the socket: later, with files, and once however it was asked for.
#include <gtest/gtest.h>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "core/inbox/new_conversation.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string png("\x89PNG\r\n\x1a\n....pixels....", 22);

class Starting : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?"));
    state().numbers.for_each([&](NumberId id, const Number& known) {
      if (known.channel == Channel::sms) number = id;
    });
  }
  const State& state() { return relay.tenant().runtime.state(); }
  Answer start(json::object body, const std::string& key = "", const std::string& to = "(555) 010-0177") {
    body["numberId"] = to_text(number);
    body["to"] = to;
    std::vector<http::Field> fields{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
    if (!key.empty()) fields.push_back({"Idempotency-Key", key});
    return relay.ask("POST", "/api/v1/conversations", json::serialize(body), fields);
  }
  std::string uploaded(const std::string& bytes) {
    const Answer kept = relay.ask("POST", "/api/v1/uploads?channel=sms&name=photo.png", bytes, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}});
    EXPECT_EQ(kept.status, 201) << kept.body;
    return std::string(kept.json().at("id").as_string());
  }
  static std::string field_of(const Answer& answer) { return std::string(answer.json().at("error").at("field").as_string()); }
  const Outgoing* message_of(const Answer& answer) {
    const auto id = parse_id<MessageTag>(std::string(answer.json().at("message").at("id").as_string()));
    return id ? state().outgoing.find(*id) : nullptr;
  }
  std::string in_an_hour() { return iso_text(relay.house->clock().now() + limits::hour_ms); }
  std::size_t conversations() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array().size(); }
  StartConversation wanted(const std::string& address, const std::string& text) const {
    StartConversation command;
    command.number = number;
    command.to.address = address;
    command.text = text;
    return command;
  }
  void join(SocketClient& socket) {
    cookie = relay.cookie_of("agent@example.com", Role::agent);
    const Answer ticket = relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}});
    ASSERT_EQ(socket.open_from_page(cookie), 101);
    socket.welcome(std::string(ticket.json().at("ticket").as_string()));
    socket.next<wire::Snapshot>();
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
  std::string cookie;
  NumberId number;
};

TEST_F(Starting, D52_ItIsSentLaterWhenSendAtSaysSo) {
  const Answer answer = start({{"message", "We open at nine."}, {"sendAt", in_an_hour()}});
  ASSERT_EQ(answer.status, 202) << answer.body;
  ASSERT_TRUE(message_of(answer));
  EXPECT_TRUE(message_of(answer)->held);
  const Answer taken_back = relay.as(token, "POST", "/api/v1/messages/" + std::string(answer.json().at("message").at("id").as_string()) + "/cancel");
  EXPECT_EQ(taken_back.status, 200) << taken_back.body;
}

TEST_F(Starting, D52_ATimeIsRefusedInTheWordsOfAReply) {
  const Answer over = start({{"message", "hello"}, {"sendAt", "2020-01-01T09:00:00Z"}});
  EXPECT_EQ(over.status, 422);
  EXPECT_EQ(over.code(), "date_in_past");
  EXPECT_EQ(field_of(over), "sendAt");
  const Answer no_time = start({{"message", "hello"}, {"sendAt", "tomorrow"}});
  EXPECT_EQ(no_time.code(), "invalid_value");
  EXPECT_EQ(field_of(no_time), "sendAt");
  EXPECT_EQ(start({{"message", "hello"}, {"sendAt", iso_text(relay.house->clock().now() + 400 * limits::day_ms)}}).code(), "date_too_far");
  EXPECT_EQ(conversations(), 1u) << "something was begun";
}

TEST_F(Starting, D52_TheTimeBelongsToWhatWasAskedUnderAKeyAndIsAnsweredAlsoWhenItIsOver) {
  const std::string when = in_an_hour();
  const Answer first = start({{"message", "hello"}, {"sendAt", when}}, "key-1");
  ASSERT_EQ(first.status, 202) << first.body;
  EXPECT_EQ(start({{"message", "hello"}}, "key-1").code(), "idempotency_key_reused");
  relay.pass(2 * limits::hour_ms);
  const Answer again = start({{"message", "hello"}, {"sendAt", when}}, "key-1");
  ASSERT_EQ(again.status, 202) << again.body;
  EXPECT_EQ(again.json().at("message").at("id"), first.json().at("message").at("id"));
}

TEST_F(Starting, D24_ItsFilesAreNamedByTheirUploadsAndNeedNoWords) {
  const Answer answer = start({{"attachments", json::array{json::string(uploaded(png))}}});
  ASSERT_EQ(answer.status, 202) << answer.body;
  EXPECT_EQ(answer.json().at("message").at("media").as_array().size(), 1u);
  EXPECT_EQ(answer.json().at("message").at("media").at(0).at("type").as_string(), "image/png");
}

TEST_F(Starting, D25_FilesAreRefusedInTheWordsOfAReply) {
  const Answer no_list = start({{"message", "look"}, {"attachments", "photo.png"}});
  EXPECT_EQ(no_list.code(), "invalid_value");
  EXPECT_EQ(field_of(no_list), "attachments");
  EXPECT_EQ(start({{"message", "look"}, {"attachments", json::array{"upl_00000000000000000000000001"}}}).code(), "unknown_upload");
  json::array many;
  for (int i = 0; i < 11; ++i) many.emplace_back(uploaded(png));
  EXPECT_EQ(start({{"message", "look"}, {"attachments", many}}).code(), "too_many_files");
  const std::string writer = relay.token({"templates:write"});
  const Answer made = relay.as(writer, "POST", "/api/v1/message-templates", R"({"name":"hours","channel":"sms","body":"Open till six"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const Answer both = start({{"templateId", made.json().at("id")}, {"attachments", json::array{many.at(0)}}});
  EXPECT_EQ(both.code(), "invalid_value");
  EXPECT_EQ(field_of(both), "attachments");
  EXPECT_EQ(conversations(), 1u);
}

TEST_F(Starting, D52_APageBeginsOneOverItsSocketAndTheRelaySaysWhomTheNumberMeans) {
  SocketClient socket(relay);
  join(socket);
  StartConversation asked = wanted("+15550100177", "We open at nine.");
  asked.to.id = IdentityId{66, 66};
  const CommandId id = store::mint<CommandId>();
  ASSERT_TRUE(socket.submit(asked, id).accepted);
  ASSERT_TRUE(socket.submit(asked, id).accepted) << "the same again is the same one";
  EXPECT_EQ(conversations(), 2u);
  EXPECT_FALSE(state().identities.find(IdentityId{66, 66})) << "what a page says of it was believed";
  ASSERT_EQ(relay.ask("POST", "/api/v1/conversations", json::serialize(json::object{{"numberId", to_text(number)}, {"to", "+15550100177"}, {"message", "And at ten."}}), {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}}).status, 202);
  EXPECT_EQ(conversations(), 2u) << "REST means the same person";
}

TEST_F(Starting, A44_WhatWaitedOnAPageJoinsTheConversationThatIsThere) {
  SocketClient socket(relay);
  join(socket);
  ASSERT_TRUE(socket.submit(wanted("+15550100101", "We are.")).accepted);
  EXPECT_EQ(conversations(), 1u);
}

TEST_F(Starting, D52_WhatWaitedOnAPageIsRefusedWithTheReason) {
  SocketClient socket(relay);
  join(socket);
  const auto code_of = [&](const StartConversation& command) {
    const wire::Answer answer = socket.submit(command);
    return answer.error ? answer.error->code : std::string("accepted");
  };
  EXPECT_EQ(code_of(wanted("call me", "hello")), "invalid_phone");
  EXPECT_EQ(code_of(wanted(our_number, "hello")), "own_number");
  StartConversation nowhere = wanted("+15550100177", "hello");
  nowhere.number = NumberId{1, 1};
  EXPECT_EQ(code_of(nowhere), "unknown_number");
  relay.hook("sms", relay.sms("SM2", "+15550100101", "STOP"));
  EXPECT_EQ(code_of(wanted("+15550100101", "hello")), "opted_out");
}

TEST_F(Starting, D52_WhatRestHeardOfAndDidNotAnswerIsNotBegunAgainOverTheSocket) {
  SocketClient socket(relay);
  join(socket);
  const CommandId id = store::mint<CommandId>();
  const json::object body{{"numberId", to_text(number)}, {"to", "+15550100177"}, {"message", "We open at nine."}};
  const Answer lost = relay.ask("POST", "/api/v1/conversations", json::serialize(body), {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}, {"Idempotency-Key", to_text(id)}});
  ASSERT_EQ(lost.status, 202) << lost.body;
  const std::uint64_t head = relay.tenant().runtime.head();
  EXPECT_TRUE(socket.submit(wanted("+15550100177", "We open at nine."), id).accepted);
  EXPECT_EQ(relay.tenant().runtime.head(), head) << "it was begun twice";
  const wire::Answer other = socket.submit(wanted("+15550100177", "We open at ten."), id);
  ASSERT_TRUE(other.error);
  EXPECT_EQ(other.error->code, "id_conflict");
}

}  // namespace
}  // namespace tributary::test
