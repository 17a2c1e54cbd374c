// A date of one's own stands wherever something is put away: for one conversation (people_test.cpp), for what is picked, and
// beside sending. What cannot be is said before anything is done.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct SnoozeDate : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.pass(1000);
    desk.customer_writes(2, "Noor", "Are you open?");
    desk.open_page("#/all");
    desk.settle();
  }
  void choose(std::string_view date) {
    ASSERT_TRUE(headless::find(Role::dialog, "Until a date and time")) << headless::dump();
    ASSERT_TRUE(headless::type("Date and time", std::string(date)));
    headless::enter("Date and time");
    desk.settle();
  }
  static bool asleep(std::string_view who) {
    const headless::ShownNode* row = headless::find(Role::listitem, who);
    return row && row->name.find("Snoozed") != std::string::npos;
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(SnoozeDate, D35_WhatIsPickedIsPutAwayUntilADateOfOnesOwnAndComesBackTogether) {
  key("*");
  key("a");
  press(Role::button, "Snooze");
  press(Role::menuitem, "Until a date and time");
  choose("2026-09-20T09:00");
  EXPECT_TRUE(says("That time has already passed")) << headless::dump();
  EXPECT_FALSE(asleep("Maya"));
  choose("2026-09-30T09:00");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(asleep("Maya")) << headless::dump();
  EXPECT_TRUE(asleep("Noor"));
  press(Role::button, "Undo");
  EXPECT_FALSE(asleep("Maya"));
  EXPECT_FALSE(asleep("Noor"));
}

TEST_F(SnoozeDate, D35_LeavingTheDateLeavesWhatIsPicked) {
  key("*");
  key("a");
  press(Role::button, "Snooze");
  const std::uint64_t opener = headless::find(Role::button, "Snooze")->node.id;
  press(Role::menuitem, "Until a date and time");
  key("Escape");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_FALSE(asleep("Maya"));
  ASSERT_TRUE(headless::find(Role::button, "Snooze")) << headless::dump();
  EXPECT_EQ(headless::record().focused, opener);
}

TEST_F(SnoozeDate, D35_SendAndSnoozeTakesADateOfOnesOwnAndOnlyTheSnoozeIsTakenBack) {
  press(Role::listitem, "Maya");
  ASSERT_TRUE(headless::type("Reply", "I will ask."));
  desk.settle();
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send and snooze");
  press(Role::menuitem, "Another time");
  choose("2026-09-20T09:00");
  EXPECT_TRUE(says("That time has already passed")) << headless::dump();
  EXPECT_TRUE(desk.replies().empty()) << "nothing is sent with a date that cannot be";
  choose("2026-09-30T09:00");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  ASSERT_EQ(desk.replies().size(), 1u);
  EXPECT_EQ(desk.replies().front().text, "I will ask.");
  EXPECT_TRUE(asleep("Maya")) << headless::dump();
  press(Role::button, "Undo");
  EXPECT_FALSE(asleep("Maya"));
  EXPECT_EQ(desk.replies().size(), 1u) << "what was sent is sent";
}

}  // namespace
}  // namespace tributary
