// Without a network: what was loaded is there, what is done waits, and both survive a reload (decisions.md 28).
#include <gtest/gtest.h>

#include "core/wire/frame.h"
#include "tests/web/app/desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using platform::Role;

std::string all_words() {
  std::string all;
  for (const auto& shown : headless::record().nodes) all += shown.name + " | ";
  return all;
}

bool shows(std::string_view words) { return all_words().find(words) != std::string::npos; }

int commands_kept() {
  int count = 0;
  for (const auto& row : headless::record().kept) count += row.kind == platform::Kept::command ? 1 : 0;
  return count;
}

void open_maya(Desk& desk) {
  desk.customer_writes(1, "Maya Lindqvist", "Hello?");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
}

void reply(const char* text) {
  headless::type("Reply", text);
  headless::press(Role::button, "Send");
}

TEST(Offline, AReloadWithoutANetworkShowsTheListAndTheThreadThatWasRead) {
  Desk desk;
  open_maya(desk);
  desk.customer_writes(1, "Maya Lindqvist", "Still there?");
  desk.reload(false);
  ASSERT_TRUE(headless::find(Role::listitem, "Maya Lindqvist, SMS, Still there?"));
  headless::press(Role::listitem, "Maya");
  EXPECT_TRUE(shows("Hello?")) << all_words();
  EXPECT_TRUE(shows("Still there?"));
}

TEST(Offline, AReplyThatWasNotAnsweredSurvivesAReloadAndIsSentOnce) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  reply("Written in a tunnel");
  EXPECT_EQ(commands_kept(), 1);
  desk.reload(false);
  EXPECT_TRUE(shows("Written in a tunnel")) << all_words();
  EXPECT_FALSE(desk.last_message());
  desk.signs_in_again();
  EXPECT_TRUE(desk.last_message());
  EXPECT_EQ(commands_kept(), 0);
}

TEST(Offline, AReloadWithANetworkContinuesFromWhatWasKept) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  desk.customer_writes(1, "Maya Lindqvist", "While you were away");
  desk.reload(true);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya Lindqvist, SMS, While you were away"));
}

TEST(Offline, TheBannerSaysExactlyWhatWaits) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  reply("one");
  reply("two");
  headless::press(Role::button, "Resolve");
  desk.pass(4'000);
  EXPECT_TRUE(shows("2 replies and 1 change wait.")) << all_words();
}

TEST(Offline, SigningOutLeavesNothingBehindAndAsksOnceWhenSomethingWaits) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  reply("not sent yet");
  headless::press(Role::button, "Sign out");
  EXPECT_TRUE(shows("Something of yours has not been sent yet"));
  EXPECT_EQ(commands_kept(), 1);
  headless::press(Role::button, "Sign out");
  EXPECT_TRUE(headless::find(Role::textbox, "Email"));
  EXPECT_TRUE(headless::record().kept.empty());
}

TEST(Offline, AnEndedSessionForgetsTheCustomersButNotWhatTheAgentWrote) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  reply("mine");
  desk.pass(1'000);
  headless::answer(401, "{}");
  desk.settle();
  desk.pass(1'000);
  headless::answer(401, "{}");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::textbox, "Email"));
  EXPECT_EQ(commands_kept(), 2) << "having read, and the reply";
  EXPECT_EQ(headless::record().kept.size(), 2U) << "and nothing else";
}

TEST(Offline, AReplyThatWasRefusedLateSurvivesAReloadToo) {
  Desk desk;
  open_maya(desk);
  desk.refuse_late = true;
  reply("Refused but not lost");
  desk.settle();
  ASSERT_TRUE(shows("Refused but not lost"));
  desk.refuse_late = false;
  desk.reload(true);
  EXPECT_TRUE(shows("Refused but not lost"));
  ASSERT_TRUE(headless::press(Role::button, "Edit"));
  EXPECT_EQ(headless::record().fields.begin()->second, "Refused but not lost");
  desk.reload(true);
  for (const auto& shown : headless::record().nodes) EXPECT_NE(shown.name, "Edit");
}

TEST(Offline, SomebodyElseSeesNothingOfThePersonBefore) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  reply("mine");
  desk.me = desk.colleague;
  desk.reload(true);
  EXPECT_FALSE(shows("mine"));
  EXPECT_FALSE(desk.last_message());
}

TEST(Tabs, SigningOutInAnotherTabSaysSoAndKeepsWhatWasTyped) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "half a sent");
  platform::Event told = headless::event_of(platform::EventKind::told);
  told.number = static_cast<int>(platform::Told::signed_out);
  headless::emit(told);
  desk.settle();
  ASSERT_TRUE(headless::find(Role::textbox, "Email"));
  EXPECT_TRUE(shows("You signed out in another tab.")) << all_words();
  headless::type("Email", "ada@example.com");
  headless::type("Password", "right");
  headless::press(Role::button, "Sign in");
  desk.sign_in_answered(200);
  desk.connect();
  EXPECT_EQ(headless::record().fields.begin()->second, "half a sent");
}

TEST(Tabs, WhatIsAskedForWithoutANetworkIsSeenInTheOtherTabToo) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  reply("from here");
  ASSERT_EQ(headless::record().told.size(), 1U);
  const headless::KeptRow row = headless::record().told.front();
  Desk other;
  open_maya(other);
  platform::Event told = headless::event_of(platform::EventKind::told);
  told.number = static_cast<int>(platform::Told::command);
  told.text = "not a submit";
  headless::emit(told);  // nonsense changes nothing
  EXPECT_EQ(commands_kept(), 0);
  told.text = row.text;
  told.x = row.at_ms;
  headless::emit(told);
  other.settle();
  EXPECT_EQ(commands_kept(), 0) << "it was live, so it was sent and answered";
}

TEST(Tabs, OnlyTheTabWithTheVoiceAnnouncesWhatArrives) {
  Desk desk;
  open_maya(desk);
  platform::Event voice = headless::event_of(platform::EventKind::voice);
  headless::emit(voice);  // number 0
  desk.settle();
  headless::record().announcements.clear();
  desk.customer_writes(2, "Kim Osei", "Me too");
  EXPECT_TRUE(headless::record().announcements.empty());
  voice.number = 1;
  headless::emit(voice);
  desk.customer_writes(2, "Kim Osei", "Hello again");
  EXPECT_EQ(headless::record().announcements.size(), 1U);
}

}  // namespace
}  // namespace tributary
