// A page of little height: a phone on its side, a keyboard over half of it, or a browser at 400 %.
#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using platform::EventKind;
using Role = platform::Role;

// Of the only row, there.
void ask_for_menu(Desk& desk, float x, float y) {
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  desk.settle();
  const headless::ShownNode* row = headless::find(Role::listitem, "Maya");
  ASSERT_TRUE(row) << headless::dump();
  platform::Event ask = headless::event_of(EventKind::context);
  ask.node = row->node.id;
  ask.x = x, ask.y = y;
  headless::emit(ask);
  headless::settle();
}

// Of a menu that lies on the page and has more than it shows.
void go_to_the_end_of(const char* name, float page_h) {
  const headless::ShownNode* menu = headless::find(Role::menu, name);
  ASSERT_TRUE(menu) << headless::dump();
  EXPECT_GE(menu->node.y, 0);
  EXPECT_LE(menu->node.y + menu->node.h, page_h);
  EXPECT_GT(menu->node.content_h, static_cast<double>(menu->node.h));
  platform::Event down = headless::event_of(EventKind::scrolled);
  down.node = menu->node.id;
  down.y = 1000;
  headless::emit(down);
  headless::settle();
}

TEST(LowPage, AContextMenuStaysOnItAndScrollsToItsLastItem) {
  Desk desk({390, 320, 1, platform::Theme::light});
  ask_for_menu(desk, 200, 150);
  go_to_the_end_of("", 320);
  const headless::ShownNode* last = headless::find(Role::menuitem, "Open contact page");
  ASSERT_TRUE(last) << headless::dump();
  EXPECT_LE(last->node.y + last->node.h, 320);
}

TEST(LowPage, AFingersContextMenuHasItemsOfFortyFourPixelsOnAWideScreenToo) {
  platform::Screen tablet{1180, 820, 2, platform::Theme::light};
  tablet.coarse = true;
  Desk desk(tablet);
  ask_for_menu(desk, 300, 200);
  const headless::ShownNode *above = headless::find(Role::menuitem, "Copy name"), *below = headless::find(Role::menuitem, "Copy address");
  ASSERT_TRUE(above && below) << headless::dump();
  EXPECT_GE(below->node.y - above->node.y, 44) << "none reaches into its neighbour";
}

struct SendMenuOnALowPage : ::testing::TestWithParam<bool> {};

TEST_P(SendMenuOnALowPage, StaysOnItScrollsToItsLastItemAndBeginsAtItsFirst) {
  platform::Screen low{844, 300, 1, platform::Theme::light};
  low.coarse = GetParam();
  Desk desk(low);
  desk.customer_writes(1, "Maya", "Where is my parcel?");
  desk.open_page();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya")) << headless::dump();
  desk.settle();
  ASSERT_TRUE(headless::type("Reply", "On its way."));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::button, "More ways to send"));
  ASSERT_TRUE(headless::press(Role::menuitem, "Send and snooze")) << headless::dump();
  go_to_the_end_of("Send and snooze", 300);
  const headless::ShownNode *last = headless::find(Role::menuitem, "Another time"), *menu = headless::find(Role::menu, "Send and snooze");
  ASSERT_TRUE(menu && last) << headless::dump();
  EXPECT_LE(last->node.y + last->node.h, menu->node.y + menu->node.h);
  headless::key("Escape");
  ASSERT_TRUE(headless::press(Role::button, "More ways to send")) << headless::dump();
  ASSERT_TRUE(headless::press(Role::menuitem, "Send later")) << headless::dump();
  const headless::ShownNode* first = headless::find(Role::menuitem, "In 1 hour");
  menu = headless::find(Role::menu, "Send later");
  ASSERT_TRUE(menu && first) << headless::dump();
  EXPECT_GE(first->node.y, menu->node.y) << "not where the other one was left";
}

INSTANTIATE_TEST_SUITE_P(WithAMouseAndWithFingers, SendMenuOnALowPage, ::testing::Bool());

TEST(LowPage, TheListAtTheCaretHasAsManyRowsAsFindRoomAboveIt) {
  Desk desk({844, 300, 1, platform::Theme::light});
  desk.customer_writes(1, "Maya", "Where is my parcel?");
  desk.open_page();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya")) << headless::dump();
  desk.settle();
  ASSERT_TRUE(headless::type("Reply", ":he"));
  headless::record().focused = headless::find(Role::textbox, "Reply")->node.id;
  headless::record().caret = {400, 150, 20};
  platform::kick(1);
  desk.settle();
  const headless::ShownNode* list = headless::find(Role::listbox, "");
  ASSERT_TRUE(list) << headless::dump();
  EXPECT_GE(list->node.y, 0);
  EXPECT_LE(list->node.y + list->node.h, 150);
  EXPECT_TRUE(headless::find(Role::option, ""));
}

}  // namespace
}  // namespace tributary
