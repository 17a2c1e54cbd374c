// The app driven the way a person drives it: by roles and names, with a real engine behind the socket.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "tests/web/app/reply_field.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

void open_maya(Desk& desk, Channel channel = Channel::sms) {
  desk.customer_writes(1, "Maya Lindqvist", "Hello?", channel);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
}

TEST(List, ShowsACustomersMessageWithoutReloading) {
  Desk desk;
  desk.open_page();
  desk.customer_writes(1, "Maya Lindqvist", "My order arrived.");
  EXPECT_TRUE(headless::find(Role::listitem, "Maya Lindqvist, SMS, My order arrived., 14:13, 1 unread")) << headless::dump();
  EXPECT_EQ(headless::record().unread, 1);
}

TEST(List, GoesDownAndUpByJAndK) {
  Desk desk;
  desk.customer_writes(1, "First", "a");
  desk.pass(1000);
  desk.customer_writes(2, "Second", "b");
  desk.open_page();
  platform::Event key = headless::event_of(platform::EventKind::key);
  key.text = "j";
  headless::emit(key);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Second"));
  headless::emit(key);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "First"));
  key.text = "k";
  headless::emit(key);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Second"));
}

TEST(Reply, IsVisibleInTheNextFrameBeforeTheRelayHasAnswered) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "On its way.");
  headless::enter("Reply");  // the socket's frames are not carried to the relay here
  EXPECT_TRUE(headless::find(Role::article, "You, 14:13, Sending"));
  EXPECT_EQ(reply_field(), "");
  desk.settle();
  desk.provider_reports(desk.last_message(), Delivery::sent);
  EXPECT_TRUE(headless::find(Role::article, "You, 14:13, Sent"));
  EXPECT_TRUE(said("Message sent"));
}

TEST(Reply, RefusedHereStaysInTheComposer) {
  Desk desk;
  open_maya(desk);
  const std::string text(1601, 'x');
  headless::type("Reply", text);
  headless::press(Role::button, "Send");
  desk.settle();
  EXPECT_TRUE(said("longer than 1600"));
  EXPECT_EQ(reply_field(), text);
  EXPECT_FALSE(headless::find(Role::article, "You"));
}

TEST(Reply, RefusedLateStaysAsNotSentAndCanBeEdited) {
  Desk desk;
  open_maya(desk);
  desk.refuse_late = true;
  headless::type("Reply", "On its way.");
  headless::press(Role::button, "Send");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::article, "You, 14:13, Not sent")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::article, "You, 14:13, Sending"));
  headless::press(Role::button, "Edit");
  desk.settle();
  EXPECT_EQ(reply_field(), "On its way.");
  EXPECT_FALSE(headless::find(Role::article, "You"));
}

TEST(Reply, OnWhatsAppIsClosedADayAfterTheCustomersLastMessage) {
  Desk desk;
  open_maya(desk, Channel::whatsapp);
  EXPECT_TRUE(headless::find(Role::label, "Window closes in 24 h"));
  desk.pass(23 * limits::hour_ms + 30 * limits::minute_ms);
  EXPECT_TRUE(headless::find(Role::label, "Window closes in 30 min"));
  desk.pass(limits::hour_ms);
  const headless::ShownNode* field = headless::find(Role::textbox, "Reply");
  ASSERT_TRUE(field);
  EXPECT_NE(field->node.flags & platform::node_disabled, 0u);
}

TEST(Reply, CountsTheSegmentsOfAnSms) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "Hello");
  EXPECT_TRUE(headless::find(Role::label, "1 segment · GSM-7 · 155 left")) << headless::dump();
}

TEST(Reply, ADraftIsKeptPerConversation) {
  Desk desk;
  desk.customer_writes(1, "Maya", "a");
  desk.customer_writes(2, "Noor", "b");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  headless::type("Reply", "for Maya");
  headless::press(Role::listitem, "Noor");
  desk.settle();
  EXPECT_EQ(reply_field(), "");
  headless::press(Role::listitem, "Maya");
  desk.settle();
  EXPECT_EQ(reply_field(), "for Maya");
  EXPECT_EQ(headless::record().storage["draft/" + to_text(desk.me.agent) + "/" + to_text(desk.conversation_of(1))], "for Maya");
}

TEST(Connection, CatchesUpAfterABreakWithoutGapOrDouble) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  desk.customer_writes(1, "Maya Lindqvist", "Still there?");
  EXPECT_FALSE(headless::find(Role::line, "Still there?"));
  desk.pass(1000);  // the first pause is at most half a second
  desk.connect();
  int lines = 0;
  for (const auto& shown : headless::record().nodes) lines += shown.node.role == Role::line ? 1 : 0;
  EXPECT_TRUE(headless::find(Role::line, "Still there?"));
  EXPECT_EQ(lines, 2);
}

TEST(Connection, SaysSoAfterThreeSecondsAndWhenItIsBack) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  EXPECT_FALSE(headless::find(Role::region, "Connection"));
  desk.pass(4000);
  EXPECT_TRUE(headless::find(Role::region, "Connection"));
  EXPECT_TRUE(said("Connection lost"));
  desk.connect();
  EXPECT_FALSE(headless::find(Role::region, "Connection"));
  EXPECT_TRUE(said("Connected again"));
}

TEST(Connection, AReplyWrittenOfflineIsSentOnceConnectedAgain) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  headless::type("Reply", "Written in a tunnel");
  headless::press(Role::button, "Send");
  EXPECT_TRUE(headless::find(Role::article, "You, 14:13, Sending"));
  desk.pass(1000);
  desk.connect();
  EXPECT_TRUE(desk.last_message());
  int articles = 0;
  for (const auto& shown : headless::record().nodes) articles += shown.node.role == Role::article && shown.name.find("You") == 0 ? 1 : 0;
  EXPECT_EQ(articles, 1);
}

TEST(Connection, SignedOutAtWorkKeepsWhatWasTyped) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "half a sent");
  desk.cut();
  desk.pass(1000);
  headless::answer(401, "{}");  // the ticket
  desk.settle();
  desk.pass(1'000);
  headless::answer(401, "{}");  // and again
  desk.settle();
  ASSERT_TRUE(headless::find(Role::textbox, "Email"));
  headless::type("Email", "ada@example.com");
  headless::type("Password", "right");
  headless::press(Role::button, "Sign in");
  desk.sign_in_answered(200);
  desk.connect();
  EXPECT_EQ(reply_field(), "half a sent");
}

TEST(Connection, ATabWhoseSessionAnotherTabJustExchangedGoesOnWithTheNewOne) {
  Desk desk;
  open_maya(desk);
  desk.cut();
  desk.pass(1000);
  headless::answer(401, "{}");  // asked a moment before the other tab had its answer
  desk.settle();
  EXPECT_FALSE(headless::find(Role::textbox, "Email")) << headless::dump();
  desk.pass(600);
  desk.connect();
  desk.customer_writes(1, "Maya", "Still there?");
  EXPECT_FALSE(headless::find(Role::textbox, "Email"));
  EXPECT_NE(headless::dump().find("Still there?"), std::string::npos) << headless::dump();
}

TEST(Connection, AnotherBuildOffersToReload) {
  Desk desk;
  desk.build_of_relay = "newer";
  desk.open_page();
  EXPECT_TRUE(headless::press(Role::button, "Reload"));
  EXPECT_EQ(headless::record().reloads, 1);
}

TEST(Thread, IsReadAfterASecondInAFocusedPage) {
  Desk desk;
  open_maya(desk);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya Lindqvist, SMS, Hello?, 14:13, 1 unread"));
  desk.pass(1500);
  const headless::ShownNode* row = headless::find(Role::listitem, "Maya");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->name.find("unread"), std::string::npos) << row->name;
}

TEST(Thread, IsNotReadWhileThePageIsHidden) {
  Desk desk;
  desk.customer_writes(1, "Maya Lindqvist", "Hello?");
  desk.open_page();
  headless::emit(headless::event_of(platform::EventKind::visible));  // number 0: hidden
  headless::press(Role::listitem, "Maya");
  desk.pass(5000);
  EXPECT_TRUE(headless::find(Role::listitem, "Maya Lindqvist, SMS, Hello?, 14:13, 1 unread"));
}

TEST(Thread, AnnouncesANewMessageOnce) {
  Desk desk;
  open_maya(desk);
  EXPECT_FALSE(said("New message"));  // what was there before is no news
  desk.customer_writes(1, "Maya Lindqvist", "One more thing");
  EXPECT_TRUE(said("New message from Maya Lindqvist: One more thing"));
}

TEST(Thread, OlderMessagesComeWithoutMovingWhatIsRead) {
  Desk desk;
  for (int i = 0; i < 200; ++i) desk.customer_writes(1, "Maya", "message " + std::to_string(i));
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  platform::Event up = headless::event_of(platform::EventKind::scrolled);
  const headless::ShownNode* log = headless::find(Role::log, "Messages");
  ASSERT_TRUE(log);
  up.node = log->node.id;
  up.y = -400;
  for (int i = 0; i < 4; ++i) {
    headless::emit(up);
    headless::settle();
  }
  std::string text;
  float y = 0;
  for (const auto& shown : headless::record().nodes)
    if (shown.node.role == Role::line && shown.node.y > 300 && text.empty()) text = shown.name, y = shown.node.y;
  desk.settle();  // the older page arrives
  const headless::ShownNode* same = headless::find(Role::line, text);
  ASSERT_TRUE(same) << text;
  EXPECT_FLOAT_EQ(same->node.y, y);
  EXPECT_TRUE(headless::find(Role::button, "Jump to latest"));
  headless::press(Role::button, "Jump to latest");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::line, "message 199"));
}

TEST(Thread, TheWheelMovesWhatIsReadAsFarAsItTurnsHoweverMuchAboveWasAGuess) {
  Desk desk;
  for (int i = 0; i < 55; ++i) desk.customer_writes(1, "Maya", "message " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 7) * 40, 'W'));
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  const headless::ShownNode* log = headless::find(Role::log, "Messages");
  ASSERT_TRUE(log);
  platform::Event up = headless::event_of(platform::EventKind::scrolled);
  up.node = log->node.id;
  up.y = -400;
  const float top = log->node.y;
  for (int turn = 0; turn < 6; ++turn) {
    std::string text;
    float y = 0;
    for (const auto& shown : headless::record().nodes)
      if (shown.node.role == Role::line && shown.node.y > top && shown.name.find("message ") == 0 && text.empty()) text = shown.name, y = shown.node.y;
    headless::emit(up);
    headless::settle();
    const headless::ShownNode* same = headless::find(Role::line, text);
    ASSERT_TRUE(same) << text << " at " << y;
    EXPECT_NEAR(same->node.y, y + 400, 1) << "turn " << turn;
  }
}

TEST(Assign, FromTheMenuToMeAndToAColleague) {
  Desk desk;
  open_maya(desk);
  headless::press(Role::button, "Assign");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::menu, "Assign"));
  headless::press(Role::menuitem, "Assign to me");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::menu, "Assign"));
  EXPECT_TRUE(headless::find(Role::label, "SMS · Assigned to you"));
  headless::press(Role::button, "Assign");
  headless::press(Role::menuitem, "Sam Agent");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::label, "SMS · Assigned to Sam Agent"));
}

TEST(Assign, ByAColleagueIsSeenLive) {
  Desk desk;
  open_maya(desk);
  desk.command(Assign{desk.conversation_of(1), desk.colleague.agent}, desk.colleague);
  EXPECT_TRUE(headless::find(Role::label, "SMS · Assigned to Sam Agent"));
}

TEST(WorkStatus, ResolvesAndReopens) {
  Desk desk;
  open_maya(desk);
  headless::press(Role::button, "Resolve");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::button, "Reopen"));
  headless::press(Role::button, "Reopen");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::button, "Resolve"));
}

TEST(Idle, NothingIsDrawnWhileNothingChanges) {
  Desk desk;
  open_maya(desk);
  desk.pass(3000);
  const int before = headless::record().frames;
  desk.pass(8000);
  EXPECT_EQ(headless::record().frames, before);
}

TEST(Failed, SaysWhyAndIsSentAgainByAButton) {
  Desk desk;
  open_maya(desk);
  headless::type("Reply", "Are you there?");
  headless::press(Role::button, "Send");
  desk.settle();
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  ASSERT_TRUE(headless::find(Role::article, "You, 14:13, Not delivered"));
  EXPECT_TRUE(said("Message not delivered"));
  EXPECT_TRUE(headless::find(Role::label, "Not delivered (error 30003). The customer's phone"));
  headless::press(Role::button, "Send again");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::article, "You, 14:13, Sending"));
}

}  // namespace
}  // namespace tributary
