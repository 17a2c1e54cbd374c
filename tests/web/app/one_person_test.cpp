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
  std::string filled() {
    EXPECT_TRUE(headless::type("Reply", "/who"));
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

}  // namespace
}  // namespace tributary
