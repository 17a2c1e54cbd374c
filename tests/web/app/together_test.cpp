// Several people in one inbox: who looks, who types, and a reply that was written on a stale view.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "core/wire/frame.h"
#include "tests/web/app/desk.h"
#include "web/app/notifier.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using platform::Role;

bool shows(std::string_view words) {
  for (const auto& shown : headless::record().nodes)
    if (shown.name.find(words) != std::string::npos) return true;
  return false;
}

void open_maya(Desk& desk) {
  desk.customer_writes(1, "Maya Lindqvist", "Hello?");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
}

void presence(Desk& desk, std::vector<AgentId> looking, std::vector<AgentId> typing) {
  wire::Presence frame;
  for (AgentId one : looking) frame.looking.push_back({one, desk.conversation_of(1)});
  for (AgentId one : typing) frame.typing.push_back({one, desk.conversation_of(1)});
  platform::Event event = headless::event_of(platform::EventKind::socket_text);
  event.text = wire::server_frame_text(frame);
  headless::emit(event);
  desk.settle();
}

void visible(bool now) {
  platform::Event event = headless::event_of(platform::EventKind::visible);
  event.number = now ? 1 : 0;
  headless::emit(event);
}

std::string typing_frame() { return "\"typing\":true"; }

TEST(Presence, TheOthersAreToldWhatIsLookedAtAndThatOneTypes) {
  Desk desk;
  open_maya(desk);
  EXPECT_NE(headless::record().presence.find("\"focused\":true"), std::string::npos) << headless::record().presence;
  EXPECT_EQ(headless::record().presence.find(typing_frame()), std::string::npos);
  headless::type("Reply", "We");
  EXPECT_NE(headless::record().presence.find(typing_frame()), std::string::npos);
  headless::type("Reply", "");
  EXPECT_EQ(headless::record().presence.find(typing_frame()), std::string::npos);
  visible(false);
  EXPECT_NE(headless::record().presence.find("\"focused\":false"), std::string::npos) << headless::record().presence;
}

TEST(Presence, C12_WhoAnswersOnTheContactPageIsSeenThereToo) {
  Desk desk;
  open_maya(desk);
  headless::press(Role::button, "Open contact page");
  desk.settle();
  EXPECT_NE(headless::record().presence.find("\"focused\":true"), std::string::npos) << headless::record().presence;
  headless::type("Reply", "We");
  EXPECT_NE(headless::record().presence.find(typing_frame()), std::string::npos) << headless::record().presence;
}

TEST(Presence, WhoLooksAndWhoTypesIsSaidInTheHeaderAndOnTheRow) {
  Desk desk;
  open_maya(desk);
  presence(desk, {desk.me.agent, desk.colleague.agent}, {});
  EXPECT_TRUE(shows("Sam Agent is looking at this too"));
  const headless::ShownNode* row = headless::find(Role::listitem, "Maya");
  ASSERT_TRUE(row);
  EXPECT_NE(row->name.find("Sam Agent is looking"), std::string::npos) << row->name;
  presence(desk, {desk.colleague.agent}, {desk.colleague.agent});
  EXPECT_TRUE(shows("Sam Agent is typing…"));
  presence(desk, {desk.me.agent}, {desk.me.agent});
  EXPECT_FALSE(shows("is typing"));
}

TEST(Presence, EndsWithTheConnection) {
  Desk desk;
  open_maya(desk);
  presence(desk, {desk.colleague.agent}, {desk.colleague.agent});
  EXPECT_TRUE(shows("Sam Agent is writing")) << "on the row";
  desk.cut();
  EXPECT_FALSE(shows("is looking"));
  EXPECT_FALSE(shows("is typing"));
  EXPECT_FALSE(shows("is writing"));
}

TEST(StaleSend, IsStoppedOnceShowsWhatIsNewerAndGoesAnyway) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "The old answer");
  desk.customer_writes(1, "Maya Lindqvist", "Never mind, solved");
  headless::press(Role::button, "Send");
  desk.settle();
  EXPECT_FALSE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::region, "1 newer message arrived while you were writing"));
  EXPECT_TRUE(shows("Maya Lindqvist: Never mind, solved"));
  ASSERT_TRUE(headless::press(Role::button, "Send anyway"));
  desk.settle();
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(headless::find(Role::region, "1 newer message"));
}

TEST(StaleSend, KeepEditingKeepsTheTextAndTheNextSendGoes) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "The old answer");
  desk.customer_writes(1, "Maya Lindqvist", "Never mind, solved");
  headless::press(Role::button, "Send");
  desk.settle();
  ASSERT_TRUE(headless::press(Role::button, "Keep editing"));
  EXPECT_FALSE(headless::find(Role::region, "1 newer message"));
  EXPECT_FALSE(desk.last_message());
  headless::press(Role::button, "Send");
  desk.settle();
  EXPECT_TRUE(desk.last_message());
}

TEST(StaleSend, WhatWasInViewForASecondIsSeen) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "An answer to both");
  desk.customer_writes(1, "Maya Lindqvist", "And one more thing");
  desk.pass(1'500);
  headless::press(Role::button, "Send");
  desk.settle();
  EXPECT_TRUE(desk.last_message());
}

// Written while something newer arrives, and sent by these items of the menu: stopped.
void stopped_on_the_way(Desk& desk, std::initializer_list<std::string_view> items) {
  open_maya(desk);
  headless::type("Reply", "The old answer");
  desk.customer_writes(1, "Maya Lindqvist", "Never mind, solved");
  ASSERT_TRUE(headless::press(Role::button, "More ways to send"));
  desk.settle();
  for (std::string_view item : items) {
    ASSERT_TRUE(headless::press(Role::menuitem, item)) << item << "\n" << headless::dump();
    desk.settle();
  }
  ASSERT_FALSE(desk.last_message());
  ASSERT_TRUE(headless::find(Role::region, "1 newer message arrived"));
}

void send_anyway(Desk& desk) {
  ASSERT_TRUE(headless::press(Role::button, "Send anyway")) << headless::dump();
  desk.settle();
}

TEST(StaleSend, WhatWasToGoLaterSaysWhenItWillAndKeepsItsTimeWhenSentAnyway) {
  Desk desk;
  stopped_on_the_way(desk, {"Send later", "Tomorrow morning"});
  EXPECT_TRUE(shows("Sent anyway, your reply goes out on 22 "));
  send_anyway(desk);
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(shows("Waits until"));
}

TEST(StaleSend, KeepEditingForgetsTheTimeThatWasChosen) {
  Desk desk;
  stopped_on_the_way(desk, {"Send later", "Tomorrow morning"});
  ASSERT_TRUE(headless::press(Role::button, "Keep editing"));
  desk.settle();
  headless::press(Role::button, "Send");
  desk.settle();
  EXPECT_TRUE(desk.last_message());
  EXPECT_FALSE(shows("Waits until"));
}

TEST(StaleSend, SentAnywayAndResolvedAsItWasMeant) {
  Desk desk;
  stopped_on_the_way(desk, {"Send and resolve"});
  EXPECT_FALSE(headless::find(Role::button, "Reopen")) << "nothing follows what has not gone";
  send_anyway(desk);
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::button, "Reopen")) << headless::dump();
}

TEST(StaleSend, SentAnywayAndSnoozedAsItWasMeant) {
  Desk desk;
  stopped_on_the_way(desk, {"Send and snooze", "In 1 hour"});
  send_anyway(desk);
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(shows("Snoozed until"));
}

// The customer writes while the reply is on its way: what is pressed has left the page, and the relay has not heard of it.
TEST(StaleSend, WhatIsStoppedOnItsWayIsNotResolvedAndSentAnywayIs) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "All done then");
  ASSERT_TRUE(headless::press(Role::button, "More ways to send"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::menuitem, "Send and resolve"));
  ASSERT_TRUE(headless::find(Role::button, "Reopen")) << "shown at once\n" << headless::dump();
  desk.customer_writes(1, "Maya Lindqvist", "Wait, it broke again");
  EXPECT_FALSE(desk.last_message());
  EXPECT_FALSE(headless::find(Role::button, "Reopen")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::button, "Undo")) << "there is nothing to take back";
  ASSERT_TRUE(headless::find(Role::region, "1 newer message arrived")) << headless::dump();
  send_anyway(desk);
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::button, "Reopen")) << headless::dump();
}

TEST(StaleSend, WhatIsStoppedOnItsWayIsNotPutAwayAndSentAnywayIs) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "I will ask");
  for (std::string_view item : {"Send and snooze", "In 1 hour"}) {
    if (item == "Send and snooze") headless::press(Role::button, "More ways to send");
    desk.settle();
    ASSERT_TRUE(headless::press(Role::menuitem, item)) << item << "\n" << headless::dump();
  }
  desk.customer_writes(1, "Maya Lindqvist", "Wait, it broke again");
  EXPECT_FALSE(desk.last_message());
  EXPECT_FALSE(shows("Snoozed until")) << headless::dump();
  send_anyway(desk);
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(shows("Snoozed until")) << headless::dump();
}

TEST(StaleSend, TheSecondOfTwoQuickRepliesDoesNotGoAlone) {
  Desk desk;
  open_maya(desk);
  for (std::string_view text : {"The old answer", "And more of it"}) {
    headless::type("Reply", text);
    ASSERT_TRUE(headless::press(Role::button, "Send")) << headless::dump();
  }
  desk.customer_writes(1, "Maya Lindqvist", "Never mind, solved");
  EXPECT_TRUE(desk.replies().empty());
  EXPECT_TRUE(headless::find(Role::region, "1 newer message arrived")) << headless::dump();
  EXPECT_TRUE(shows("Not sent")) << "the second, beside the first in the composer";
  send_anyway(desk);
  ASSERT_EQ(desk.replies().size(), 1u);
  EXPECT_EQ(desk.replies().front().text, "The old answer");
}

TEST(StaleSend, WhatTheRelayStopsAfterAReconnectKeepsItsTimeToo) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  desk.customer_writes(1, "Maya Lindqvist", "Never mind, solved");
  headless::type("Reply", "The old answer");
  for (std::string_view item : {"Send later", "Tomorrow morning"}) {
    if (item == "Send later") headless::press(Role::button, "More ways to send");
    desk.settle();
    ASSERT_TRUE(headless::press(Role::menuitem, item)) << item << "\n" << headless::dump();
    desk.settle();
  }
  ASSERT_TRUE(shows("Waits until"));
  desk.pass(1'000);
  desk.connect();
  ASSERT_FALSE(desk.last_message());
  EXPECT_TRUE(headless::find(Role::region, "1 newer message arrived")) << headless::dump();
  EXPECT_TRUE(shows("Sent anyway, your reply goes out on 22 "));
  send_anyway(desk);
  EXPECT_TRUE(desk.last_message());
  EXPECT_TRUE(shows("Waits until"));
}

TEST(Notifications, AHiddenPageTellsOfAMessageInAConversationOfMine) {
  Desk desk;
  headless::record().storage["preferences"] = R"({"notify_desktop":true,"notify_sound":true})";
  headless::record().permission = platform::Permission::granted;
  open_maya(desk);
  desk.command(Assign{desk.conversation_of(1), desk.me.agent, {}}, desk.me);
  visible(false);
  desk.customer_writes(1, "Maya Lindqvist", "Are you there?");
  ASSERT_EQ(headless::record().notifications.size(), 1U);
  EXPECT_EQ(headless::record().notifications[0].title, "Maya Lindqvist");
  EXPECT_EQ(headless::record().notifications[0].body, "Are you there?");
  EXPECT_EQ(headless::record().chimes, 1);
  desk.customer_writes(2, "Kim Osei", "Nobody has me");
  EXPECT_EQ(headless::record().notifications.size(), 1U) << "not asked for";
  visible(true);
  desk.customer_writes(1, "Maya Lindqvist", "Hello?");
  EXPECT_EQ(headless::record().notifications.size(), 1U) << "it is being looked at";
}

// Who wants to be told stands at her conversation, and looks elsewhere.
void away_from_maya(Desk& desk) {
  headless::record().storage["preferences"] = R"({"notify_desktop":true})";
  headless::record().permission = platform::Permission::granted;
  open_maya(desk);
  visible(false);
}

TEST(Notifications, D40_WhoIsMentionedByAChangeOfANoteIsToldOnce) {
  Desk desk;
  away_from_maya(desk);
  const auto& told = headless::record().notifications;
  ASSERT_TRUE(desk.command(AddNote{desk.conversation_of(1), {}, "look", {}}, desk.colleague));
  const NoteId note = desk.last_note();
  EXPECT_TRUE(told.empty());
  ASSERT_TRUE(desk.command(EditNote{note, "look, @Ana", {desk.me.agent}}, desk.colleague));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Sam Agent mentioned you: Maya Lindqvist");
  ASSERT_TRUE(desk.command(EditNote{note, "look now, @Ana", {desk.me.agent}}, desk.colleague));
  EXPECT_EQ(told.size(), 1U) << "I was mentioned before";
}

TEST(Notifications, D40_AMentionInANoteAboutAPersonNamesThemAndLeadsToThem) {
  Desk desk;
  away_from_maya(desk);
  const auto& told = headless::record().notifications;
  ASSERT_TRUE(desk.command(AddNote{{}, desk.contact_of(1), "look, @Ada Admin", {desk.me.agent}}, desk.colleague));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Sam Agent mentioned you: Maya Lindqvist");
  EXPECT_NE(told[0].path.find(to_text(desk.conversation_of(1))), std::string::npos) << told[0].path;
}

TEST(Notifications, AConversationOfSomebodyWhoWasRemovedIsNobodys) {
  Desk desk;
  headless::record().storage["preferences"] = R"({"notify_desktop":true,"notify_unassigned":true})";
  headless::record().permission = platform::Permission::granted;
  open_maya(desk);
  ASSERT_TRUE(desk.command(Assign{desk.conversation_of(1), desk.colleague.agent}, desk.colleague));
  visible(false);
  desk.customer_writes(1, "Maya Lindqvist", "Are you there?");
  const auto& told = headless::record().notifications;
  EXPECT_TRUE(told.empty()) << "it is my colleague's";
  ASSERT_TRUE(desk.command(ConfigureAgent{{desk.colleague.agent, tributary::Role::agent, false}, "Sam Agent"}, Actor{ActorKind::system, {}}));
  desk.customer_writes(1, "Maya Lindqvist", "Hello?");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].body, "Hello?");
}

TEST(Notifications, D28_ATeamsConversationConcernsItsMembersUntilOneTakesIt) {
  Desk desk;
  headless::record().storage["preferences"] = R"({"notify_desktop":true})";
  headless::record().permission = platform::Permission::granted;
  const Actor system{ActorKind::system, {}};
  ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {desk.me.agent, desk.colleague.agent}}, system));
  const TeamId returns = desk.last_team();
  ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Billing", {desk.colleague.agent}}, system));
  const TeamId billing = desk.last_team();
  open_maya(desk);
  visible(false);
  const ConversationId maya = desk.conversation_of(1);
  const auto& told = headless::record().notifications;
  ASSERT_TRUE(desk.command(Assign{maya, {}, returns}, desk.colleague));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].title, "Sam Agent assigned Maya Lindqvist to the team Returns");
  ASSERT_TRUE(desk.command(Assign{maya, {}, billing}, desk.colleague));
  EXPECT_EQ(told.size(), 1U) << "I am not one of them";
  ASSERT_TRUE(desk.command(Assign{maya, desk.colleague.agent, returns}, desk.colleague));
  EXPECT_EQ(told.size(), 1U) << "somebody has taken it already";
  ASSERT_TRUE(desk.command(Assign{maya, desk.me.agent, returns}, desk.colleague));
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].title, "Sam Agent assigned you Maya Lindqvist");
  ASSERT_TRUE(desk.command(Assign{maya, {}, {}}, desk.me));
  ASSERT_TRUE(desk.command(Assign{maya, {}, returns}, desk.me));
  EXPECT_EQ(told.size(), 2U) << "what I do myself I know";
}

TEST(Notifications, TheTitleOfAHiddenPageCounts) {
  Desk desk;
  open_maya(desk);
  desk.pass(1'500);
  visible(false);
  desk.customer_writes(1, "Maya Lindqvist", "One");
  EXPECT_EQ(headless::record().unread, 1);
}

TEST(Notifications, QuietHoursMayGoOverMidnight) {
  app::Preferences prefs;
  EXPECT_FALSE(app::quiet_now(prefs, 23));
  prefs.quiet_hours = true;
  EXPECT_TRUE(app::quiet_now(prefs, 23));
  EXPECT_TRUE(app::quiet_now(prefs, 6));
  EXPECT_FALSE(app::quiet_now(prefs, 7));
  prefs.quiet_from = 12, prefs.quiet_until = 14;
  EXPECT_TRUE(app::quiet_now(prefs, 13));
  EXPECT_FALSE(app::quiet_now(prefs, 14));
}

TEST(Notifications, PermissionIsAskedForOnlyWhenSwitchedOnAndARefusalSaysWhatToDo) {
  Desk desk(platform::Screen{1440, 2400, 1, platform::Theme::light});
  headless::record().answer_to_ask = platform::Permission::denied;
  desk.open_page("#/preferences");
  EXPECT_EQ(headless::record().permission, platform::Permission::not_asked);
  ASSERT_TRUE(headless::press(Role::toggle, "Desktop notifications"));
  EXPECT_EQ(headless::record().permission, platform::Permission::denied);
  EXPECT_TRUE(shows("Your browser does not let this page show notifications."));
}

}  // namespace
}  // namespace tributary
