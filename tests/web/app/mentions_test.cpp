// Whom a private note mentions: the colleagues whose names stand in it.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

using Agents = std::vector<AgentId>;

// Beside Sam Agent there is a Sam Agent Lee.
struct Mentions : AtDesk {
  const AgentId lee{1, 3};
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    employs_lee(true);
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void employs_lee(bool still) {
    ASSERT_TRUE(desk.command(ConfigureAgent{{lee, tributary::Role::agent, still}, "Sam Agent Lee"}, Actor{ActorKind::system, {}}));
    desk.settle();
  }
  void notes(std::string_view text) {
    press(Role::tab, "Private note");
    ASSERT_TRUE(headless::type("Private note", text));
    headless::record().focused = headless::find(Role::textbox, "Private note")->node.id;
    desk.settle();
    headless::enter("Private note");
    desk.settle();
  }
};

TEST_F(Mentions, D40_WhoIsNamedIsMentionedOnceAndNobodyElse) {
  notes("@Sam Agent, please look. @Sam Agent!");
  EXPECT_EQ(desk.last_mentions(), Agents{desk.colleague.agent});
  notes("sam agent is not called, nor is @Tom here");
  EXPECT_TRUE(desk.last_mentions().empty());
}

TEST_F(Mentions, D40_TheLongestNameIsMeantAlsoWhenItIsOfSomebodyWhoWasRemoved) {
  notes("ask @Sam Agent Lee about it");
  EXPECT_EQ(desk.last_mentions(), Agents{lee});
  employs_lee(false);
  notes("@Sam Agent Lee had promised it");
  EXPECT_TRUE(desk.last_mentions().empty()) << "Sam Agent is somebody else";
  notes("then it is for @Sam Agent to decide");
  EXPECT_EQ(desk.last_mentions(), Agents{desk.colleague.agent});
}

TEST_F(Mentions, D40_WhoIsNamedInANoteAboutAPersonIsMentionedFromTheFirstOn) {
  press(Role::button, "Add a note");
  ASSERT_TRUE(headless::type("Note about the person", "@Sam Agent knows her"));
  press(Role::button, "Save");
  EXPECT_EQ(desk.last_mentions(), Agents{desk.colleague.agent});
}

}  // namespace
}  // namespace tributary
