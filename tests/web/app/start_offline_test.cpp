// A new conversation that is begun without a connection: it waits, is sent in its turn, and what is refused can be edited.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/not_sent.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct StartOffline : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
  }
  void begin(std::string_view to, std::string_view text) {
    key("c");
    ASSERT_TRUE(headless::type("Recipient's number", to)) << headless::dump();
    desk.settle();
    ASSERT_TRUE(headless::type("Message", text)) << headless::dump();
    desk.settle();
    enter();
  }
  void enter() {
    headless::enter("Recipient's number");
    desk.settle();
  }
  void connect_again() {
    desk.pass(1'000);
    desk.connect();
  }
  void begun_offline_and_refused() {
    desk.refuse_late = true;
    desk.cut();
    begin("+1 555 010 0109", "Good morning");
    connect_again();
    desk.refuse_late = false;
  }
  static std::vector<std::string> waiting_starts() {
    std::vector<std::string> found;
    for (const headless::KeptRow& row : headless::record().kept)
      if (row.kind == platform::Kept::command && row.text.find("start_conversation") != std::string::npos) found.push_back(row.text);
    return found;
  }
  static std::string value(std::string_view field) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown ? platform::field_text(shown->node.id) : "no such field";
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
  // What was asked of REST for this; what else waits is answered with nothing to say.
  static const headless::Request* request() {
    for (const headless::Request& one : headless::record().requests)
      if (one.path == "/api/v1/conversations") return &one;
    return nullptr;
  }
  void answered(int status, std::string_view body) {
    while (!headless::record().requests.empty()) {
      const bool this_one = headless::record().requests.front().path == "/api/v1/conversations";
      headless::answer(this_one ? status : 404, this_one ? body : "{}");
      if (this_one) return desk.settle();
    }
    FAIL() << "nothing was asked";
  }
};

TEST_F(StartOffline, D52_ItWaitsAndIsSentOnceWhenTheConnectionIsBack) {
  desk.cut();
  begin("+1 555 010 0109", "Good morning");
  EXPECT_FALSE(headless::find(Role::dialog, "")) << headless::dump();
  EXPECT_TRUE(said("as soon as there is a connection"));
  EXPECT_EQ(waiting_starts().size(), 1u);
  EXPECT_FALSE(desk.last_message());
  connect_again();
  ASSERT_EQ(desk.replies().size(), 1u);
  EXPECT_EQ(desk.replies()[0].text, "Good morning");
  EXPECT_TRUE(desk.conversation_of(9));
  EXPECT_TRUE(waiting_starts().empty());
  EXPECT_FALSE(request()) << "nor was it asked for in another way";
}

TEST_F(StartOffline, D52_TheBannerSaysThatItWaits) {
  desk.cut();
  begin("+1 555 010 0109", "Good morning");
  desk.pass(4'000);
  EXPECT_TRUE(says("1 reply waits.")) << headless::dump();
}

TEST_F(StartOffline, D52_ItWaitsOverAReloadToo) {
  desk.cut();
  begin("+1 555 010 0109", "Good morning");
  desk.reload(false);
  EXPECT_EQ(waiting_starts().size(), 1u);
  desk.signs_in_again();
  ASSERT_EQ(desk.replies().size(), 1u);
  EXPECT_EQ(desk.replies()[0].text, "Good morning");
}

TEST_F(StartOffline, D52_ItIsSentInTheOrderInWhichThingsWereDone) {
  press(Role::listitem, "Maya");
  desk.cut();
  headless::type("Reply", "first");
  press(Role::button, "Send");
  focus(0);
  begin("+1 555 010 0109", "second");
  headless::type("Reply", "third");
  press(Role::button, "Send");
  connect_again();
  const auto sent = desk.replies();
  ASSERT_EQ(sent.size(), 3u) << headless::dump();
  EXPECT_EQ(sent[0].text, "first");
  EXPECT_EQ(sent[1].text, "second");
  EXPECT_EQ(sent[2].text, "third");
}

TEST_F(StartOffline, A44_ToSomebodyKnownItStandsInTheirThreadAndJoinsIt) {
  press(Role::listitem, "Maya");
  const ConversationId before = desk.conversation_of(1);
  focus(0);
  desk.cut();
  begin("+1 555 010 0101", "Good morning");
  EXPECT_TRUE(says("Good morning")) << headless::dump();
  EXPECT_FALSE(desk.last_message());
  connect_again();
  ASSERT_EQ(desk.replies().size(), 1u);
  EXPECT_EQ(desk.conversation_of(1), before);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya")) << headless::dump();
}

TEST_F(StartOffline, D52_WhatTheRelayHeardOfAndDidNotAnswerWaitsUnderTheSameKey) {
  begin("+1 555 010 0109", "Good morning");
  ASSERT_TRUE(request());
  const std::string key_of_rest = request()->once;
  answered(0, "");
  desk.cut();
  enter();
  ASSERT_EQ(waiting_starts().size(), 1u) << headless::dump();
  EXPECT_NE(waiting_starts()[0].find(key_of_rest), std::string::npos) << waiting_starts()[0];
}

TEST_F(StartOffline, D52_OtherWordsAfterALostAnswerWaitUnderAKeyOfTheirOwn) {
  begin("+1 555 010 0109", "Good morning");
  ASSERT_TRUE(request());
  const std::string key_of_rest = request()->once;
  answered(0, "");
  desk.cut();
  headless::type("Message", "Good evening");
  enter();
  ASSERT_EQ(waiting_starts().size(), 1u) << headless::dump();
  EXPECT_EQ(waiting_starts()[0].find(key_of_rest), std::string::npos);
}

TEST_F(StartOffline, D52_WhatIsRefusedComesBackAsNotSentWithTheReasonAndIsEdited) {
  begun_offline_and_refused();
  EXPECT_TRUE(says("Not sent to +1 555 010 0109: ")) << headless::dump();
  EXPECT_TRUE(says("has opted out of messages"));
  press_only("Edit");
  ASSERT_TRUE(headless::find(Role::dialog, "New conversation")) << headless::dump();
  EXPECT_EQ(value("Recipient's number"), "+15550100109");
  EXPECT_EQ(value("Message"), "Good morning");
  EXPECT_TRUE(says("has opted out of messages"));
  headless::type("Recipient's number", "+1 555 010 0108");
  desk.settle();
  key("Escape");
  EXPECT_TRUE(says("Not sent to ")) << "looked at is not sent";
  press_only("Edit");
  EXPECT_EQ(value("Recipient's number"), "+1 555 010 0108") << "what was changed stays";
  enter();
  ASSERT_TRUE(request()) << headless::dump();
  answered(202, R"({"conversation":{"id":")" + to_text(desk.conversation_of(1)) + R"("}})");
  EXPECT_FALSE(says("Not sent to ")) << headless::dump();
}

TEST_F(StartOffline, D52_WhatIsRefusedSurvivesAReload) {
  begun_offline_and_refused();
  desk.reload(true);
  EXPECT_TRUE(says("Not sent to +1 555 010 0109: ")) << headless::dump();
  press_only("Edit");
  EXPECT_EQ(value("Message"), "Good morning");
}

TEST_F(StartOffline, D52_WhatIsRefusedCanBeDiscardedAndWhatWasBegunMeanwhileIsThereAgain) {
  begun_offline_and_refused();
  key("c");
  headless::type("Recipient's number", "+1 555 010 0107");
  headless::type("Message", "Something else");
  desk.settle();
  key("Escape");
  press_only("Edit");
  EXPECT_EQ(value("Message"), "Good morning");
  press_only("Discard");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_FALSE(says("Not sent to ")) << headless::dump();
  key("c");
  EXPECT_EQ(value("Message"), "Something else");
  EXPECT_FALSE(headless::find(Role::button, "Discard"));
}

TEST_F(StartOffline, D53_ATemplateStandsInTheFormAgainWithItsValues) {
  MessageTemplate ready;
  ready.id = TemplateId{9, 1}, ready.name = "ready", ready.body = "{{order}} is ready.";
  ready.variables = {"order"};
  ready.channel = Channel::sms, ready.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{ready}, {}));
  desk.refuse_late = true;
  desk.cut();
  key("c");
  headless::type("Recipient's number", "+1 555 010 0109");
  desk.settle();
  press(Role::radio, "ready");
  headless::type("Value of order", "4217");
  desk.settle();
  enter();
  connect_again();
  press_only("Edit");
  EXPECT_EQ(value("Value of order"), "4217") << headless::dump();
  EXPECT_TRUE(says("4217 is ready."));
}

TEST(NotSentStart, D52_IsReadBackWithItsNumber) {
  StartConversation start;
  start.to.address = "+15550100109";
  start.text = "Good \"morning\"";
  ClientSession::Notice notice;
  notice.id = CommandId{1, 1};
  notice.command = Command(start);
  notice.code = "opted_out";
  const std::optional<app::NotSent> one = app::not_sent_after(notice, Words{}, Instant{7});
  ASSERT_TRUE(one);
  const auto back = app::not_sent_of(app::not_sent_text({*one}));
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].to, "+1 555 010 0109");
  EXPECT_EQ(back[0].text, "Good \"morning\"");
  EXPECT_EQ(back[0].asked, one->asked);
  EXPECT_FALSE(back[0].conversation);
}

}  // namespace
}  // namespace tributary
