// Menus for what was pointed at, and what the page is told of the open thread.
#include <gtest/gtest.h>

#include "tests/web/app/desk.h"

namespace tributary {
namespace {

using platform::EventKind;
using platform::Role;
namespace headless = platform::headless;

void ask_menu_of(std::uint64_t node) {
  platform::Event event = headless::event_of(EventKind::context);
  event.node = node;
  event.x = 400, event.y = 300;
  headless::emit(event);
  headless::settle();
}

TEST(ContextMenu, OfARowDoesWhatItSaysAndGoes) {
  Desk desk;
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  desk.settle();
  const headless::ShownNode* row = headless::find(Role::listitem, "Maya");
  ASSERT_NE(row, nullptr);
  ask_menu_of(row->node.id);
  ASSERT_NE(headless::find(Role::menu, ""), nullptr);
  EXPECT_NE(headless::find(Role::menuitem, "Mark as read"), nullptr);
  ASSERT_TRUE(headless::press(Role::menuitem, "Copy address"));
  EXPECT_EQ(headless::find(Role::menu, ""), nullptr);
  EXPECT_FALSE(headless::record().clipboard.empty());
  EXPECT_EQ(headless::record().clipboard.front(), '+');
}

TEST(ContextMenu, ANumberIsShownAsPeopleWriteItAndCopiedAsItIsSent) {
  Desk desk;
  desk.customer_calls(1, CallStatus::no_answer, 0);
  desk.open_page();
  desk.settle();
  ASSERT_TRUE(headless::press(Role::listitem, "+1 555 010 0101")) << headless::dump();
  desk.settle();
  EXPECT_NE(headless::find(Role::heading, "+1 555 010 0101"), nullptr);
  for (const headless::ShownNode& shown : headless::record().nodes) EXPECT_EQ(shown.name.find("+15550100101"), std::string::npos) << shown.name;
  ask_menu_of(headless::find(Role::listitem, "+1 555 010 0101")->node.id);
  ASSERT_TRUE(headless::press(Role::menuitem, "Copy name")) << headless::dump();
  EXPECT_EQ(headless::record().clipboard, "+15550100101");
}

TEST(ContextMenu, ACopyThatTheBrowserRefusesSaysWhatToDo) {
  Desk desk;
  headless::record().clipboard_takes = false;
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  desk.settle();
  ask_menu_of(headless::find(Role::listitem, "Maya")->node.id);
  ASSERT_TRUE(headless::press(Role::menuitem, "Copy address"));
  desk.settle();
  EXPECT_TRUE(headless::record().clipboard.empty());
  bool said = false;
  for (const headless::ShownNode& shown : headless::record().nodes) said = said || shown.name.find("does not let this page copy") != std::string::npos;
  EXPECT_TRUE(said) << headless::dump();
}

TEST(ContextMenu, IsAbsentWhereNothingCanBeDone) {
  Desk desk;
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  desk.settle();
  ask_menu_of(12345);
  EXPECT_EQ(headless::find(Role::menu, ""), nullptr);
}

TEST(Passages, AreToldOnceAndThenOnlyAtTheEnds) {
  Desk desk;
  desk.customer_writes(1, "Maya", "See https://example.com");
  desk.customer_writes(1, "Maya", "second");
  desk.open_page();
  desk.settle();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
  desk.settle();
  const headless::Record& record = headless::record();
  ASSERT_EQ(record.passages.size(), 2U);
  EXPECT_EQ(record.passages[0].text, "See https://example.com");
  EXPECT_EQ(record.passages[0].author, "Maya");
  EXPECT_EQ(record.passages[0].links, "4\t23\t1\thttps://example.com\t\n");
  const int calls = record.passage_calls;
  desk.settle();
  EXPECT_EQ(record.passage_calls, calls);
  desk.customer_writes(1, "Maya", "third");
  desk.settle();
  ASSERT_EQ(record.passages.size(), 3U);
  EXPECT_EQ(record.passages[2].text, "third");
  EXPECT_EQ(record.passage_calls, calls + 1);
}

TEST(Passages, ACustomerWithANewNameIsCopiedByIt) {
  Desk desk;
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  desk.settle();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
  desk.settle();
  ASSERT_TRUE(desk.command(RenameContact{desk.contact_of(1), "Maya Brown"}, desk.colleague));
  desk.settle();
  const headless::Record& record = headless::record();
  ASSERT_EQ(record.passages.size(), 1U);
  EXPECT_EQ(record.passages[0].author, "Maya Brown");
}

}  // namespace
}  // namespace tributary
