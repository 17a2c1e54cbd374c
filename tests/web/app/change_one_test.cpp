// What is done to one conversation by a key, a button or a menu can be taken back for ten seconds, as what is done to many.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct ChangeOne : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {}}, Actor{ActorKind::system, {}}));
    ASSERT_TRUE(desk.command(CreateTag{"VIP", "", 0x0088FF}, desk.me));
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  void assign(std::string_view whom) {
    press(Role::button, "Assign");
    press(Role::menuitem, whom);
  }
  static std::uint64_t node(Role role, std::string_view name) {
    const headless::ShownNode* shown = headless::find(role, name);
    return shown ? shown->node.id : 0;
  }
  // How many things may be taken back, by what is said of them.
  int undos() {
    int count = 0;
    for (const headless::ShownNode& shown : headless::record().nodes) count += shown.node.role == Role::button && shown.name == "Undo";
    return count;
  }
  bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }
  std::string row() {
    const headless::ShownNode* shown = headless::find(Role::listitem, "Maya");
    return shown ? shown->name : "none";
  }
};

TEST_F(ChangeOne, D28_AnAssignmentGoesBackToWhoHadItAndOnlyTheLatestIsOffered) {
  assign("Sam Agent");
  EXPECT_NE(row().find("Sam Agent"), std::string::npos);
  EXPECT_EQ(undos(), 1) << headless::dump();
  assign("Returns");
  EXPECT_EQ(undos(), 1) << "what was said of the one before would mislead";
  press(Role::button, "Undo");
  EXPECT_NE(row().find("Sam Agent"), std::string::npos);
  EXPECT_EQ(row().find("Returns"), std::string::npos) << row();
  EXPECT_TRUE(says("Undone"));
  EXPECT_EQ(undos(), 0);
}

TEST_F(ChangeOne, D37_ResolvingIsTakenBackWithTheKeyAndNotAfterTenSeconds) {
  press(Role::button, "Resolve");
  EXPECT_TRUE(headless::find(Role::button, "Reopen"));
  EXPECT_EQ(undos(), 1);
  key("z");
  EXPECT_TRUE(headless::find(Role::button, "Resolve"));
  press(Role::button, "Resolve");
  desk.pass(9'900);
  EXPECT_EQ(undos(), 1);
  desk.pass(200);
  EXPECT_EQ(undos(), 0);
  key("z");
  EXPECT_TRUE(headless::find(Role::button, "Reopen")) << "it stays";
}

TEST_F(ChangeOne, D35_WhatWasSnoozedIsSnoozedAgainUntilTheSameTime) {
  key("b");
  press(Role::menuitem, "2 hours");
  desk.pass(11'000);
  press(Role::button, "Resolve");
  EXPECT_EQ(undos(), 1);
  key("z");
  key("b");
  EXPECT_TRUE(headless::find(Role::menuitem, "Unsnooze")) << headless::dump();
  press(Role::menuitem, "Unsnooze");
  EXPECT_EQ(undos(), 1);
  key("z");
  EXPECT_TRUE(says("Snoozed until 16:13")) << headless::dump();
}

TEST_F(ChangeOne, D35_WhatWasSaidOfASnoozeFromTheMenuGivesWayToTheNextChangeOfTheStatus) {
  key("b");
  press(Role::menuitem, "2 hours");
  EXPECT_EQ(undos(), 1);
  press(Role::button, "Resolve");
  EXPECT_EQ(undos(), 1) << "the first would mislead";
}

TEST_F(ChangeOne, D31_ATagChosenInTheDialogCanBeTakenBackOnceTheDialogIsClosed) {
  key("l");
  press(Role::option, "VIP");
  desk.pass(30'000);
  key("Escape");
  EXPECT_NE(row().find("Tag VIP"), std::string::npos) << row();
  desk.pass(9'000);
  ASSERT_EQ(undos(), 1) << "its ten seconds begin when it can be seen";
  press(Role::button, "Undo");
  EXPECT_EQ(row().find("Tag VIP"), std::string::npos) << row();
  key("l");
  press(Role::option, "VIP");
  press(Role::option, "VIP");
  key("Escape");
  EXPECT_EQ(undos(), 1) << "one for one tag";
}

TEST_F(ChangeOne, ManyChangesDoNotCoverThePageAndTheKeyTakesThemAllBackAndWhatFailsIsStillSaid) {
  for (const char* tag : {"One", "Two", "Three", "Four"}) ASSERT_TRUE(desk.command(CreateTag{tag, "", 0x0088FF}, desk.me));
  key("l");
  for (const char* tag : {"One", "Two", "Three", "Four", "VIP"}) press(Role::option, tag);
  key("Escape");
  EXPECT_EQ(undos(), 3) << headless::dump();
  for (int i = 0; i < 5; ++i) key("z");
  EXPECT_EQ(row().find("Tag"), std::string::npos) << row();
  EXPECT_EQ(undos(), 0);
  key("l");
  for (const char* tag : {"One", "Two", "Three"}) press(Role::option, tag);
  key("Escape");
  headless::record().storing = platform::Stored::full;
  headless::type("Reply", "Hello");
  desk.settle();
  EXPECT_TRUE(says("storage is full")) << "the ways back do not push it aside";
  EXPECT_EQ(undos(), 2);
}

TEST_F(ChangeOne, D37_NothingACustomerWroteMeanwhileIsPutAway) {
  press(Role::button, "Resolve");
  desk.pass(11'000);
  press(Role::button, "Reopen");
  desk.customer_writes(1, "Maya", "And the other one?");
  press(Role::button, "Undo");
  EXPECT_TRUE(says("Not undone: the customer wrote meanwhile.")) << headless::dump();
  EXPECT_FALSE(says("Undone"));
  EXPECT_TRUE(headless::find(Role::button, "Resolve")) << "it is open";
}

TEST_F(ChangeOne, D35_WhatWasUnsnoozedStaysAwakeWhenTheCustomerWrote) {
  key("b");
  press(Role::menuitem, "2 hours");
  desk.pass(11'000);
  key("b");
  press(Role::menuitem, "Unsnooze");
  desk.customer_writes(1, "Maya", "And the other one?");
  key("z");
  EXPECT_TRUE(says("Not undone: the customer wrote meanwhile.")) << headless::dump();
  EXPECT_FALSE(says("Snoozed until"));
}

TEST_F(ChangeOne, D28_WhatAColleagueTookMeanwhileStaysTheirs) {
  assign("Returns");
  ASSERT_TRUE(desk.command(Assign{desk.conversation_of(1), desk.colleague.agent}, desk.colleague));
  desk.settle();
  press(Role::button, "Undo");
  EXPECT_TRUE(says("Not undone: Sam Agent has it now.")) << headless::dump();
  EXPECT_NE(row().find("Sam Agent"), std::string::npos) << row();
}

TEST_F(ChangeOne, WhatSomebodyElseResolvedMeanwhileStaysAsItIs) {
  key("b");
  press(Role::menuitem, "2 hours");
  ASSERT_TRUE(desk.command(Resolve{desk.conversation_of(1)}, desk.colleague));
  desk.settle();
  press(Role::button, "Undo");
  EXPECT_TRUE(says("Not undone: it was changed meanwhile.")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::button, "Reopen"));
}

TEST_F(ChangeOne, ATagIsTakenBackWhateverTheCustomerWrote) {
  key("l");
  press(Role::option, "VIP");
  key("Escape");
  desk.customer_writes(1, "Maya", "And the other one?");
  press(Role::button, "Undo");
  EXPECT_TRUE(says("Undone")) << headless::dump();
  EXPECT_EQ(row().find("Tag VIP"), std::string::npos) << row();
}

TEST_F(ChangeOne, D81_NothingIsOfferedThatLeadsBackToWhatIsArchivedOrToWhomWasRemoved) {
  const Actor system{ActorKind::system, {}};
  const ConversationId maya = desk.conversation_of(1);
  ASSERT_TRUE(desk.command(Assign{maya, {}, desk.last_team()}, desk.colleague));
  ASSERT_TRUE(desk.command(ArchiveTeam{desk.last_team()}, system));
  desk.settle();
  assign("Sam Agent");
  EXPECT_TRUE(says("Assigned to Sam Agent")) << headless::dump();
  EXPECT_EQ(undos(), 0) << "Returns is archived";
  ASSERT_TRUE(desk.command(ConfigureAgent{{desk.colleague.agent, tributary::Role::agent, false}, "Sam Agent"}, system));
  desk.settle();
  assign("Assign to me");
  EXPECT_EQ(undos(), 0) << "Sam was removed";
}

TEST_F(ChangeOne, WhatChangesNothingOffersNothing) {
  assign("Sam Agent");
  desk.pass(11'000);
  assign("Sam Agent");
  EXPECT_EQ(undos(), 0) << headless::dump();
}

TEST_F(ChangeOne, TheFocusReturnsFromANoticeToWhereItWas) {
  const std::uint64_t row = node(Role::listitem, "Maya");
  for (const char* how : {"Undo", "Dismiss", "z", "late"}) {
    assign("Sam Agent");
    focus(row);
    const bool undoes = std::string_view(how) != "Dismiss";
    focus(node(Role::button, undoes ? "Undo" : "Dismiss"));
    if (std::string_view(how) == "z") key("z");
    else if (std::string_view(how) != "late") press(Role::button, how);
    else {
      desk.pass(60'000);
      EXPECT_EQ(undos(), 1) << "it waits while somebody stands on it";
      focus(row);
      EXPECT_EQ(undos(), 0);
    }
    EXPECT_EQ(headless::record().focused, row) << how;
    desk.command(Assign{desk.conversation_of(1), {}}, desk.me);
    desk.pass(60'000);
  }
}

TEST_F(ChangeOne, ADialogThatIsOpenedFromANoticeGivesTheFocusBackToWhereItWasBeforeBoth) {
  const std::uint64_t row = node(Role::listitem, "Maya");
  assign("Sam Agent");
  focus(row);
  focus(node(Role::button, "Dismiss"));
  key("c");
  ASSERT_TRUE(headless::find(Role::dialog, "New conversation")) << headless::dump();
  focus(node(Role::textbox, "Recipient's number"));
  desk.pass(60'000);
  key("Escape");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_EQ(headless::record().focused, row);
}

TEST_F(ChangeOne, WhoCameToANoticeFromNowhereGoesOnInTheConversation) {
  assign("Sam Agent");
  focus(0);
  focus(node(Role::button, "Undo"));
  press(Role::button, "Undo");
  EXPECT_EQ(headless::record().focused, node(Role::log, "Messages"));
}

}  // namespace
}  // namespace tributary
