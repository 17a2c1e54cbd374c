// Who is written to first is who answers: one number is one person, by SMS, by WhatsApp, and as earlier releases filed it.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string theirs = "+15550100102";

class WritingFirst : public ::testing::Test {
 protected:
  void SetUp() override {
    MessageTemplate welcome;
    welcome.id = TemplateId{20, 1}, welcome.name = "welcome", welcome.body = "Hello from us", welcome.channel = Channel::whatsapp;
    welcome.content_sid = "HX" + std::string(32, '1'), welcome.approval = Approval::approved;
    ASSERT_TRUE(runtime().submit(ConfigureTemplate{welcome}, ActorKind::system).accepted);
  }
  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  json::array rows() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array(); }
  std::string conversation() { return std::string(rows().at(0).at("id").as_string()); }
  NumberId our(Channel channel) {
    NumberId id;
    runtime().state().numbers.for_each([&](NumberId number, const Number& known) { if (known.channel == channel) id = number; });
    return id;
  }
  Answer start(Channel channel, json::object body) {
    body["numberId"] = to_text(our(channel));
    body["to"] = "(555) 010-0102";
    return relay.as(token, "POST", "/api/v1/conversations", json::serialize(body));
  }
  Answer start_by_template() { return start(Channel::whatsapp, {{"templateId", to_text(TemplateId{20, 1})}}); }
  static std::string started(const Answer& answer) {
    EXPECT_EQ(answer.status, 202) << answer.body;
    return answer.status == 202 ? std::string(answer.json().at("conversation").at("id").as_string()) : "none";
  }
  void writes_by_whatsapp(const std::string& sid, const std::string& text, std::vector<http::Field> besides = {}) {
    std::vector<http::Field> form = relay.sms(sid, "whatsapp:" + theirs, text);
    for (auto& field : form)
      if (field.name == "To") field.value = std::string("whatsapp:") + our_number;
    form.insert(form.end(), besides.begin(), besides.end());
    ASSERT_EQ(relay.hook("sms", form).status, 200);
  }
  // As releases before this one did it.
  ConversationId filed_by_whatsapp() {
    StartConversation command;
    command.number = our(Channel::whatsapp);
    command.to = {IdentityKind::whatsapp, runtime().keys().identity(runtime().id(), IdentityKind::whatsapp, theirs), theirs};
    command.message_template = TemplateId{20, 1};
    EXPECT_TRUE(runtime().submit(command, ActorKind::automation).accepted);
    relay.house->round().finish_now();
    ConversationId only;
    runtime().state().conversations.for_each([&](ConversationId id, const Conversation&) { only = id; });
    return only;
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
};

TEST_F(WritingFirst, D53_TheAnswerToOurTemplateComesInTheConversationItBegan) {
  const std::string begun = started(start_by_template());
  writes_by_whatsapp("SM1", "Yes, please");
  ASSERT_EQ(rows().size(), 1u);
  EXPECT_EQ(conversation(), begun);
  EXPECT_EQ(rows().at(0).at("messageCount").as_int64(), 2);
  EXPECT_EQ(started(start(Channel::whatsapp, {{"message", "It is on its way."}})), begun) << "the answer has opened the window";
}

TEST_F(WritingFirst, A44_D52_WhoHasWrittenByWhatsAppIsJoinedThereWithWordsOfOnesOwn) {
  writes_by_whatsapp("SM1", "Are you open?");
  const std::string here = conversation();
  EXPECT_EQ(started(start(Channel::whatsapp, {{"message", "Until six."}})), here);
  EXPECT_EQ(rows().size(), 1u);
}

TEST_F(WritingFirst, A44_WhoHasWrittenBySmsIsTheSameOnWhatsAppWhereATemplateIsNeeded) {
  ASSERT_EQ(relay.hook("sms", relay.sms("SM1", theirs, "Are you open?")).status, 200);
  const std::string here = conversation();
  EXPECT_EQ(start(Channel::whatsapp, {{"message", "Until six."}}).code(), "whatsapp_window_closed");
  EXPECT_EQ(started(start_by_template()), here);
  EXPECT_EQ(rows().size(), 1u);
}

TEST_F(WritingFirst, WhoHasOptedOutOfWhatsAppGetsNoTemplate) {
  writes_by_whatsapp("SM1", "STOP", {{"OptOutType", "STOP"}});
  EXPECT_EQ(start_by_template().code(), "opted_out");
}

TEST_F(WritingFirst, WhoAnEarlierReleaseFiledByWhatsAppAnswersInTheirConversation) {
  const std::string begun = to_text(filed_by_whatsapp());
  relay.restart();
  writes_by_whatsapp("SM1", "Yes, please");
  ASSERT_EQ(rows().size(), 1u);
  EXPECT_EQ(conversation(), begun);
  EXPECT_EQ(started(start(Channel::whatsapp, {{"message", "It is on its way."}})), begun);
  writes_by_whatsapp("SM2", "Thanks");
  EXPECT_EQ(rows().size(), 1u);
}

TEST_F(WritingFirst, A44_WhoAnEarlierReleaseFiledByWhatsAppIsJoinedBySmsToo) {
  const std::string begun = to_text(filed_by_whatsapp());
  EXPECT_EQ(started(start(Channel::sms, {{"message", "Our new number"}})), begun);
  EXPECT_EQ(rows().size(), 1u);
}

}  // namespace
}  // namespace tributary::test
