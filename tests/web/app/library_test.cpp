// The page of saved replies, tags and teams as somebody at it meets it: what is listed, what its forms say, what comes back.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"
#include "web/app/address.h"
#include "web/app/composer_text.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

// How far down the page the first node stands that says this; -1: nowhere.
int place_of(std::string_view words) {
  const auto& nodes = headless::record().nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].name.find(words) != std::string::npos) return static_cast<int>(i);
  return -1;
}

bool says(std::string_view words) { return place_of(words) >= 0; }

std::string row(std::string_view begins) {
  const headless::ShownNode* shown = headless::find(Role::listitem, begins);
  return shown ? shown->name : "none";
}

std::string text_of(std::string_view field) {
  const headless::ShownNode* shown = headless::find(Role::textbox, field);
  return shown ? platform::field_text(shown->node.id) : "no such field";
}

struct Library : AtDesk {
  void open(std::string_view address, bool admin = false) {
    desk.admin = admin;
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page(address);
  }
  void does(const Command& command) {
    ASSERT_TRUE(desk.command(command, desk.me));
    desk.settle();
  }
  void type(std::string_view field, std::string_view text) {
    ASSERT_TRUE(headless::type(field, text)) << field << "\n" << headless::dump();
    desk.settle();
  }
  bool in_dialog() { return headless::find(Role::dialog, "") != nullptr; }
};

// ---- saved replies

TEST_F(Library, D73_ASavedReplyIsWrittenFoundChangedDeletedAndBroughtBack) {
  open("#/replies");
  EXPECT_TRUE(says("No saved replies yet")) << headless::dump();
  press(Role::button, "New saved reply");
  type("Title", "Thanks");
  type("Shortcut", "/thx");
  type("Folder", "Manners");
  type("Text", "Thank you!\nWe will see to it.");
  press_only("Save");
  EXPECT_FALSE(in_dialog());
  EXPECT_EQ(row("Thanks"), "Thanks, /thx, Manners · Thank you! We will see to it.") << "an agent who is no admin may";
  does(SaveReply{{}, "bye", "Goodbye", "See you", {}});
  type("Find in this list", "see to");
  EXPECT_EQ(row("Goodbye"), "none");
  EXPECT_NE(row("Thanks"), "none") << "found by its text";
  type("Find in this list", "quarterly");
  EXPECT_TRUE(says("Nothing found for “quarterly”"));
  type("Find in this list", "");
  press(Role::button, "Edit: Thanks");
  EXPECT_EQ(text_of("Text"), "Thank you!\nWe will see to it.");
  type("Title", "Many thanks");
  press_only("Save");
  EXPECT_NE(row("Many thanks, /thx"), "none");
  press(Role::button, "Delete: Many thanks");
  EXPECT_EQ(row("Many thanks"), "none");
  EXPECT_TRUE(says("“Many thanks” deleted"));
  EXPECT_EQ(headless::record().focused, headless::find(Role::button, "Edit: Goodbye")->node.id) << "the row beside it has the focus now";
  press(Role::button, "Undo");
  EXPECT_NE(row("Many thanks, /thx"), "none") << headless::dump();
}

TEST_F(Library, WhatIsWrongStandsAtItsFieldAndNothingTypedIsLost) {
  open("#/replies");
  does(SaveReply{{}, "bye", "Goodbye", "See you", {}});
  press(Role::button, "New saved reply");
  press_only("Save");
  EXPECT_GT(place_of("Give it a title."), place_of("Title"));
  EXPECT_LT(place_of("Give it a title."), place_of("Shortcut after /"));
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "Title")->node.id);
  type("Title", "Farewell");
  EXPECT_FALSE(says("Give it a title."));
  type("Shortcut", "BYE");
  type("Text", "Take care");
  press_only("Save");
  EXPECT_TRUE(says("“Goodbye” has this shortcut already")) << headless::dump();
  EXPECT_LT(place_of("has this shortcut already"), place_of("Folder (optional)"));
  for (const char* shortcut : {"see you", "a/b", "aVeryLongShortcutThatNobodyWouldEverTypeAfterASlash"}) {
    type("Shortcut", shortcut);
    press_only("Save");
    EXPECT_TRUE(says("A shortcut is one short word")) << shortcut;
  }
  type("Shortcut", "care");
  type("Text", "  ");
  press_only("Save");
  EXPECT_TRUE(says("Write the text of the reply."));
  const std::string long_text(limits::message_characters_max + 1, 'x');
  type("Text", long_text);
  press_only("Save");
  EXPECT_TRUE(says("This has 1601 characters; at most 1600")) << headless::dump();
  EXPECT_EQ(text_of("Text"), long_text);
  EXPECT_EQ(text_of("Title"), "Farewell");
  type("Text", "Take care");
  type("Title", std::string(limits::name_characters_max + 1, 't'));
  press_only("Save");
  EXPECT_TRUE(says("This has 201 characters"));
  type("Title", "Farewell");
  press_only("Save");
  EXPECT_FALSE(in_dialog()) << headless::dump();
  EXPECT_NE(row("Farewell, /care"), "none");
}

TEST_F(Library, D74_TheFormTellsWhichBlanksFillThemselvesAndHowACustomerWouldReadIt) {
  open("#/all");
  headless::press(Role::listitem, "Maya");
  desk.settle();
  headless::key("g");
  headless::key("r");
  desk.settle();
  press(Role::button, "New saved reply");
  type("Text", "Hello ");
  press(Role::button, "Insert {{first_name}}");
  EXPECT_EQ(text_of("Text"), "Hello {{first_name}}");
  EXPECT_TRUE(says("Filled in by itself: {{first_name}}")) << headless::dump();
  EXPECT_TRUE(says("As Maya Brown would read it: Hello Maya"));
  EXPECT_FALSE(says("Filled in from an attribute"));
  type("Text", "Hello {{first_name}}, {{order}} and {{city|your town}}");
  EXPECT_TRUE(says("Filled in by itself: {{first_name}}, {{city|your town}}")) << headless::dump();
  EXPECT_GT(place_of("{{order}}"), place_of("Filled in by itself"));
}

TEST(BlanksOffered, EveryOneOfThemFillsItselfHoweverItIsSpelled) {
  for (const std::string_view name : app::blanks_offered()) EXPECT_TRUE(app::fills_itself(name)) << name;
  EXPECT_TRUE(app::fills_itself("Contact.First Name"));
  EXPECT_TRUE(app::fills_itself("order|the order"));
  EXPECT_FALSE(app::fills_itself("order"));
  EXPECT_FALSE(app::fills_itself("order| "));
}

TEST_F(Library, EveryBlankOfferedHasAValueInAConversation) {
  open("#/all");
  headless::press(Role::listitem, "Maya");
  desk.settle();
  std::string all;
  for (const std::string_view name : app::blanks_offered()) all += "{{" + std::string(name) + "}} ";
  does(SaveReply{{}, "all", "All of them", all, {}});
  type("Reply", "/all");
  ASSERT_TRUE(headless::enter("Reply"));
  desk.settle();
  EXPECT_NE(text_of("Reply").find("Maya"), std::string::npos) << text_of("Reply");
  EXPECT_EQ(text_of("Reply").find("{{"), std::string::npos) << text_of("Reply");
}

TEST_F(Library, WhatSomebodyElseDeletedMeanwhileIsKeptAsANewOne) {
  open("#/replies");
  does(SaveReply{{}, "bye", "Goodbye", "See you", {}});
  press(Role::button, "Edit: Goodbye");
  type("Text", "See you soon");
  does(RemoveSavedReply{desk.last_saved_reply()});
  EXPECT_TRUE(says("Somebody has deleted this meanwhile"));
  EXPECT_EQ(text_of("Text"), "See you soon");
  press_only("Save");
  EXPECT_EQ(row("Goodbye"), "Goodbye, /bye, See you soon");
}

TEST_F(Library, WhoeverWasSlowerWithAShortcutFindsWhatTheyTypedInTheFormAgain) {
  open("#/replies");
  desk.cut();
  press(Role::button, "New saved reply");
  type("Title", "Farewell");
  type("Shortcut", "bye");
  type("Text", "Take care");
  press_only("Save");
  EXPECT_NE(row("Farewell, /bye"), "none") << "shown at once, although nobody knows of it yet";
  ASSERT_TRUE(desk.command(SaveReply{{}, "bye", "Goodbye", "See you", {}}, desk.colleague));
  desk.pass(1'000);
  desk.connect();
  EXPECT_EQ(row("Farewell"), "none");
  ASSERT_TRUE(in_dialog()) << headless::dump();
  EXPECT_TRUE(says("“Goodbye” has this shortcut already"));
  EXPECT_EQ(text_of("Text"), "Take care");
  type("Shortcut", "farewell");
  press_only("Save");
  EXPECT_EQ(row("Farewell"), "Farewell, /farewell, Take care");
}

TEST_F(Library, OfManyRepliesOnlyWhatIsNearIsDrawn) {
  open("#/replies");
  for (int i = 0; i < 120; ++i) ASSERT_TRUE(desk.command(SaveReply{{}, "s" + std::to_string(i), "Reply " + std::to_string(1000 + i), "Text", {}}, desk.me));
  desk.settle();
  int drawn = 0;
  for (const headless::ShownNode& shown : headless::record().nodes) drawn += shown.node.role == Role::listitem;
  EXPECT_GT(drawn, 10);
  EXPECT_LT(drawn, 60);
  EXPECT_EQ(headless::find(Role::listitem, "Reply 1000")->node.set_size, 120);
  type("Find in this list", "1119");
  EXPECT_NE(row("Reply 1119"), "none");
}

TEST_F(Library, TheListAtTheCaretLeadsThereAndTakesItsSlashBack) {
  open("#/all");
  headless::press(Role::listitem, "Maya");
  desk.settle();
  does(SaveReply{{}, "bye", "Goodbye", "See you", {}});
  type("Reply", "Well /");
  ASSERT_TRUE(headless::find(Role::option, "/bye"));
  press(Role::option, "Manage saved replies");
  EXPECT_TRUE(headless::find(Role::heading, "Saved replies")) << headless::dump();
  EXPECT_NE(row("Goodbye"), "none");
  press(Role::link, "All");
  headless::press(Role::listitem, "Maya");
  desk.settle();
  EXPECT_EQ(text_of("Reply"), "Well ");
  type("Reply", "/etc");
  EXPECT_FALSE(headless::find(Role::option, "Manage saved replies")) << "nothing is called like that: it is sent as it stands";
}

// ---- tags

TEST_F(Library, D79_D80_D81_ATagIsMadeCountedArchivedAndRestoredWithItsHistory) {
  open("#/tags");
  press(Role::button, "New tag");
  type("Name", "Urgent");
  type("Description", "Answer within the hour");
  press(Role::radio, "Red");
  press_only("Save");
  EXPECT_EQ(row("Urgent"), "Urgent, Answer within the hour");
  does(TagConversation{desk.conversation_of(1), desk.last_tag()});
  desk.pass(1'100);
  EXPECT_EQ(row("Urgent"), "Urgent, 1 conversation, Answer within the hour") << headless::dump();
  press(Role::button, "1 conversation: Urgent");
  EXPECT_NE(headless::record().address.find("tag="), std::string::npos) << headless::record().address;
  EXPECT_NE(row("Maya Brown"), "none");
  headless::key("g");
  headless::key("r");
  desk.settle();
  press(Role::button, "New tag");
  type("Name", "URGENT");
  press_only("Save");
  EXPECT_LT(place_of("There is already one of that name."), place_of("Description")) << headless::dump();
  press_only("Cancel");
  press(Role::button, "Archive: Urgent");
  EXPECT_EQ(row("Urgent"), "Urgent, Archived, 1 conversation, Answer within the hour") << "the conversation keeps it";
  press(Role::button, "Restore: Urgent");
  EXPECT_EQ(row("Urgent"), "Urgent, 1 conversation, Answer within the hour");
  press(Role::button, "Edit: Urgent");
  type("Name", "Very urgent");
  press_only("Save");
  EXPECT_FALSE(in_dialog()) << "back to the list, not to the picker of a conversation";
  EXPECT_NE(row("Very urgent, 1 conversation"), "none");
}

// ---- teams

TEST_F(Library, D28_AnAdminMakesATeamNamesItsMembersAndArchivesIt) {
  open("#/teams", true);
  press(Role::button, "New team");
  press_only("Save");
  EXPECT_TRUE(says("The name is missing"));
  type("Name", "Returns");
  press(Role::toggle, "Sam Agent");
  press_only("Save");
  EXPECT_EQ(row("Returns"), "Returns, Sam Agent");
  does(Assign{desk.conversation_of(1), {}, desk.last_team()});
  desk.pass(1'100);
  EXPECT_EQ(row("Returns"), "Returns, 1 conversation, Sam Agent");
  press(Role::button, "Edit: Returns");
  EXPECT_NE(headless::find(Role::toggle, "Sam Agent")->node.flags & platform::node_checked, 0u);
  EXPECT_TRUE(says("Nothing more can be assigned to an archived team.")) << headless::dump();
  type("Name", "Returns and repairs");
  press(Role::toggle, "Sam Agent");
  press(Role::toggle, "Ada Admin");
  press_only("Save");
  EXPECT_EQ(row("Returns"), "Returns and repairs, 1 conversation, Ada Admin");
  press(Role::button, "Archive: Returns");
  EXPECT_EQ(row("Returns"), "Returns and repairs, Archived, 1 conversation, Ada Admin");
  press(Role::button, "Undo");
  EXPECT_EQ(row("Returns"), "Returns and repairs, 1 conversation, Ada Admin") << "with its members";
}

TEST_F(Library, AnAgentSeesTheTeamsAndChangesNone) {
  open("#/teams");
  ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {desk.colleague.agent}}, Actor{ActorKind::system, {}}));
  desk.settle();
  EXPECT_EQ(row("Returns"), "Returns, Sam Agent");
  EXPECT_TRUE(says("Only an admin changes them."));
  EXPECT_FALSE(headless::find(Role::button, "New team"));
  EXPECT_FALSE(headless::find(Role::button, "Edit: Returns"));
  EXPECT_FALSE(headless::find(Role::button, "Archive: Returns"));
}

// ---- ways there

TEST_F(Library, OpensFromThePreferencesAndEveryPartHasAnAddress) {
  open("#/preferences");
  press(Role::button, "Manage…");
  EXPECT_EQ(headless::record().address, "#/replies");
  press(Role::radio, "Teams");
  EXPECT_EQ(headless::record().address, "#/teams");
  press(Role::radio, "Tags");
  EXPECT_EQ(headless::record().address, "#/tags");
  EXPECT_TRUE(headless::find(Role::button, "New tag"));
  for (const char* hash : {"#/replies", "#/tags", "#/teams", "#/templates"}) {
    const auto address = app::parse_address(hash);
    ASSERT_TRUE(address);
    EXPECT_EQ(app::address_text(*address), hash);
  }
}

}  // namespace
}  // namespace tributary
