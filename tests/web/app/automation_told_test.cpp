// What a rule or a tag set off, on the pages of those whom it concerns.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct AutomationTold : AtDesk {
  const Actor automation{ActorKind::automation, AgentId{5, 5}};
  ConversationId maya;

  void SetUp() override {
    headless::record().storage["preferences"] = R"({"notify_desktop":true})";
    headless::record().permission = platform::Permission::granted;
    desk.customer_writes(1, "Maya Lindqvist", "My heating is off");
    maya = desk.conversation_of(1);
    desk.open_page("#/mine");
    ASSERT_FALSE(headless::find(Role::listitem, "Maya")) << headless::dump();
  }
  void look(bool at_it) {
    platform::Event event = headless::event_of(platform::EventKind::visible);
    event.number = at_it ? 1 : 0;
    headless::emit(event);
    desk.settle();
  }
};

TEST_F(AutomationTold, D30_WhatARuleAssignedToMeIsToldAndStandsInMine) {
  look(false);
  ASSERT_TRUE(desk.command(Assign{maya, desk.me.agent}, automation));
  const auto& told = headless::record().notifications;
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Automation assigned you Maya Lindqvist");
  look(true);
  press(Role::listitem, "Maya");
  EXPECT_NE(headless::dump().find("Automation assigned this to you"), std::string::npos) << headless::dump();
}

TEST_F(AutomationTold, D34_WhatATagSetOffIsToldToTheManagerWhomItNames) {
  ASSERT_TRUE(desk.command(CreateTag{"Urgent", "", 0xB3261E}, desk.colleague));
  look(false);
  ASSERT_TRUE(desk.command(TagConversation{maya, desk.last_tag()}, desk.colleague));
  const auto& told = headless::record().notifications;
  EXPECT_TRUE(told.empty()) << "the tag alone concerns nobody";
  ASSERT_TRUE(desk.command(AddNote{maya, {}, "Urgent: please have a look.", {desk.me.agent}}, automation));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Automation mentioned you: Maya Lindqvist");
}

}  // namespace
}  // namespace tributary
