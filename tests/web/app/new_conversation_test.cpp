// What the form for writing first fills in by itself, and where it leads when something is missing.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct NewConversation : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(NewConversation, D74_WhatIsKnownStandsInTheBlanksAndTheOneThatIsMissingIsLedTo) {
  MessageTemplate greeting;
  greeting.id = TemplateId{9, 1}, greeting.name = "greeting", greeting.body = "Hello {{customer_name}}, {{order}} is ready. {{user_name}}";
  greeting.variables = {"customer_name", "order", "user_name"};
  greeting.channel = Channel::sms, greeting.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{greeting}, {}));
  MessageTemplate other = greeting;
  other.id = TemplateId{9, 2}, other.name = "other", other.body = "{{order}}?", other.variables = {"order"};
  ASSERT_TRUE(desk.command(ConfigureTemplate{other}, {}));
  const auto value = [](std::string_view name) {
    const headless::ShownNode* field = headless::find(Role::textbox, name);
    return field ? platform::field_text(field->node.id) : "no such field";
  };
  key("c");
  headless::type("Recipient's number", "1 555 010 0101");
  desk.settle();
  press(Role::radio, "greeting");
  EXPECT_EQ(value("Value of customer_name"), "Maya") << headless::dump();
  EXPECT_EQ(value("Value of user_name"), "Ada Admin");
  headless::enter("Recipient's number");
  EXPECT_TRUE(says("“order” has no value"));
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "Value of order")->node.id);
  EXPECT_EQ(value("Value of customer_name"), "Maya") << "nothing is lost";
  headless::type("Value of order", "4217");
  press(Role::radio, "other");
  EXPECT_EQ(value("Value of order"), "") << "4217 was no customer's name";
  headless::type("Recipient's number", "(555) 010-0109");
  desk.settle();
  press(Role::radio, "greeting");
  EXPECT_EQ(value("Value of customer_name"), "") << "nobody knows them";
  EXPECT_EQ(value("Value of user_name"), "Ada Admin");
}

TEST_F(NewConversation, D74_AnotherRecipientIsNotCalledLikeTheOneBeforeButWhatWasTypedStays) {
  desk.customer_writes(2, "Noor", "Are you open?");
  MessageTemplate greeting;
  greeting.id = TemplateId{9, 1}, greeting.name = "greeting", greeting.body = "Hello {{customer_name}}. {{user_name}}";
  greeting.variables = {"customer_name", "user_name"};
  greeting.channel = Channel::sms, greeting.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{greeting}, {}));
  const auto to = [this](std::string_view number) {
    headless::type("Recipient's number", number);
    desk.settle();
  };
  const auto value = [](std::string_view name) {
    const headless::ShownNode* field = headless::find(Role::textbox, name);
    return field ? platform::field_text(field->node.id) : "no such field";
  };
  key("c");
  to("1 555 010 0101");
  press(Role::radio, "greeting");
  ASSERT_EQ(value("Value of customer_name"), "Maya") << headless::dump();
  to("1 555 010 0102");
  EXPECT_EQ(value("Value of customer_name"), "Noor");
  EXPECT_TRUE(says("Hello Noor. Ada Admin")) << "as it will be read";
  to("(555) 010-0109");
  EXPECT_EQ(value("Value of customer_name"), "") << "nobody knows them";
  EXPECT_EQ(value("Value of user_name"), "Ada Admin");
  headless::type("Value of customer_name", "Sam");
  to("1 555 010 0101");
  EXPECT_EQ(value("Value of customer_name"), "Sam");
}

TEST_F(NewConversation, D53_TheChosenTemplateStaysChosenWhenAnotherComes) {
  MessageTemplate one;
  one.id = TemplateId{9, 1}, one.name = "delay", one.body = "It takes {{days}} days.";
  one.variables = {"days"};
  one.channel = Channel::sms, one.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{one}, {}));
  key("c");
  headless::type("Recipient's number", "(555) 010-0109");
  desk.settle();
  press(Role::radio, "delay");
  headless::type("Value of days", "3");
  desk.settle();
  ASSERT_TRUE(says("It takes 3 days.")) << headless::dump();
  MessageTemplate before = one;
  before.id = TemplateId{9, 2}, before.name = "apology", before.body = "We are sorry, {{days}}.";
  ASSERT_TRUE(desk.command(ConfigureTemplate{before}, {}));
  desk.settle();
  ASSERT_TRUE(headless::find(Role::radio, "apology")) << headless::dump();
  EXPECT_TRUE(says("It takes 3 days.")) << headless::dump();
  EXPECT_NE(headless::find(Role::radio, "delay")->node.flags & platform::node_checked, 0u);
}

TEST_F(NewConversation, A44_D53_WordsOfOnesOwnGoByWhatsAppToWhoWroteThereAndToNobodyElse) {
  desk.customer_writes(2, "Noor", "Are you open?", Channel::whatsapp);
  key("c");
  press(Role::radio, "WhatsApp");
  headless::type("Recipient's number", "1 555 010 0101");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::textbox, "Message")) << "Maya wrote by SMS\n" << headless::dump();
  headless::type("Recipient's number", "1 555 010 0102");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::textbox, "Message")) << headless::dump();
}

TEST_F(NewConversation, D52_TheNumberOneWritesFromStaysTheSameWhenAnotherComesToStandBeforeIt) {
  const auto checked = [](std::string_view begins) {
    const headless::ShownNode* radio = headless::find(Role::radio, begins);
    return radio && (radio->node.flags & platform::node_checked) != 0;
  };
  const auto connect = [this](std::uint64_t id, std::string address) {
    const Number number{NumberId{9, id}, AccountId{2, 1}, Channel::sms, std::move(address), ServiceId{2, 2}};
    ASSERT_TRUE(desk.command(ConfigureNumber{number}, Actor{ActorKind::system, {}}));
    desk.settle();
  };
  key("c");
  ASSERT_TRUE(checked("SMS")) << "the first of two";
  connect(1, "+15550100200");
  EXPECT_FALSE(checked("SMS")) << "that is the new one\n" << headless::dump();
  press(Role::radio, "WhatsApp");
  connect(2, "+15550100100");
  EXPECT_TRUE(checked("WhatsApp")) << headless::dump();
}

TEST_F(NewConversation, D52_WhatIsWrongIsSaidAtItsFieldWhichGetsTheFocus) {
  const auto focused = [](std::string_view field) { return headless::record().focused == headless::find(Role::textbox, field)->node.id; };
  key("c");
  headless::enter("Recipient's number");
  EXPECT_TRUE(says("This is not a phone number")) << headless::dump();
  EXPECT_TRUE(focused("Recipient's number"));
  headless::type("Recipient's number", "(555) 010-0109");
  headless::enter("Recipient's number");
  EXPECT_TRUE(says("The message is empty"));
  EXPECT_TRUE(focused("Message"));
}

}  // namespace
}  // namespace tributary
