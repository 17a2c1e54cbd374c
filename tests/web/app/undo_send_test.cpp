// A reply that waits for its seconds and is taken back, with what was done to its conversation when it was sent.
#include <gtest/gtest.h>

#include "tests/web/app/at_composer.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct UndoSend : AtComposer {
  void open() {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void undo_by_key() {
    headless::record().focused = 0;
    key("z");
  }
  static std::string value(std::string_view field) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown ? platform::field_text(shown->node.id) : "no such field";
  }
  static std::string draft() {
    const headless::ShownNode* field = headless::find(Role::textbox, "Reply");
    return field ? headless::record().fields[field->node.id] : "no field";
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(UndoSend, D37_OneUndoTakesBackAReplyThatWaitsAndTheResolvingThatFollowedIt) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  desk.customer_writes(2, "Noor Haddad", "Hello?");
  open();
  write("All done then.");
  send_by({"Send and resolve"});
  ASSERT_TRUE(says("Sending in 10 s")) << headless::dump();
  EXPECT_EQ(draft(), "") << "Noor's conversation is open";
  undo_by_key();
  EXPECT_EQ(draft(), "All done then.") << headless::dump();
  EXPECT_TRUE(says("Cancelled")) << headless::dump();
  EXPECT_NE(headless::find(Role::button, "Resolve"), nullptr) << headless::dump();
  EXPECT_EQ(headless::find(Role::button, "Reopen"), nullptr);
  EXPECT_EQ(headless::find(Role::button, "Undo"), nullptr) << "nothing is left to take back";
}

TEST_F(UndoSend, D35_WhatFollowedAReplyIsTakenBackAloneOnceTheReplyHasLeft) {
  headless::record().storage["preferences"] = R"({"undo_seconds":5})";
  open();
  write("I will ask.");
  send_by({"Send and snooze", "In 1 hour"});
  desk.pass(5'100);
  undo_by_key();
  EXPECT_EQ(headless::find(Role::listitem, "Maya")->name.find("Snoozed"), std::string::npos) << headless::dump();
  EXPECT_FALSE(says("Cancelled"));
  EXPECT_EQ(draft(), "");
}

TEST_F(UndoSend, AReplyThatIsTakenBackLeavesAConversationAsItHasBecomeSince) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  open();
  write("I will ask.");
  send_by({"Send and snooze", "In 1 hour"});
  ASSERT_TRUE(desk.command(Resolve{desk.conversation_of(1)}, desk.colleague));
  press(Role::button, "Cancel sending");
  EXPECT_EQ(draft(), "I will ask.");
  EXPECT_NE(headless::find(Role::button, "Reopen"), nullptr) << "a colleague has resolved it";
}

TEST_F(UndoSend, WhatHasLeftWhileADialogLayOverThePageIsNotOfferedAnyMore) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  open();
  write("On its way.");
  press(Role::button, "Send");
  ASSERT_TRUE(headless::find(Role::button, "Undo")) << headless::dump();
  press(Role::button, "Offer choices");
  desk.pass(11'000);
  desk.provider_reports(desk.last_message(), Delivery::accepted);
  key("Escape");
  ASSERT_FALSE(headless::find(Role::dialog, "Offer choices"));
  EXPECT_FALSE(headless::find(Role::button, "Undo")) << headless::dump();
}

TEST_F(UndoSend, C15_ChoicesThatAreTakenBackStandInTheirDialogAgain) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  open();
  press(Role::button, "Offer choices");
  ASSERT_TRUE(headless::type("Question", "When shall we come?"));
  ASSERT_TRUE(headless::type("Choice 1", "Monday"));
  ASSERT_TRUE(headless::type("Choice 2", "Tuesday"));
  desk.settle();
  press_in_dialog("Send");
  ASSERT_TRUE(desk.last_message());
  ASSERT_FALSE(headless::find(Role::dialog, "Offer choices")) << headless::dump();
  press(Role::button, "Undo");
  ASSERT_TRUE(headless::find(Role::dialog, "Offer choices")) << headless::dump();
  EXPECT_EQ(value("Question"), "When shall we come?");
  EXPECT_EQ(value("Choice 1"), "Monday");
  EXPECT_EQ(value("Choice 2"), "Tuesday");
  key("Escape");
  EXPECT_EQ(draft(), "") << "they are no words of a reply";
  EXPECT_TRUE(says("Cancelled")) << headless::dump();
}

TEST_F(UndoSend, D26_ATemplateThatIsTakenBackStandsInItsDialogWithItsValues) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  MessageTemplate parcel;
  parcel.id = TemplateId{9, 1}, parcel.name = "parcel", parcel.body = "Hello, {{order}} is on its way.", parcel.variables = {"order"};
  parcel.channel = Channel::sms, parcel.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{parcel}, {}));
  open();
  press(Role::button, "Templates");
  press(Role::option, "parcel");
  ASSERT_TRUE(headless::type("order", "4217"));
  desk.settle();
  press_in_dialog("Send");
  ASSERT_TRUE(desk.last_message());
  press(Role::button, "Undo");
  ASSERT_TRUE(headless::find(Role::dialog, "parcel")) << headless::dump();
  EXPECT_EQ(value("order"), "4217");
}

}  // namespace
}  // namespace tributary
