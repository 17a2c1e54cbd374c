// Many conversations marked as read become what they were, whatever customers wrote and the agent read meanwhile.
#include <gtest/gtest.h>

#include "core/inbox/read_marker.h"
#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct UnreadAgain : AtDesk {
  // Of Maya's two messages one is new, Noor's only one is; then both are marked as read at once.
  void SetUp() override {
    desk.customer_writes(1, "Maya", "first");
    desk.customer_writes(2, "Noor", "hello");
    ASSERT_TRUE(desk.command(MarkRead{desk.conversation_of(1), 1}, desk.me));
    desk.customer_writes(1, "Maya", "second");
    desk.open_page();
    ASSERT_NE(row("Maya").find("1 unread"), std::string::npos) << row("Maya");
    key("*");
    key("a");
    press(Role::button, "Mark as read");
    for (const char* who : {"Maya", "Noor"}) ASSERT_EQ(row(who).find("unread"), std::string::npos) << row(who);
  }
  static std::string row(std::string_view who) {
    const headless::ShownNode* shown = headless::find(Role::listitem, who);
    return shown ? shown->name : std::string();
  }
  static bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }
};

TEST_F(UnreadAgain, WhatCameMeanwhileStaysUnreadBesideWhatWasUnreadBefore) {
  desk.customer_writes(1, "Maya", "third");
  EXPECT_NE(row("Maya").find("1 unread"), std::string::npos) << row("Maya");
  key("z");
  EXPECT_NE(row("Maya").find("2 unread"), std::string::npos) << row("Maya");
  EXPECT_NE(row("Noor").find("1 unread"), std::string::npos) << row("Noor");
  EXPECT_TRUE(says("Undone")) << headless::dump();
  EXPECT_FALSE(says("stays as it is"));
}

TEST_F(UnreadAgain, WhatCameMeanwhileAndWasReadStaysRead) {
  desk.customer_writes(1, "Maya", "third");
  ASSERT_TRUE(desk.command(MarkRead{desk.conversation_of(1), 3}, desk.me));  // on the phone
  EXPECT_EQ(row("Maya").find("unread"), std::string::npos) << row("Maya");
  key("z");
  EXPECT_EQ(row("Maya").find("unread"), std::string::npos) << row("Maya");
  EXPECT_NE(row("Noor").find("1 unread"), std::string::npos) << row("Noor");
  EXPECT_TRUE(says("1 conversation stays as it is")) << headless::dump();
}

TEST_F(UnreadAgain, WhereNothingCameItIsWhatItWas) {
  key("z");
  for (const char* who : {"Maya", "Noor"}) EXPECT_NE(row(who).find("1 unread"), std::string::npos) << row(who);
}

}  // namespace
}  // namespace tributary
