// The composer of an agent's day: notes apart from replies, lists at the caret, when and by which way a message leaves.
// What is waited for is read from the page's nodes and from the log, as a person and a customer would meet it.
#include <gtest/gtest.h>

#include "tests/web/app/at_composer.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/panes.h"
#include "web/app/suggestions.h"
#include "web/app/zone_now.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

const Actor system_actor{ActorKind::system, {}};

const headless::ShownNode* saying(std::string_view words) {
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.name.find(words) != std::string::npos) return &shown;
  return nullptr;
}

struct Composer : AtComposer {
  ConversationId here;
  void open(Channel channel = Channel::sms) {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?", channel);
    here = desk.conversation_of(1);
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  void does(const Command& command, const Actor& actor) {
    ASSERT_TRUE(desk.command(command, actor));
    desk.settle();
  }
  void type(std::string_view field, std::string_view text) {
    ASSERT_TRUE(headless::type(field, text));
    headless::record().focused = headless::find(Role::textbox, field)->node.id;
    desk.settle();
  }
  void enter(std::string_view field) {
    headless::enter(field);
    desk.settle();
  }
  std::string text_of(std::string_view field) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown ? headless::record().fields[shown->node.id] : "no such field";
  }
  void saved(const std::string& shortcut, const std::string& title, const std::string& body) { does(SaveReply{{}, shortcut, title, body, {}}, desk.me); }
  void approved(const std::string& name, const std::string& body, std::vector<std::string> variables, Approval approval = Approval::approved) {
    MessageTemplate t;
    t.id = TemplateId{11, ++templates_};
    t.name = name, t.body = body, t.variables = std::move(variables), t.approval = approval;
    t.content_sid = "HX0000000000000000000000000000000" + std::to_string(templates_);
    does(ConfigureTemplate{t}, system_actor);
  }

 private:
  std::uint64_t templates_ = 0;
};

// ---- tabs

TEST_F(Composer, D40_ANoteIsWrittenInATabOfItsOwnAndNeverBecomesAMessage) {
  open();
  type("Reply", "for the customer");
  press(Role::tab, "Private note");
  EXPECT_EQ(headless::find(Role::textbox, "Reply"), nullptr);
  ASSERT_NE(headless::find(Role::button, "Add note"), nullptr);
  EXPECT_NE(saying("Only your team sees this"), nullptr);
  type("Private note", "she ordered twice");
  enter("Private note");
  EXPECT_NE(headless::find(Role::article, "Private note"), nullptr);
  EXPECT_FALSE(desk.last_message()) << "nothing was sent to anybody";
  EXPECT_EQ(text_of("Private note"), "");
  press(Role::tab, "Reply");
  EXPECT_EQ(text_of("Reply"), "for the customer") << "each tab keeps its own draft";
}

TEST_F(Composer, ADraftOfANoteSurvivesAReloadAndComesBackInItsTab) {
  open();
  press(Role::tab, "Private note");
  type("Private note", "half a thought");
  desk.reload(true);
  headless::press(Role::listitem, "Maya");
  desk.settle();
  EXPECT_EQ(text_of("Private note"), "half a thought");
}

TEST_F(Composer, MentionsAreTakenFromTheWordsOfTheNote) {
  open();
  press(Role::tab, "Private note");
  type("Private note", "please look @sa");
  ASSERT_NE(headless::find(Role::option, "Sam Agent"), nullptr);
  enter("Private note");
  EXPECT_EQ(text_of("Private note"), "please look @Sam Agent ");
  enter("Private note");
  const headless::ShownNode* note = headless::find(Role::article, "Private note");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(headless::find(Role::option, "Sam Agent"), nullptr);
}

TEST_F(Composer, AColleagueCalledInAReplyTurnsItIntoANote) {
  open();
  type("Reply", "@sam");
  press(Role::option, "Sam Agent");
  EXPECT_EQ(text_of("Private note"), "@Sam Agent ");
  press(Role::tab, "Reply");
  EXPECT_EQ(text_of("Reply"), "");
}

// ---- the list at the caret

TEST(CalledBefore, OnlyAWordThatBeginsWithASignCallsAList) {
  using app::called_before;
  using Of = app::Suggestions::Of;
  EXPECT_EQ(called_before("/th", 3).of, Of::replies);
  EXPECT_EQ(called_before("see /th", 7).from, 4u);
  EXPECT_EQ(called_before("and/or", 6).of, Of::nothing);
  EXPECT_EQ(called_before("/home/x", 7).of, Of::nothing);
  EXPECT_EQ(called_before(":s", 2).of, Of::nothing) << "a smiley";
  EXPECT_EQ(called_before(":sm", 3).of, Of::emoji);
  EXPECT_EQ(called_before("10:30", 5).of, Of::nothing);
  EXPECT_EQ(called_before("a@b.de", 6).of, Of::nothing);
  EXPECT_EQ(called_before("@sam ok", 7).of, Of::nothing);
  EXPECT_EQ(called_before("", 0).of, Of::nothing);
}

TEST_F(Composer, D73_ASavedReplyIsFilteredWalkedAndTakenWithItsBlanksFilledIn) {
  saved("thx", "Thanks", "Thank you, {{first_name|friend}}! {{user_name}}");
  saved("bye", "Goodbye", "Bye");
  open();
  type("Reply", "Well /");
  ASSERT_NE(headless::find(Role::option, "/bye"), nullptr);
  ASSERT_NE(headless::find(Role::option, "/thx"), nullptr);
  EXPECT_TRUE(headless::key("ArrowDown", platform::key_in_field));
  EXPECT_NE(headless::find(Role::option, "/thx")->node.flags & platform::node_selected, 0u);
  EXPECT_FALSE(headless::key("ArrowLeft", platform::key_in_field)) << "moves the caret";
  type("Reply", "Well /th");
  EXPECT_EQ(headless::find(Role::option, "/bye"), nullptr);
  enter("Reply");
  EXPECT_EQ(text_of("Reply"), "Well Thank you, Maya! Ada Admin");
  EXPECT_FALSE(desk.last_message()) << "Enter took from the list";
}

TEST_F(Composer, EscapeClosesTheListForThisWordAndEnterThenSends) {
  saved("thx", "Thanks", "Thank you!");
  open();
  type("Reply", "/th");
  platform::Event escape = headless::event_of(platform::EventKind::field_escape);
  escape.node = headless::record().focused;
  headless::emit(escape);
  desk.settle();
  EXPECT_EQ(headless::find(Role::option, "/thx"), nullptr);
  type("Reply", "/thx");
  EXPECT_EQ(headless::find(Role::option, "/thx"), nullptr) << "the same word";
  enter("Reply");
  EXPECT_TRUE(desk.last_message());
}

TEST_F(Composer, D74_AMissingValueBlocksTheSendAndSaysWhich) {
  saved("order", "Order", "Your order {{order_number}} has left.");
  open();
  type("Reply", "/order");
  enter("Reply");
  EXPECT_EQ(text_of("Reply"), "Your order {{order_number}} has left.");
  EXPECT_NE(saying("There is no value for {{order_number}}"), nullptr);
  enter("Reply");
  EXPECT_FALSE(desk.last_message());
  EXPECT_EQ(text_of("Reply"), "Your order {{order_number}} has left.") << "what was typed stays";
  does(SetAttributes{desk.contact_of(1), {{"Order number", "A-17"}}}, desk.me);
  type("Reply", "/order");
  enter("Reply");
  EXPECT_EQ(text_of("Reply"), "Your order A-17 has left.");
}

TEST(FindEmoji, WordsThatBeginWithWhatWasTypedComeFirst) {
  const auto found = app::find_emoji("😀 grin|🙂 slight smile|😂 tears", "s", 8);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].emoji, "🙂");
  EXPECT_EQ(found[1].word, "tears");
}

TEST_F(Composer, AColonAndTwoLettersOfferEmoji) {
  open();
  type("Reply", "done :tada");
  ASSERT_NE(headless::find(Role::option, "🎉"), nullptr);
  enter("Reply");
  EXPECT_EQ(text_of("Reply"), "done 🎉");
}

// ---- ways to send

TEST_F(Composer, D35_SendAndSnoozeSendsAndPutsAwayUntilTheTimeChosen) {
  open();
  type("Reply", "I will ask.");
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send and snooze");
  ASSERT_NE(headless::find(Role::menuitem, "In 1 hour"), nullptr);
  ASSERT_NE(headless::find(Role::menuitem, "Next Monday morning"), nullptr);
  press(Role::menuitem, "In 1 hour");
  EXPECT_TRUE(desk.last_message());
  EXPECT_NE(saying("Snoozed until"), nullptr);
  EXPECT_NE(saying("You snoozed this until"), nullptr);
  press(Role::button, "Undo");
  EXPECT_EQ(headless::find(Role::listitem, "Maya")->name.find("Snoozed"), std::string::npos) << headless::dump();
}

TEST_F(Composer, SendLaterStandsInTheThreadAsWaitingAndCanBeCancelled) {
  open();
  type("Reply", "Good morning!");
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send later");
  press(Role::menuitem, "Tomorrow morning");
  EXPECT_NE(saying("Waits until"), nullptr);
  EXPECT_EQ(text_of("Reply"), "");
  press(Role::button, "Cancel sending");
  EXPECT_EQ(saying("Waits until"), nullptr);
  EXPECT_NE(saying("Cancelled"), nullptr);
  EXPECT_EQ(text_of("Reply"), "Good morning!") << "the words come back";
}

TEST_F(Composer, SendLaterAtATimeOfOnesOwnRefusesWhatHasPassedAndKeepsTheText) {
  open();
  type("Reply", "Good morning!");
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send later");
  press(Role::menuitem, "Another time");
  headless::type("Day and time", "");
  press_in_dialog("Send later");
  EXPECT_NE(saying("Choose a day and a time."), nullptr);
  headless::type("Day and time", "2020-01-01T09:00");
  press_in_dialog("Send later");
  EXPECT_NE(saying("already passed"), nullptr);
  headless::type("Day and time", "2026-10-01T09:00");
  press_in_dialog("Send later");
  EXPECT_EQ(headless::find(Role::dialog, "Send later"), nullptr);
  EXPECT_NE(saying("Waits until"), nullptr);
}

TEST_F(Composer, C16_ATimeAfterWhatsAppsWindowCannotBeChosenAndItIsSaidUntilWhen) {
  open(Channel::whatsapp);
  desk.pass(21 * limits::hour_ms);
  type("Reply", "Good morning!");
  press(Role::button, "More ways to send");
  press(Role::menuitem, "Send later");
  EXPECT_EQ(headless::find(Role::menuitem, "In 2 hours")->node.flags & platform::node_disabled, 0u);
  EXPECT_FALSE(headless::press(Role::menuitem, "In 4 hours")) << headless::dump();
  EXPECT_FALSE(headless::press(Role::menuitem, "Tomorrow morning"));
  EXPECT_NE(saying("In 4 hours, "), nullptr);
  EXPECT_NE(saying("WhatsApp's 24 hours are over by then"), nullptr);
  EXPECT_NE(saying("within 24 hours of the customer's last message, until 22 "), nullptr);
  press(Role::menuitem, "Another time");
  headless::type("Day and time", "2026-09-23T09:00");
  press_in_dialog("Send later");
  EXPECT_NE(saying("within 24 hours of the customer's last message, until 22 "), nullptr);
  EXPECT_FALSE(desk.last_message());
  headless::type("Day and time", "2026-09-22T13:00");
  press_in_dialog("Send later");
  EXPECT_NE(saying("Waits until"), nullptr);
}

TEST_F(Composer, C16_UndoSendHoldsNothingPastWhatsAppsWindow) {
  headless::record().storage["preferences"] = R"({"undo_seconds":30})";
  open(Channel::whatsapp);
  desk.pass(24 * limits::hour_ms - 10'000);
  type("Reply", "Just in time");
  enter("Reply");
  EXPECT_TRUE(desk.last_message());
  EXPECT_EQ(saying("Sending in"), nullptr);
}

TEST_F(Composer, UndoSendHoldsAReplyForTheSecondsChosenAndTakesItBack) {
  headless::record().storage["preferences"] = R"({"undo_seconds":10})";
  open();
  type("Reply", "Oops");
  enter("Reply");
  EXPECT_NE(saying("Sending in 10 s"), nullptr);
  press(Role::button, "Undo");
  EXPECT_EQ(text_of("Reply"), "Oops");
  EXPECT_NE(saying("Cancelled"), nullptr);
}

TEST_F(Composer, AFailedMessageGoesByAnotherChannelOfTheSamePerson) {
  open(Channel::whatsapp);
  desk.customer_writes(1, "Maya Brown", "And by SMS");
  press(Role::listitem, "Maya");
  type("Reply", "On its way.");
  enter("Reply");
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  desk.settle();
  const MessageId failed = desk.last_message();
  ASSERT_NE(headless::find(Role::button, "Send again"), nullptr);
  press(Role::button, "Send by WhatsApp");
  EXPECT_NE(desk.last_message(), failed);
}

TEST_F(Composer, D6_WhatFailedIsNotOfferedByWhatsAppToWhoNeverWroteThere) {
  open();
  type("Reply", "On its way.");
  enter("Reply");
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  desk.settle();
  ASSERT_NE(headless::find(Role::button, "Send again"), nullptr);
  EXPECT_EQ(headless::find(Role::button, "Send by WhatsApp"), nullptr) << headless::dump();
}

TEST_F(Composer, ShiftRSendsAFailedMessageAgain) {
  open();
  type("Reply", "On its way.");
  enter("Reply");
  desk.provider_reports(desk.last_message(), Delivery::failed, 30003);
  desk.settle();
  headless::record().focused = 0;
  headless::key("R", platform::key_shift);
  desk.settle();
  EXPECT_EQ(headless::find(Role::button, "Send again"), nullptr);
}

// ---- templates

TEST_F(Composer, D27_D76_AClosedWindowLeavesTemplatesOnly) {
  approved("Delivery", "Hello {{customer_name}}, your order {{order}} is here.", {"customer_name", "order"});
  approved("Draft one", "Not yet", {}, Approval::pending);
  open(Channel::whatsapp);
  desk.pass(25 * limits::hour_ms);
  desk.settle();
  press(Role::button, "Choose a template");
  ASSERT_NE(headless::find(Role::option, "Delivery"), nullptr);
  EXPECT_FALSE(headless::press(Role::option, "Draft one")) << "only approved ones";
  EXPECT_NE(saying("Awaits approval"), nullptr);
  EXPECT_NE(saying("WhatsApp usually decides within 24 to 48 hours"), nullptr);
  press(Role::option, "Delivery");
  EXPECT_EQ(text_of("customer_name"), "Maya Brown");
  press_in_dialog("Send");
  EXPECT_NE(saying("There is no value for {{order}}"), nullptr);
  EXPECT_FALSE(desk.last_message());
  headless::type("order", "A-17");
  EXPECT_NE(saying("Hello Maya Brown, your order A-17 is here."), nullptr) << "the preview";
  press_in_dialog("Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_EQ(headless::find(Role::dialog, "Delivery"), nullptr);
}

TEST_F(Composer, D26_WithoutAnyTemplateTheDialogSaysWhatToDo) {
  open(Channel::whatsapp);
  press(Role::button, "Templates");
  EXPECT_NE(saying("No template can be used here"), nullptr);
}

// ---- choices

TEST_F(Composer, C15_UpToTenChoicesAreOfferedAndEveryMistakeHasItsOwnSentence) {
  open();
  press(Role::button, "Offer choices");
  press_in_dialog("Send");
  EXPECT_NE(saying("Write the question first."), nullptr);
  const auto refused = [](std::string_view field, std::string_view why) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown && (shown->node.flags & platform::node_invalid) != 0 && shown->description.find(why) != std::string::npos && headless::record().focused == shown->node.id;
  };
  EXPECT_TRUE(refused("Question", "Write the question first.")) << headless::dump();
  headless::type("Question", "When shall we come?");
  press_in_dialog("Send");
  EXPECT_NE(saying("Write at least one choice."), nullptr);
  EXPECT_TRUE(refused("Choice 1", "Write at least one choice.")) << headless::dump();
  for (int i = 1; i <= 10; ++i) ASSERT_TRUE(headless::type("Choice " + std::to_string(i), "Day " + std::to_string(i == 10 ? 1 : i))) << i;
  EXPECT_EQ(headless::find(Role::textbox, "Choice 11"), nullptr);
  press_in_dialog("Send");
  EXPECT_NE(saying("is there twice"), nullptr);
  EXPECT_TRUE(refused("Choice 10", "is there twice")) << headless::dump();
  headless::type("Choice 10", "A day whose name is far too long");
  press_in_dialog("Send");
  EXPECT_NE(saying("at most 24 characters"), nullptr);
  headless::type("Choice 10", "Day 10");
  press_in_dialog("Send");
  EXPECT_TRUE(desk.last_message());
  EXPECT_EQ(headless::find(Role::dialog, "Offer choices"), nullptr);
}

}  // namespace
}  // namespace tributary
