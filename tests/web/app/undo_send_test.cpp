// A reply that waits for its seconds and is taken back, with what was done to its conversation when it was sent.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct UndoSend : AtDesk {
  void open() {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void write(std::string_view text) {
    ASSERT_TRUE(headless::type("Reply", text));
    desk.settle();
  }
  void send_by(std::initializer_list<std::string_view> items) {
    press(Role::button, "More ways to send");
    for (std::string_view item : items) press(Role::menuitem, item);
  }
  void undo_by_key() {
    headless::record().focused = 0;
    key("z");
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

}  // namespace
}  // namespace tributary
