// Without a network: what was loaded is there, what is done waits, and both survive a reload.
#include <gtest/gtest.h>

#include "core/wire/frame.h"
#include "tests/web/app/desk.h"
#include "tests/web/app/reply_field.h"

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
  EXPECT_EQ(reply_field(), "Refused but not lost");
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

void network_is_back() {
  platform::Event online = headless::event_of(platform::EventKind::online);
  online.number = 1;
  headless::emit(online);
  headless::settle();
}

bool announced(std::string_view words) {
  for (const headless::Announcement& one : headless::record().announcements)
    if (one.assertive && one.words.find(words) != std::string::npos) return true;
  return false;
}

void signs_in(Desk& desk) {
  headless::type("Email", "ada@example.com");
  headless::type("Password", "right");
  headless::press(Role::button, "Sign in");
  desk.sign_in_answered(200);
  desk.connect();
}

// An admin ended it, or it ran out: the page cannot ask until there is a network, then it says so and keeps what was typed.
TEST(Offline, ASessionThatEndedWithoutANetworkIsToldOnceThereIsOneAndWhatWasTypedStays) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "half a sent");
  platform::Event bye = headless::event_of(platform::EventKind::socket_text);
  bye.text = R"({"frame":"bye","code":"not_signed_in","message":"Your session has ended. Sign in again."})";
  headless::emit(bye);
  desk.settle();
  for (int tries = 0; tries < 3; ++tries) {
    desk.pass(15'000);
    headless::answer(0, "");
    desk.settle();
  }
  ASSERT_TRUE(headless::find(Role::listitem, "Maya")) << "what was there can still be read";
  EXPECT_TRUE(shows("Reconnecting")) << all_words();
  headless::key("g");
  headless::key("r");
  desk.settle();
  network_is_back();
  headless::answer(401, "{}");
  desk.settle();
  desk.pass(1'000);
  headless::answer(401, "{}");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::textbox, "Email")) << all_words();
  EXPECT_TRUE(shows("You have been signed out."));
  EXPECT_TRUE(announced("You have been signed out."));
  signs_in(desk);
  EXPECT_TRUE(headless::find(Role::radio, "Saved replies")) << "where they were: " << all_words();
  headless::press(Role::button, "Back to Maya");
  desk.settle();
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Reply")->node.id), "half a sent");
}

TEST(Offline, APageThatIsOpenedAfterTheSessionEndedSaysSoOnceTheRelayCanBeAsked) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "half a sent");
  desk.reload(false);
  ASSERT_TRUE(headless::find(Role::listitem, "Maya"));
  desk.pass(1'000);
  desk.sign_in_answered(401);
  ASSERT_TRUE(headless::find(Role::textbox, "Email")) << all_words();
  EXPECT_TRUE(shows("You have been signed out. Sign in to go on; what you typed is kept."));
  EXPECT_TRUE(announced("You have been signed out."));
  signs_in(desk);
  headless::press(Role::listitem, "Maya");
  desk.settle();
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Reply")->node.id), "half a sent");
}

TEST(Offline, WhereNothingWasKeptThePageSaysWhyNothingComes) {
  Desk desk;
  desk.reload(false);
  desk.pass(4'000);
  EXPECT_TRUE(shows("Reconnecting")) << all_words();
  EXPECT_TRUE(headless::find(Role::button, "Retry now"));
}

TEST(Offline, ThatSomebodySignedOutTheRelayHearsAsSoonAsItCan) {
  Desk desk;
  open_maya(desk);
  headless::record().requests.clear();
  headless::press(Role::button, "Sign out");
  headless::answer(0, "");
  const auto asked_again = [] {
    network_is_back();
    return !headless::record().requests.empty() && headless::record().requests.back().method == "DELETE";
  };
  ASSERT_TRUE(asked_again());
  headless::answer(503, "{}");
  EXPECT_TRUE(headless::find(Role::textbox, "Email")) << "a relay without time has signed nobody out, and nobody in";
  ASSERT_TRUE(asked_again());
  headless::answer(204, "");
  headless::answer(401, "{}");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::textbox, "Email"));
  EXPECT_FALSE(asked_again()) << "once is enough";
}

TEST(Offline, SomebodyElseDoesNotBeginOnThePageOfThePersonBefore) {
  Desk desk;
  open_maya(desk);
  headless::key("g");
  headless::key("r");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::radio, "Saved replies")) << all_words();
  desk.cut();
  for (int asked = 0; asked < 2; ++asked) {
    desk.pass(1'000);
    headless::answer(401, "{}");
    desk.settle();
  }
  ASSERT_TRUE(headless::find(Role::textbox, "Email")) << all_words();
  desk.me = desk.colleague;
  signs_in(desk);
  EXPECT_FALSE(headless::find(Role::radio, "Saved replies")) << all_words();
  EXPECT_TRUE(headless::find(Role::listitem, "Maya")) << all_words();
}

// The page was opened without a network, so nobody had asked who is here.
TEST(Offline, WhoSignedOutWithoutANetworkIsToldNothingNewAndCanSignIn) {
  Desk desk;
  open_maya(desk);
  desk.reload(false);
  ASSERT_TRUE(headless::find(Role::listitem, "Maya"));
  headless::record().requests.clear();
  headless::press(Role::button, "Sign out");
  headless::answer(0, "");
  ASSERT_TRUE(headless::find(Role::textbox, "Email")) << all_words();
  network_is_back();
  headless::answer(204, "");
  headless::answer(401, "{}");
  desk.settle();
  EXPECT_FALSE(announced("You have been signed out.")) << "they did so themselves";
  signs_in(desk);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya")) << all_words();
}

TEST(Offline, ASpentLinkAtTheSignInPageLeavesTheWayInOpen) {
  Desk desk;
  open_maya(desk);
  desk.reload(false);
  desk.pass(1'000);
  desk.sign_in_answered(401);
  ASSERT_TRUE(headless::find(Role::textbox, "Email")) << all_words();
  platform::Event link = headless::event_of(platform::EventKind::went);
  link.text = "#link=spent";
  headless::emit(link);
  headless::answer(401, "{}");
  headless::answer(401, "{}");
  desk.settle();
  signs_in(desk);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya")) << all_words();
}

TEST(Offline, WhoSignsInNextFindsNothingThatWasTypedInADialogOrCouldBeTakenBack) {
  Desk desk;
  open_maya(desk);
  headless::press(Role::button, "Resolve");
  headless::key("c");
  desk.settle();
  headless::type("Message", "Between us");
  headless::key("Escape");
  desk.settle();
  headless::press(Role::button, "Sign out");
  headless::answer(204, "");
  desk.settle();
  desk.me = desk.colleague;
  signs_in(desk);
  EXPECT_FALSE(headless::find(Role::button, "Undo")) << all_words();
  headless::key("c");
  desk.settle();
  const headless::ShownNode* field = headless::find(Role::textbox, "Message");
  ASSERT_TRUE(field) << all_words();
  EXPECT_EQ(platform::field_text(field->node.id), "");
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
  EXPECT_TRUE(announced("You signed out in another tab."));
  signs_in(desk);
  EXPECT_EQ(reply_field(), "half a sent");
}

TEST(Tabs, ThatAnotherTabSignedOutIsStillSaidOnceTheRelayHasHeardOfIt) {
  Desk desk;
  open_maya(desk);
  desk.reload(false);
  headless::record().storage["signing_out"] = "1";  // the other tab could not tell the relay
  platform::Event told = headless::event_of(platform::EventKind::told);
  told.number = static_cast<int>(platform::Told::signed_out);
  headless::emit(told);
  desk.settle();
  headless::record().requests.clear();
  network_is_back();
  ASSERT_FALSE(headless::record().requests.empty());
  EXPECT_EQ(headless::record().requests.back().method, "DELETE");
  headless::answer(204, "");
  headless::answer(401, "{}");
  desk.settle();
  EXPECT_TRUE(shows("You signed out in another tab.")) << all_words();
  signs_in(desk);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya")) << all_words();
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
