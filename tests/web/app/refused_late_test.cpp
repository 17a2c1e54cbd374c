// What the relay refuses after the page has let it through: whatever was written is kept, each kind where it is edited.
#include <gtest/gtest.h>

#include "tests/web/app/at_composer.h"
#include "web/app/not_sent.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct RefusedLate : AtComposer {
  void open(Channel channel = Channel::sms) {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?", channel);
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void write_choices() {
    press(Role::button, "Offer choices");
    ASSERT_TRUE(headless::type("Question", "When shall we come?"));
    ASSERT_TRUE(headless::type("Choice 1", "Monday"));
    ASSERT_TRUE(headless::type("Choice 2", "Tuesday"));
    ASSERT_TRUE(headless::type("Description of choice 2", "in the morning"));
    desk.settle();
  }
  void connect_again() {
    desk.pass(1'000);
    desk.connect();
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
  static bool not_sent() { return headless::find(Role::article, "You, 14:13, Not sent") != nullptr; }
};

TEST_F(RefusedLate, C15_ChoicesStayAsNotSentAndAreEditedInTheirDialogWithTheReason) {
  open();
  desk.refuse_late = true;
  write_choices();
  press_in_dialog("Send");
  EXPECT_FALSE(headless::find(Role::dialog, "Offer choices"));
  ASSERT_TRUE(not_sent()) << headless::dump();
  press(Role::button, "Edit");
  ASSERT_TRUE(headless::find(Role::dialog, "Offer choices")) << headless::dump();
  EXPECT_TRUE(says("has opted out of messages"));
  EXPECT_EQ(value("Question"), "When shall we come?");
  EXPECT_EQ(value("Choice 1"), "Monday");
  EXPECT_EQ(value("Choice 2"), "Tuesday");
  EXPECT_EQ(value("Description of choice 2"), "in the morning");
  key("Escape");
  EXPECT_FALSE(headless::find(Role::dialog, "Offer choices"));
  EXPECT_TRUE(not_sent()) << "looked at is not sent";
  desk.refuse_late = false;
  press(Role::button, "Edit");
  press_in_dialog("Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(not_sent());
}

TEST_F(RefusedLate, AReplyThatIsNotSentLeavesItsConversationOpenAndSaysSoWhereOneHasGoneOn) {
  desk.customer_writes(2, "Noor Haddad", "Hello?");
  open();
  desk.refuse_late = true;
  ASSERT_TRUE(headless::type("Reply", "All done then."));
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send and resolve");
  EXPECT_TRUE(says("has opted out of messages")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::button, "Undo")) << "nothing was resolved";
  press(Role::listitem, "Maya");
  EXPECT_TRUE(not_sent()) << headless::dump();
  EXPECT_FALSE(headless::find(Role::button, "Reopen"));
}

TEST_F(RefusedLate, D35_AReplyThatIsNotSentPutsNothingAway) {
  open();
  desk.cut();
  ASSERT_TRUE(headless::type("Reply", "I will ask."));
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send and snooze");
  press(Role::menuitem, "In 1 hour");
  EXPECT_TRUE(says("Snoozed until")) << headless::dump();
  desk.refuse_late = true;
  connect_again();
  EXPECT_TRUE(not_sent()) << headless::dump();
  EXPECT_FALSE(says("Snoozed until")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::button, "Undo"));
}

TEST_F(RefusedLate, EditLeadsToTheReplyAlsoWhereANoteIsInFront) {
  open();
  desk.refuse_late = true;
  ASSERT_TRUE(headless::type("Reply", "It left today."));
  press(Role::button, "Send");
  ASSERT_TRUE(not_sent()) << headless::dump();
  press(Role::tab, "Private note");
  press_only("Edit");
  EXPECT_EQ(value("Reply"), "It left today.") << headless::dump();
  EXPECT_FALSE(headless::find(Role::textbox, "Private note"));
}

TEST_F(RefusedLate, WhatIsStoppedForSomethingNewerWhileANoteIsInFrontStandsInTheThread) {
  open();
  ASSERT_TRUE(headless::type("Reply", "The old answer"));
  ASSERT_TRUE(headless::press(Role::button, "Send")) << headless::dump();
  ASSERT_TRUE(headless::press(Role::tab, "Private note")) << headless::dump();
  desk.customer_writes(1, "Maya Brown", "Never mind, solved");
  EXPECT_TRUE(desk.replies().empty());
  EXPECT_TRUE(says("Not sent")) << headless::dump();
  press_only("Edit");
  EXPECT_EQ(value("Reply"), "The old answer") << headless::dump();
}

TEST_F(RefusedLate, ChoicesSurviveAReload) {
  open();
  desk.refuse_late = true;
  write_choices();
  press_in_dialog("Send");
  ASSERT_TRUE(not_sent()) << headless::dump();
  desk.reload(true);
  press(Role::listitem, "Maya");
  ASSERT_TRUE(not_sent()) << headless::dump();
  press(Role::button, "Edit");
  EXPECT_EQ(value("Choice 2"), "Tuesday");
}

TEST_F(RefusedLate, D74_ATemplateStaysAsNotSentWithWhatStoodInItsBlanks) {
  MessageTemplate ready;
  ready.id = TemplateId{9, 1}, ready.name = "ready", ready.body = "Hello {{customer_name}}, {{order}} is ready.";
  ready.variables = {"customer_name", "order"};
  ready.channel = Channel::sms, ready.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{ready}, {}));
  open();
  desk.refuse_late = true;
  press(Role::button, "Templates");
  press(Role::option, "ready");
  ASSERT_TRUE(headless::type("customer_name", "Ms Brown"));
  ASSERT_TRUE(headless::type("order", "4217"));
  press_in_dialog("Send");
  ASSERT_TRUE(not_sent()) << headless::dump();
  press(Role::button, "Edit");
  EXPECT_TRUE(says("has opted out of messages")) << headless::dump();
  EXPECT_EQ(value("customer_name"), "Ms Brown") << "as it was, not as it is known";
  EXPECT_EQ(value("order"), "4217");
  desk.refuse_late = false;
  press_in_dialog("Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(not_sent());
}

TEST_F(RefusedLate, ChoicesThatTheRelayStoppedForSomethingNewerAreSentAnywayFromTheirDialog) {
  open();
  desk.cut();
  desk.customer_writes(1, "Maya Brown", "Never mind");
  write_choices();
  press_in_dialog("Send");
  connect_again();
  ASSERT_FALSE(desk.last_message());
  ASSERT_TRUE(not_sent()) << headless::dump();
  press(Role::button, "Edit");
  EXPECT_TRUE(says("A newer message has arrived"));
  press_in_dialog("Send anyway");
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(not_sent());
}

TEST_F(RefusedLate, ADialogThatIsStoppedHereSendsAnywayAtTheNextPress) {
  open();
  headless::type("Reply", "half a thought");
  write_choices();
  desk.customer_writes(1, "Maya Brown", "Never mind");
  press_in_dialog("Send");
  EXPECT_TRUE(says("A newer message has arrived")) << headless::dump();
  EXPECT_FALSE(desk.last_message());
  press_in_dialog("Send anyway");
  EXPECT_TRUE(desk.last_message());
}

TEST_F(RefusedLate, D40_ANoteGoesBackBehindTheOneThatWasBegunSince) {
  open();
  desk.cut();
  press(Role::tab, "Private note");
  ASSERT_TRUE(headless::type("Private note", "she ordered twice"));
  press(Role::button, "Add note");
  ASSERT_TRUE(headless::type("Private note", "and paid once"));
  desk.refuse_late = true;
  connect_again();
  EXPECT_EQ(value("Private note"), "and paid once\nshe ordered twice");
  EXPECT_FALSE(headless::find(Role::article, "Private note")) << headless::dump();
}

TEST_F(RefusedLate, ANoteAboutThePersonGoesBackWhereItWasWritten) {
  open();
  press(Role::button, "Add a note");
  ASSERT_TRUE(headless::type("Note about the person", "pays late"));
  desk.refuse_late = true;
  press(Role::button, "Save");
  EXPECT_EQ(value("Note about the person"), "pays late") << headless::dump();
}

TEST_F(RefusedLate, SigningOutAsksOnceMoreWhileSomethingIsNotSent) {
  open();
  desk.refuse_late = true;
  ASSERT_TRUE(headless::type("Reply", "On its way."));
  press(Role::button, "Send");
  ASSERT_TRUE(not_sent()) << headless::dump();
  press(Role::button, "Sign out");
  EXPECT_TRUE(says("Something of yours has not been sent yet"));
  EXPECT_TRUE(not_sent());
  press(Role::button, "Sign out");
  EXPECT_TRUE(headless::find(Role::textbox, "Email"));
}

TEST(NotSentChoices, AreReadBackAsTheyWereAsked) {
  ClientSession::Notice notice;
  notice.id = CommandId{1, 1};
  notice.command = Command(OfferChoices{ConversationId{3, 1}, "When?", {{"Monday", ""}, {"Tuesday", "in the \"morning\""}}, {}});
  notice.code = "stale";
  const std::optional<app::NotSent> one = app::not_sent_after(notice, Words{}, Instant{7});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->conversation, (ConversationId{3, 1}));
  const auto back = app::not_sent_of(app::not_sent_text({*one}));
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].asked, one->asked);
  EXPECT_EQ(back[0].code, "stale");
  notice.command = Command(Resolve{ConversationId{3, 1}});
  EXPECT_FALSE(app::not_sent_after(notice, Words{}, Instant{7})) << "nothing was written";
}

}  // namespace
}  // namespace tributary
