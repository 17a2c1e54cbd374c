// What a reply was to do besides being sent is kept when it comes back "Not sent" and is edited.
#include <gtest/gtest.h>

#include "tests/web/app/at_composer.h"
#include "web/app/not_sent.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct KeptPlan : AtComposer {
  void SetUp() override {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  // Sent for tomorrow, and refused by the relay.
  void refused_for_tomorrow() {
    desk.refuse_late = true;
    write("Good morning!");
    send_by({"Send later", "Tomorrow morning"});
    desk.refuse_late = false;
    ASSERT_FALSE(desk.last_message());
  }
  void connect_again() {
    desk.pass(1'000);
    desk.connect();
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(KeptPlan, ATimeThatWasChosenIsShownAfterEditAndTheReplyWaitsForIt) {
  refused_for_tomorrow();
  EXPECT_FALSE(says("Goes out on "));
  press_only("Edit");
  EXPECT_TRUE(says("Goes out on 22 ")) << headless::dump();
  press(Role::button, "Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(says("Waits until")) << headless::dump();
  EXPECT_FALSE(says("Goes out on ")) << "the next reply has no plan";
}

TEST_F(KeptPlan, ItIsTakenAwayAndTheReplyGoesAtOnce) {
  refused_for_tomorrow();
  press_only("Edit");
  press_only("Remove this plan");
  EXPECT_FALSE(says("Goes out on ")) << headless::dump();
  press(Role::button, "Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(says("Waits until"));
}

TEST_F(KeptPlan, AnotherWayToSendTakesItsPlace) {
  refused_for_tomorrow();
  press_only("Edit");
  send_by({"Send and resolve"});
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(says("Waits until"));
  EXPECT_FALSE(says("Goes out on ")) << headless::dump();
}

TEST_F(KeptPlan, ItSurvivesAReloadWithTheReply) {
  refused_for_tomorrow();
  desk.reload(true);
  press(Role::listitem, "Maya");
  press_only("Edit");
  EXPECT_TRUE(says("Goes out on ")) << headless::dump();
}

TEST_F(KeptPlan, ATimeThatIsOverMeansAtOnce) {
  refused_for_tomorrow();
  desk.pass(24 * limits::hour_ms);
  press_only("Edit");
  EXPECT_FALSE(says("Goes out on ")) << headless::dump();
  press(Role::button, "Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(says("Waits until"));
}

TEST_F(KeptPlan, ANoteKnowsNothingOfIt) {
  refused_for_tomorrow();
  press_only("Edit");
  press(Role::tab, "Private note");
  EXPECT_FALSE(says("Goes out on ")) << headless::dump();
  press(Role::tab, "Reply");
  EXPECT_TRUE(says("Goes out on "));
}

TEST_F(KeptPlan, WhatWasToFollowFollowsTheReplyThatIsEditedUnlessItHasHappened) {
  desk.cut();
  write("Glad to help.");
  send_by({"Send and resolve"});
  desk.refuse_late = true;
  connect_again();
  desk.refuse_late = false;
  EXPECT_FALSE(headless::find(Role::button, "Reopen")) << "what was to follow did not";
  press_only("Edit");
  EXPECT_TRUE(says("Once sent, the conversation is resolved.")) << headless::dump();
  press(Role::button, "Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::button, "Reopen")) << headless::dump();
}

TEST(PlanOfRefused, TellsAChosenTimeFromTheMomentOfGraceAndWhatWasToFollow) {
  SendOptions how;
  how.not_before = Instant{10'000};
  EXPECT_EQ(app::plan_of(how, Instant{10'000}).at.ms, 0) << "the moment in which it could be undone";
  EXPECT_EQ(app::plan_of(how, Instant{9'999}).at.ms, 10'000);
  EXPECT_EQ(app::plan_of(how, Instant{}).then, app::SendPlan::Then::nothing);
  how.then_snooze = Instant{70'000};
  EXPECT_EQ(app::plan_of(how, Instant{}).then, app::SendPlan::Then::snooze);
  EXPECT_EQ(app::plan_of(how, Instant{}).until.ms, 70'000);
  how.then_snooze = {};
  how.then_resolve = true;
  EXPECT_EQ(app::plan_of(how, Instant{}).then, app::SendPlan::Then::resolve);
}

TEST(PlanOfRefused, IsReadBackWithTheReply) {
  app::NotSent one;
  one.command = CommandId{1, 1};
  one.conversation = ConversationId{3, 1};
  one.at = Instant{7};
  one.plan = app::SendPlan{Instant{9}, app::SendPlan::Then::snooze, Instant{11}};
  const auto back = app::not_sent_of(app::not_sent_text({one}));
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].plan.at.ms, 9);
  EXPECT_EQ(back[0].plan.then, app::SendPlan::Then::snooze);
  EXPECT_EQ(back[0].plan.until.ms, 11);
  const std::string strange = R"([{"command":"cmd_00000000000000000000000001","conversation":"cnv_00000000000000000000000001","text":"x","at":7,"then":9}])";
  EXPECT_EQ(app::not_sent_of(strange)[0].plan.then, app::SendPlan::Then::nothing);
}

}  // namespace
}  // namespace tributary
