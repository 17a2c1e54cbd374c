// What an agent who looks elsewhere is told of the conversations they answer, besides messages.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;

struct Notified : AtDesk {
  ConversationId maya;

  void SetUp() override {
    headless::record().storage["preferences"] = R"({"notify_desktop":true})";
    headless::record().permission = platform::Permission::granted;
    desk.customer_writes(1, "Maya Lindqvist", "Hello?");
    maya = desk.conversation_of(1);
    desk.open_page();
    press(platform::Role::listitem, "Maya");
    platform::Event away = headless::event_of(platform::EventKind::visible);
    away.number = 0;
    headless::emit(away);
    desk.settle();
  }
};

TEST_F(Notified, D36_WhatWasSnoozedIsToldWhenItIsBack) {
  const auto& told = headless::record().notifications;
  ASSERT_TRUE(desk.command(Assign{maya, desk.me.agent, {}}, desk.me));
  ASSERT_TRUE(desk.command(Snooze{maya, Instant{Desk::morning + limits::hour_ms}}, desk.me));
  desk.pass(limits::hour_ms);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Maya Lindqvist is back: the snooze has ended");
  ASSERT_TRUE(desk.command(Assign{maya, desk.colleague.agent, {}}, desk.me));
  ASSERT_TRUE(desk.command(Snooze{maya, Instant{Desk::morning + 3 * limits::hour_ms}}, desk.me));
  desk.pass(3 * limits::hour_ms);
  EXPECT_EQ(told.size(), 1U) << "it is my colleague's";
}

TEST_F(Notified, D20_WhoWroteAMessageIsToldThatItDidNotArrive) {
  const auto& told = headless::record().notifications;
  ASSERT_TRUE(desk.command(SendReply{maya, {}, "On its way."}, desk.me));
  desk.provider_reports(desk.last_message(), Delivery::delivered);
  EXPECT_TRUE(told.empty());
  ASSERT_TRUE(desk.command(SendReply{maya, {}, "It left today."}, desk.me));
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Not delivered to Maya Lindqvist");
  EXPECT_EQ(told[0].body, "It left today.");
  ASSERT_TRUE(desk.command(SendReply{maya, {}, "And from me."}, desk.colleague));
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  EXPECT_EQ(told.size(), 1U) << "a colleague wrote that";
}

}  // namespace
}  // namespace tributary
