// Forms whose change the relay refuses after they were closed are there again, filled in as they were.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct RefusedForms : AtDesk {
  void open(std::string_view address = "#/all") {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page(address);
  }
  void open_maya() {
    open();
    press(Role::listitem, "Maya");
  }
  void type(std::string_view field, std::string_view text) {
    ASSERT_TRUE(headless::type(field, text)) << field << "\n" << headless::dump();
    desk.settle();
  }
  void connect_again() {
    desk.pass(1'000);
    std::erase_if(headless::record().requests, [](const auto& one) { return one.path.find("ticket") == std::string::npos; });  // what a page of an admin asks besides
    desk.connect();
    desk.settle();
  }
  static std::string value(std::string_view field) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown ? platform::field_text(shown->node.id) : "no such field";
  }
  static std::string row(std::string_view begins) {
    const headless::ShownNode* shown = headless::find(Role::listitem, begins);
    return shown ? shown->name : "none";
  }
  static bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }
  static bool in_dialog() { return headless::find(Role::dialog, "") != nullptr; }
  static int undos() {
    int count = 0;
    for (const headless::ShownNode& shown : headless::record().nodes) count += shown.node.role == Role::button && shown.name == "Undo";
    return count;
  }
};

TEST_F(RefusedForms, D32_WhoWasSlowerWithATagPutsTheOneThatIsThereOnTheConversation) {
  open_maya();
  desk.cut();
  key("l");
  type("Find or create a tag", "Fragile");
  press(Role::option, "Create “Fragile”");
  key("Escape");
  EXPECT_NE(row("Maya").find("Tag Fragile"), std::string::npos) << row("Maya");
  ASSERT_TRUE(desk.command(CreateTag{"fragile", "", 0xDC2626}, desk.colleague));
  connect_again();
  EXPECT_NE(row("Maya").find("Tag fragile"), std::string::npos) << row("Maya");
  EXPECT_FALSE(says("There is already one of that name")) << headless::dump();
  EXPECT_FALSE(in_dialog());
  ASSERT_EQ(undos(), 1) << headless::dump();
  press(Role::button, "Undo");
  EXPECT_EQ(row("Maya").find("Tag fragile"), std::string::npos) << row("Maya");
}

TEST_F(RefusedForms, D79_ATagIsThereAgainWithItsDescriptionAndColour) {
  open("#/tags");
  desk.cut();
  press(Role::button, "New tag");
  type("Name", "Urgent");
  type("Description", "Answer within the hour");
  press(Role::radio, "Red");
  press_only("Save");
  EXPECT_FALSE(in_dialog());
  ASSERT_TRUE(desk.command(CreateTag{"urgent", "", 0x2563EB}, desk.colleague));
  connect_again();
  ASSERT_TRUE(in_dialog()) << headless::dump();
  EXPECT_TRUE(says("There is already one of that name"));
  EXPECT_EQ(value("Name"), "Urgent");
  EXPECT_EQ(value("Description"), "Answer within the hour");
  ASSERT_TRUE(headless::find(Role::radio, "Red"));
  EXPECT_NE(headless::find(Role::radio, "Red")->node.flags & platform::node_checked, 0u);
  type("Name", "Very urgent");
  press_only("Save");
  EXPECT_EQ(row("Very urgent"), "Very urgent, Answer within the hour");
}

TEST_F(RefusedForms, D28_ATeamIsThereAgainWithItsMembers) {
  desk.admin = true;
  open("#/teams");
  desk.cut();
  press(Role::button, "New team");
  type("Name", "Returns");
  press(Role::toggle, "Sam Agent");
  press_only("Save");
  ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {}}, Actor{ActorKind::system, {}}));
  connect_again();
  ASSERT_TRUE(in_dialog()) << headless::dump();
  ASSERT_TRUE(headless::find(Role::toggle, "Sam Agent"));
  EXPECT_NE(headless::find(Role::toggle, "Sam Agent")->node.flags & platform::node_checked, 0u);
  type("Name", "Repairs");
  press_only("Save");
  EXPECT_EQ(row("Repairs"), "Repairs, Sam Agent");
}

TEST_F(RefusedForms, D8_AttributesAreThereAgainWhereTheyStand) {
  open_maya();
  desk.refuse_late = true;
  press(Role::button, "Edit attributes");
  type("Attribute", "Plan");
  type("Value", "Gold");
  press(Role::button, "Save");
  EXPECT_EQ(value("Attribute"), "Plan") << headless::dump();
  EXPECT_EQ(value("Value"), "Gold");
  desk.refuse_late = false;
  press(Role::button, "Save");
  EXPECT_EQ(value("Value"), "no such field");
  EXPECT_TRUE(headless::find(Role::label, "Gold")) << headless::dump();
}

TEST_F(RefusedForms, D48_ACustomerRecordIsThereAgainAndLinkedOnceItIsKept) {
  open_maya();
  press(Role::button, "Link customer record");
  headless::answer(200, R"({"items":[]})");
  headless::type("Find a customer", "Northwind");
  headless::pass(200);
  headless::answer(200, R"({"items":[]})");
  desk.settle();
  press(Role::option, "New record “Northwind”");
  type("Company", "Northwind Ltd");
  desk.refuse_late = true;
  headless::enter("Name");
  desk.settle();
  ASSERT_TRUE(in_dialog()) << headless::dump();
  EXPECT_EQ(value("Name"), "Northwind");
  EXPECT_EQ(value("Company"), "Northwind Ltd");
  desk.refuse_late = false;
  headless::enter("Name");
  desk.settle();
  EXPECT_FALSE(in_dialog()) << headless::dump();
  EXPECT_TRUE(headless::find(Role::label, "Northwind")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::label, "Not linked to a customer record"));
}

TEST_F(RefusedForms, WhoIsAtAnotherFormByThenIsNotTakenFromIt) {
  open("#/tags");
  desk.cut();
  press(Role::button, "New tag");
  type("Name", "Urgent");
  press_only("Save");
  press(Role::button, "New tag");
  type("Name", "Refund");
  ASSERT_TRUE(desk.command(CreateTag{"urgent", "", 0x2563EB}, desk.colleague));
  connect_again();
  EXPECT_TRUE(in_dialog());
  EXPECT_EQ(value("Name"), "Refund");
}

}  // namespace
}  // namespace tributary
