// Two contacts that are one person, and two again: whose words stand in what is written to them.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

// Noor wrote a minute before Maya, whose conversation is open.
struct OnePerson : AtDesk {
  void SetUp() override {
    does(SaveReply{{}, "who", "Who", "{{customer_name}}, we call you at {{phone}}.", {}});
    desk.customer_writes(2, "Noor", "Hello");
    desk.pass(60'000);
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void does(const Command& command) {
    ASSERT_TRUE(desk.command(command, desk.me));
    desk.settle();
  }
  // Maya was linked to it while she was one contact.
  void link_northwind() {
    press(Role::button, "Link customer record");
    headless::answer(200, R"({"items":[]})");
    headless::type("Find a customer", "Northwind");
    headless::pass(200);
    headless::answer(200, R"({"items":[]})");
    desk.settle();
    press(Role::option, "New record “Northwind”");
    headless::enter("Name");
    desk.settle();
  }
  static bool shows(std::string_view label) { return headless::find(Role::label, label) != nullptr; }
  std::string filled(std::string_view shortcut = "/who") {
    EXPECT_TRUE(headless::type("Reply", shortcut));
    headless::record().focused = headless::find(Role::textbox, "Reply")->node.id;
    desk.settle();
    headless::enter("Reply");
    desk.settle();
    return headless::record().fields[headless::find(Role::textbox, "Reply")->node.id];
  }
};

TEST_F(OnePerson, D74_TheNameIsThatOfTheContactWhichStays) {
  does(MergeContacts{desk.contact_of(2), desk.contact_of(1)});
  EXPECT_EQ(filled(), "Noor, we call you at +15550100101.");
}

TEST_F(OnePerson, TheNameStaysWhicheverOfTheirNumbersTheyWriteFrom) {
  does(MergeContacts{desk.contact_of(2), desk.contact_of(1)});
  desk.customer_writes(1, "Maya", "This is my other number");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::listitem, "Noor")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::listitem, "Maya")) << headless::dump();
  EXPECT_EQ(filled(), "Noor, we call you at +15550100101.");
}

TEST_F(OnePerson, WhoHasNoNameIsCalledLikeTheOneWhoJoinedThem) {
  desk.customer_writes(3, "", "Hello");
  does(MergeContacts{desk.contact_of(3), desk.contact_of(1)});
  EXPECT_EQ(filled(), "Maya, we call you at +15550100101.");
}

TEST_F(OnePerson, D74_TheNumberIsTheirOwnAgainOnceTheyAreSetApart) {
  does(MergeContacts{desk.contact_of(1), desk.contact_of(2)});
  desk.customer_writes(2, "Noor", "And this is mine too");
  does(UnmergeContact{desk.contact_of(2)});
  EXPECT_NE(filled().find("we call you at +15550100101."), std::string::npos);
}

TEST_F(OnePerson, D48_TheCustomerRecordIsThatOfWhoeverHasOneAndIsLetGoThere) {
  link_northwind();
  ASSERT_TRUE(shows("Northwind")) << headless::dump();
  does(MergeContacts{desk.contact_of(2), desk.contact_of(1)});
  EXPECT_TRUE(shows("Northwind")) << headless::dump();
  press(Role::button, "Unlink");
  EXPECT_TRUE(shows("Not linked to a customer record"));
  key("z");
  EXPECT_TRUE(shows("Northwind"));
  does(UnmergeContact{desk.contact_of(1)});
  EXPECT_TRUE(shows("Northwind")) << "Maya is herself again";
  press(Role::listitem, "Noor");
  EXPECT_TRUE(shows("Not linked to a customer record")) << headless::dump();
}

TEST_F(OnePerson, D49_WhatAColleagueChangedInTheRecordMeanwhileStays) {
  link_northwind();
  press(Role::button, "Edit customer record");
  CustomerRecord theirs;
  theirs.id = desk.last_customer();
  theirs.name = "Northwind";
  theirs.company = "Northwind AS";
  ASSERT_TRUE(desk.command(SaveCustomer{theirs}, desk.colleague));
  headless::type("Customer number", "4711");
  headless::enter("Name");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "")) << headless::dump();
  EXPECT_TRUE(shows("4711")) << headless::dump();
  EXPECT_TRUE(shows("Northwind AS")) << headless::dump();
}

TEST_F(OnePerson, D49_AnAttributeThatAColleagueAddedMeanwhileStays) {
  press(Role::button, "Edit attributes");
  ASSERT_TRUE(desk.command(SetAttributes{desk.contact_of(1), {{"Language", "Norwegian"}}}, desk.colleague));
  headless::type("Attribute", "Plan");
  headless::type("Value", "Gold");
  press(Role::button, "Save");
  EXPECT_TRUE(shows("Gold")) << headless::dump();
  EXPECT_TRUE(shows("Norwegian")) << headless::dump();
}

TEST_F(OnePerson, D8_AnAttributeThatIsThereTwiceIsNamedWhateverItsCapitals) {
  does(SetAttributes{desk.contact_of(1), {{"Plan", "Gold"}, {"City", "Oslo"}}});
  press(Role::button, "Edit attributes");
  headless::type("Attribute", "CITY");
  press(Role::button, "Save");
  EXPECT_NE(headless::dump().find("“City” is there twice"), std::string::npos) << headless::dump();
}

TEST_F(OnePerson, D8_D74_TheAttributesAreThoseOfBothUntilTheyAreSetApart) {
  does(SetAttributes{desk.contact_of(2), {{"City", "Oslo"}}});
  does(SetAttributes{desk.contact_of(1), {{"city", "Rome"}, {"Plan", "Gold"}}});
  does(SaveReply{{}, "offer", "Offer", "On {{plan}} in {{city}}", {}});
  does(MergeContacts{desk.contact_of(2), desk.contact_of(1)});
  EXPECT_EQ(filled("/offer"), "On Gold in Oslo");
  press(Role::button, "Edit attributes");
  headless::type("Value", "Bergen");
  press_only("Save");
  EXPECT_TRUE(shows("Bergen") && shows("Gold")) << headless::dump();
  EXPECT_FALSE(shows("Rome"));
  does(UnmergeContact{desk.contact_of(1)});
  EXPECT_TRUE(shows("Rome") && shows("Gold")) << headless::dump();
  press(Role::listitem, "Noor");
  EXPECT_TRUE(shows("Bergen")) << headless::dump();
  EXPECT_FALSE(shows("Gold")) << "it was Maya's, and nobody changed it";
}

TEST_F(OnePerson, D8_AnAttributeThatIsTakenAwayIsTakenFromWhoBroughtIt) {
  does(SetAttributes{desk.contact_of(1), {{"Plan", "Gold"}}});
  does(MergeContacts{desk.contact_of(2), desk.contact_of(1)});
  ASSERT_TRUE(shows("Gold")) << headless::dump();
  press(Role::button, "Edit attributes");
  headless::type("Attribute", "");
  headless::type("Value", "");
  press_only("Save");
  EXPECT_FALSE(shows("Gold"));
  EXPECT_TRUE(shows("Nothing noted yet")) << headless::dump();
  does(UnmergeContact{desk.contact_of(1)});
  EXPECT_FALSE(shows("Gold"));
}

TEST_F(OnePerson, D8_TheCommandOfThePaletteEditsAllThatIsThere) {
  does(SetAttributes{desk.contact_of(1), {{"City", "Oslo"}, {"Plan", "Gold"}}});
  key("k", platform::key_ctrl);
  headless::type("Type a command or a name", "edit attributes");
  press(Role::option, "Edit attributes");
  headless::type("Value", "Bergen");
  press_only("Save");
  EXPECT_TRUE(shows("Bergen") && shows("Gold")) << headless::dump();
}

TEST_F(OnePerson, D8_AnEditThatTheRelayRefusedIsThereAgainWithWhatTheOtherBrought) {
  does(SetAttributes{desk.contact_of(2), {{"City", "Oslo"}}});
  does(SetAttributes{desk.contact_of(1), {{"Plan", "Gold"}}});
  does(MergeContacts{desk.contact_of(2), desk.contact_of(1)});
  desk.refuse_late = true;
  press(Role::button, "Edit attributes");
  headless::type("Value", "Bergen");
  press_only("Save");
  desk.refuse_late = false;
  ASSERT_TRUE(headless::find(Role::textbox, "Attribute")) << headless::dump();
  press_only("Save");
  EXPECT_FALSE(headless::find(Role::textbox, "Attribute"));
  EXPECT_TRUE(shows("Bergen") && shows("Gold")) << headless::dump();
}

}  // namespace
}  // namespace tributary
