// An agent's actions beside answering: assigning to teams, snoozing, tags, search, writing first, knowing the person.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/header_scan.h"
#include "web/app/people_bodies.h"
#include "web/app/zone_now.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

const headless::ShownNode* saying(std::string_view words) {
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.name.find(words) != std::string::npos) return &shown;
  return nullptr;
}

std::string name_of(Role role, std::string_view begins) {
  const headless::ShownNode* shown = headless::find(role, begins);
  return shown ? shown->name : "none";
}

const headless::Request* request_to(std::string_view path) {
  for (const headless::Request& one : headless::record().requests)
    if (one.path.substr(0, path.size()) == path) return &one;
  return nullptr;
}

struct People : AtDesk {
  ConversationId here;
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    here = desk.conversation_of(1);
    desk.customer_writes(2, "Jürgen Müller", "The red boots, please");
    ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {}}, {}));
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  void choose(std::string_view option) {
    ASSERT_TRUE(headless::press(Role::option, option)) << option << "\n" << headless::dump();
    desk.settle();
  }
};

// ---- actions
TEST_F(People, D28_AConversationIsAssignedToATeamFromTheSameMenuAsToAPerson) {
  press(Role::button, "Assign");
  press(Role::menuitem, "Returns");
  EXPECT_FALSE(headless::find(Role::menu, ""));
  EXPECT_TRUE(saying("Assigned to Returns")) << headless::dump();
  EXPECT_NE(name_of(Role::listitem, "Maya").find(", Returns"), std::string::npos) << "nobody's yet, but a team's: " << name_of(Role::listitem, "Maya");
  press(Role::button, "Assign");
  EXPECT_NE(headless::find(Role::menuitem, "Returns")->node.flags & platform::node_current, 0u);
  press(Role::menuitem, "Unassign");
  EXPECT_FALSE(saying("Assigned to Returns"));
  EXPECT_EQ(name_of(Role::listitem, "Maya").find("Returns"), std::string::npos);
}

TEST_F(People, D35_TheSnoozeMenuHasExactlyTheFiveChoicesInTheAgentsOwnTimeZone) {
  headless::record().zone_minutes = 120;  // and an hour less from Sunday the 27th, 01:00 UTC, on
  headless::record().zone_minutes_after = 60;
  headless::record().zone_changes_ms = static_cast<double>(Desk::morning) + 5 * 86'400'000.0 + 38'800'000.0;
  key("b");
  EXPECT_EQ(name_of(Role::menuitem, "1 hour"), "1 hour, 15:13");
  EXPECT_EQ(name_of(Role::menuitem, "2 hours"), "2 hours, 16:13");
  EXPECT_EQ(name_of(Role::menuitem, "4 hours"), "4 hours, 18:13");
  // The times are those of the clock that words them, here always UTC's.
  EXPECT_EQ(name_of(Role::menuitem, "Tomorrow").find("Tomorrow 07:00, "), 0u) << name_of(Role::menuitem, "Tomorrow");
  EXPECT_EQ(name_of(Role::menuitem, "Next Monday").find("Next Monday 08:00, "), 0u) << "after the clocks have changed";
  EXPECT_TRUE(headless::find(Role::menuitem, "Until a date and time"));
  EXPECT_FALSE(headless::find(Role::menuitem, "Unsnooze"));
}

TEST_F(People, D36_SnoozingIsShownIsTakenBackAndEndsByItself) {
  key("b");
  press(Role::menuitem, "2 hours");
  EXPECT_TRUE(saying("Snoozed until 16:13")) << headless::dump();
  key("z");
  EXPECT_FALSE(saying("Snoozed until 16:13 ·"));
  key("b");
  press(Role::menuitem, "1 hour");
  key("b");
  press(Role::menuitem, "Unsnooze");
  key("b");
  EXPECT_FALSE(headless::find(Role::menuitem, "Unsnooze"));
  press(Role::menuitem, "1 hour");
  desk.pass(limits::hour_ms + 1000);
  press(Role::button, "6 changes");
  EXPECT_TRUE(saying("The snooze has ended")) << headless::dump();
}

TEST_F(People, D35_ADateInThePastHasItsSentenceAndStaysAsTyped) {
  key("b");
  press(Role::menuitem, "Until a date and time");
  ASSERT_TRUE(headless::find(Role::dialog, "Until a date and time"));
  headless::type("Date and time", "2026-09-20T09:00");
  headless::enter("Date and time");
  desk.settle();
  EXPECT_TRUE(saying("That time has already passed"));
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Date and time")->node.id), "2026-09-20T09:00");
  headless::type("Date and time", "");
  headless::enter("Date and time");
  EXPECT_TRUE(saying("Choose a date and a time."));
  headless::type("Date and time", "2026-09-30T09:00");
  headless::enter("Date and time");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(saying("Snoozed until")) << headless::dump();
}

TEST(ZoneNow, ALocalTimeIsReadOnThePersonsOwnClockAlsoAroundAChange) {
  Desk desk;
  headless::record().zone_minutes = 120;
  headless::record().zone_minutes_after = 60;
  headless::record().zone_changes_ms = static_cast<double>(parse_iso("2026-10-25T01:00Z")->ms);
  EXPECT_EQ(iso_text(*app::instant_of_field("2026-10-24T09:00")), "2026-10-24T07:00:00.000Z");
  EXPECT_EQ(iso_text(*app::instant_of_field("2026-10-26T09:00")), "2026-10-26T08:00:00.000Z");
  EXPECT_FALSE(app::instant_of_field(""));
  EXPECT_FALSE(app::instant_of_field("2026-02-31T09:00"));
}

TEST_F(People, D32_ATagIsCreatedWhereItIsSearchedAndPutOnTheConversation) {
  key("l");
  ASSERT_TRUE(headless::find(Role::dialog, "Tags"));
  headless::type("Find or create a tag", "Urgent");
  choose("Create “Urgent”");
  EXPECT_TRUE(headless::find(Role::dialog, "Tags")) << "more than one can be put on";
  EXPECT_EQ(name_of(Role::option, "Urgent"), "Urgent, chosen");
  choose("Urgent");
  EXPECT_EQ(name_of(Role::option, "Urgent"), "Urgent");
}

TEST_F(People, D79_D80_D81_ATagIsDescribedColouredArchivedAndRestoredWithoutLosingItsHistory) {
  key("l");
  headless::type("Find or create a tag", "Urgent");
  choose("Create “Urgent”");
  press(Role::button, "Edit “Urgent”");
  headless::type("Name", "");
  headless::enter("Name");
  EXPECT_TRUE(saying("The name is missing"));
  headless::type("Name", "Very urgent");
  headless::type("Description", "Answer within the hour");
  press(Role::radio, "Red");
  headless::enter("Name");
  desk.settle();
  EXPECT_EQ(name_of(Role::option, "Very urgent"), "Very urgent, Answer within the hour, chosen") << headless::dump();
  press(Role::button, "Edit “Very urgent”");
  press(Role::button, "Archive");
  EXPECT_TRUE(headless::find(Role::option, "Very urgent")) << "the conversation keeps it";
  choose("Very urgent");
  ASSERT_TRUE(headless::find(Role::option, "Very urgent"));
  choose("Very urgent");  // now among the archived ones: restores it
  choose("Very urgent");
  EXPECT_EQ(name_of(Role::option, "Very urgent"), "Very urgent, Answer within the hour, chosen");
}

// ---- search
TEST(HeaderSearch, FoldsCaseAndAccentsOfManyScripts) {
  EXPECT_EQ(search_fold("Jürgen MÜLLER Łódź Ångström"), "jurgen muller lodz angstrom");
  EXPECT_EQ(search_fold("Олена ΑΒΓ 佐藤"), "олена αβγ 佐藤");
}

TEST_F(People, SearchFindsHeadersAtOnceResolvedAndSnoozedOnesToo) {
  ASSERT_TRUE(desk.command(Resolve{desk.conversation_of(2)}, desk.me));
  key("/");
  ASSERT_TRUE(headless::find(Role::dialog, "Search"));
  headless::type("Search conversations", "muller");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::option, "Jürgen Müller")) << headless::dump();
  EXPECT_TRUE(saying("Resolved"));
  headless::type("Search conversations", "status:resolved");
  EXPECT_TRUE(headless::find(Role::option, "Jürgen Müller"));
  EXPECT_FALSE(headless::find(Role::option, "Maya"));
  headless::type("Search conversations", "-muller");
  EXPECT_FALSE(headless::find(Role::option, "Jürgen"));
  headless::type("Search conversations", "before:yesterdy");
  EXPECT_TRUE(saying("write a date as"));
  headless::type("Search conversations", "muller");
  headless::enter("Search conversations");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(headless::find(Role::heading, "Jürgen Müller"));
}

TEST_F(People, SearchAsksTheRelayAfterAPauseAndJumpsToTheMessage) {
  key("/");
  headless::type("Search conversations", "red boots");
  EXPECT_FALSE(request_to("/api/v1/search")) << "not for every key";
  headless::pass(200);
  const headless::Request* asked = request_to("/api/v1/search?q=red%20boots&utcOffset=0");
  ASSERT_TRUE(asked);
  const std::string conversation = to_text(desk.conversation_of(2));
  const std::string hit = R"({"conversationId":")" + conversation + R"(","messageId":"msg_00000000000000000000000000","contactName":"Jürgen","at":"2026-09-21T14:00:00.000Z",)"
                          R"("snippet":[{"text":"The ","hit":false},{"text":"red boots","hit":true},{"text":", please","hit":false}]})";
  headless::answer(200, R"({"items":[)" + hit + R"(],"nextCursor":"7","problems":[],"complete":true})");
  desk.settle();
  EXPECT_TRUE(saying("The red boots, please")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::option, "Show more messages"));
  choose("Jürgen Müller, The red boots");
  EXPECT_TRUE(headless::find(Role::heading, "Jürgen Müller"));
}

TEST_F(People, TheRelayIsToldWhichTimeWasKeptOnTheDaysThatAreNamed) {
  headless::record().zone_minutes = 120;
  headless::record().zone_minutes_after = 60;
  headless::record().zone_changes_ms = static_cast<double>(parse_iso("2026-10-25T01:00Z")->ms);
  key("/");
  headless::type("Search conversations", "boots after:2026-10-25 before:2026-10-26");
  headless::pass(200);
  const headless::Request* asked = request_to("/api/v1/search");
  ASSERT_TRUE(asked);
  EXPECT_NE(asked->path.find("&utcOffset=120&afterOffset=120&beforeOffset=60"), std::string::npos) << asked->path;
}

TEST_F(People, AnAnswerToAnEarlierQuestionIsThrownAway) {
  key("/");
  headless::type("Search conversations", "red");
  headless::pass(200);
  headless::type("Search conversations", "blue");
  headless::pass(200);
  headless::answer(200, R"({"items":[{"conversationId":")" + to_text(here) + R"(","snippet":[{"text":"red","hit":true}],"at":"2026-09-21T14:00:00.000Z"}],"nextCursor":null})");
  EXPECT_FALSE(headless::find(Role::option, "Maya, red"));
  headless::answer(503, "{}");
  desk.settle();
  EXPECT_TRUE(saying("The server could not be asked"));
}

// ---- writing first
TEST_F(People, A44_D52_WhatIsTypedBecomesANumberAndAKnownOneJoinsItsConversation) {
  key("c");
  ASSERT_TRUE(headless::find(Role::dialog, "New conversation"));
  headless::type("Recipient's number", "call me");
  EXPECT_TRUE(saying("This is not a phone number that can be written to"));
  headless::type("Recipient's number", "(555) 010-0109");
  desk.settle();
  EXPECT_TRUE(saying("nobody has written with this number yet")) << headless::dump();
  headless::type("Recipient's number", "1 555 010 0101");
  desk.settle();
  EXPECT_TRUE(saying("is Maya. The message joins the conversation")) << headless::dump();
  headless::enter("Recipient's number");
  EXPECT_TRUE(saying("The message is empty"));
  headless::type("Message", "Good morning");
  headless::enter("Recipient's number");
  const headless::Request* asked = request_to("/api/v1/conversations");
  ASSERT_TRUE(asked);
  EXPECT_NE(asked->body.find(R"("to":"+15550100101")"), std::string::npos);
  EXPECT_NE(asked->body.find(R"("message":"Good morning")"), std::string::npos);
  headless::answer(422, R"({"error":{"code":"opted_out","message":"This customer has opted out."}})");
  desk.settle();
  EXPECT_TRUE(saying("This customer has opted out."));
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Message")->node.id), "Good morning");
  headless::enter("Recipient's number");
  headless::answer(202, R"({"conversation":{"id":")" + to_text(here) + R"("}})");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(headless::find(Role::heading, "Maya"));
}

TEST_F(People, D53_TheFirstMessageOnWhatsAppIsAnApprovedTemplateWithAllItsValues) {
  MessageTemplate greeting;
  greeting.id = TemplateId{9, 1}, greeting.name = "greeting", greeting.body = "Hello {{name}}", greeting.variables = {"name"};
  greeting.content_sid = "HX00000000000000000000000000000001", greeting.approval = Approval::approved;
  ASSERT_TRUE(desk.command(ConfigureTemplate{greeting}, {}));
  key("c");
  press(Role::radio, "WhatsApp");
  headless::type("Recipient's number", "+49 30 123456");
  desk.settle();
  EXPECT_TRUE(saying("WhatsApp takes only an approved template here"));
  EXPECT_FALSE(headless::find(Role::textbox, "Message"));
  headless::enter("Recipient's number");
  EXPECT_TRUE(saying("Choose a template."));
  press(Role::radio, "greeting");
  headless::enter("Recipient's number");
  EXPECT_TRUE(saying("“name” has no value"));
  headless::type("Value of name", "Ada");
  EXPECT_TRUE(saying("Hello Ada"));
  headless::enter("Recipient's number");
  const headless::Request* asked = request_to("/api/v1/conversations");
  ASSERT_TRUE(asked);
  EXPECT_NE(asked->body.find(R"("values":{"name":"Ada"})"), std::string::npos) << asked->body;
  EXPECT_EQ(asked->body.find("message"), std::string::npos);
}

TEST_F(People, AConversationBegunAndLeftIsThereAgain) {
  key("c");
  headless::type("Message", "Half a sentence");
  key("Escape");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  key("c");
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Message")->node.id), "Half a sentence");
}

// ---- the person
TEST_F(People, D8_AttributesAreChangedWhereTheyStand) {
  press(Role::button, "Edit attributes");
  headless::type("Attribute", "Plan");
  headless::type("Value", "Gold");
  press(Role::button, "Add a line");
  press(Role::button, "Save");
  EXPECT_TRUE(headless::find(Role::label, "Plan"));
  EXPECT_TRUE(headless::find(Role::label, "Gold")) << headless::dump();
  press(Role::button, "Edit attributes");
  headless::type("Attribute", "");
  press(Role::button, "Save");
  EXPECT_TRUE(saying("A value has no name"));
  const headless::ShownNode* name = headless::find(Role::textbox, "Attribute");
  EXPECT_NE(name->node.flags & platform::node_invalid, 0u);
  EXPECT_NE(name->description.find("A value has no name"), std::string::npos) << name->description;
  EXPECT_EQ(headless::find(Role::textbox, "Value")->node.flags & platform::node_invalid, 0u) << "the value is not what is wrong";
  EXPECT_EQ(headless::record().focused, name->node.id);
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Value")->node.id), "Gold");
}

TEST_F(People, TwoContactsAreMergedAfterAPreviewAndSetApartAgain) {
  press(Role::button, "Merge with another contact");
  headless::type("Find the other contact", "muller");
  desk.settle();
  choose("Jürgen Müller");
  ASSERT_TRUE(headless::find(Role::dialog, "Merge contacts"));
  EXPECT_TRUE(saying("Name and details stay"));
  press_only(Role::button, "Merge");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(saying("Set Jürgen Müller apart again")) << headless::dump();
  key("z");
  EXPECT_FALSE(saying("Set Jürgen Müller apart again"));
}

TEST_F(People, C12_D50_TheContactPageHasTheConversationInIt) {
  press(Role::button, "Open contact page");
  EXPECT_EQ(headless::record().address.substr(0, 14), "#/contact/ctc_");
  EXPECT_TRUE(headless::find(Role::log, "Messages"));
  EXPECT_TRUE(headless::find(Role::textbox, "Reply"));
  EXPECT_TRUE(headless::find(Role::heading, "All conversations"));
  press(Role::button, "Back to the list");
  EXPECT_EQ(headless::record().address.substr(0, 5), "#/all");
}

TEST_F(People, D48_D49_ACustomerRecordIsFoundLinkedShownAndLetGo) {
  press(Role::button, "Link customer record");
  ASSERT_TRUE(request_to("/api/v1/customers?q="));
  headless::answer(200, R"({"items":[]})");
  headless::type("Find a customer", "Northwind");
  headless::pass(200);
  ASSERT_TRUE(request_to("/api/v1/customers?q=Northwind"));
  headless::answer(200, R"({"items":[]})");
  desk.settle();
  choose("New record “Northwind”");
  headless::type("Web address", "javascript:alert(1)");
  headless::enter("Name");
  EXPECT_TRUE(saying("A web address begins with"));
  headless::type("Web address", "https://northwind.example");
  headless::enter("Name");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::label, "Northwind"));
  press(Role::button, "Unlink");
  EXPECT_TRUE(headless::find(Role::label, "Not linked to a customer record"));
  key("z");
  EXPECT_TRUE(headless::find(Role::label, "Northwind"));
}

TEST_F(People, NotesAboutThePersonAreTheTeamsOwn) {
  press(Role::button, "Add a note");
  headless::type("Note about the person", "Prefers calls");
  press(Role::button, "Save");
  EXPECT_TRUE(saying("Prefers calls"));
  press(Role::button, "Edit note");
  ASSERT_TRUE(headless::find(Role::dialog, "Edit note")) << headless::dump();
  key("Escape");
  press(Role::button, "Delete note");
  EXPECT_FALSE(saying("Prefers calls"));
}

TEST_F(People, NotesAboutThePersonAreSelectedAndCopiedLikeMessages) {
  const std::string written = "Prefers  calls\n\nSee https://example.com";
  ASSERT_TRUE(desk.command(AddNote{{}, desk.contact_of(1), written, {}}, desk.colleague));
  desk.settle();
  const headless::ShownNode *first = headless::find(Role::line, "Prefers  calls"), *last = headless::find(Role::line, "See https"), *note = headless::find(Role::article, "Private note, Sam Agent");
  ASSERT_TRUE(first && last && note) << headless::dump();
  EXPECT_EQ(first->node.parent, note->node.id);
  EXPECT_EQ(last->node.position, 16) << "where the line begins in the note";
  EXPECT_EQ(last->value, "4\t23\t1\thttps://example.com\thttps://example.com\n");
  EXPECT_EQ(note->value, written) << "what a copy is cut from";
  EXPECT_EQ(note->description, "(Private note) Sam Agent");
}

}  // namespace
}  // namespace tributary
