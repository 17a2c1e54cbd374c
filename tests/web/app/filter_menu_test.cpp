// The menu of the filter as keys and ears meet it.
#include <string>
#include <vector>

#include "tests/web/app/at_desk.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct FilterMenu : AtDesk {
  void TearDown() override { app::words::use({}); }
  void open() {
    desk.customer_writes(1, "Maya", "hello");
    desk.open_page();
    desk.settle();
  }
  void press_node(std::uint64_t node) {
    platform::Event event = headless::event_of(platform::EventKind::activated);
    event.node = node;
    headless::emit(event);
    desk.settle();
  }
};

TEST_F(FilterMenu, EachPartIsAnotherMenuToTheEarAndItsValuesAreChosenOrNot) {
  open();
  press(Role::button, "Filter");
  const auto flags = [](std::string_view item) { return headless::find(Role::menuitem, item)->node.flags; };
  const std::uint64_t status = headless::find(Role::menuitem, "Status")->node.id;
  EXPECT_EQ(headless::record().focused, status);
  EXPECT_TRUE(flags("Status") & platform::node_has_menu);
  EXPECT_TRUE(headless::find(Role::button, "Filter")->node.flags & platform::node_has_menu);
  press(Role::menuitem, "Channel");
  const headless::ShownNode* back = headless::find(Role::menuitem, "Back");
  ASSERT_TRUE(back) << headless::dump();
  EXPECT_EQ(headless::record().focused, back->node.id);
  EXPECT_NE(back->node.id, status) << "what has the focus is not called something else, it is something else";
  EXPECT_FALSE(back->node.flags & (platform::node_has_menu | platform::node_checkable));
  EXPECT_TRUE(flags("SMS") & platform::node_checkable);
  EXPECT_FALSE(flags("SMS") & (platform::node_checked | platform::node_current));
  press(Role::menuitem, "SMS");
  EXPECT_TRUE(flags("SMS") & platform::node_checked);
  press(Role::menuitem, "Back");
  ASSERT_TRUE(headless::find(Role::menuitem, "Channel")) << headless::dump();
  EXPECT_EQ(headless::record().focused, headless::find(Role::menuitem, "Channel")->node.id) << "back where one came from";
}

TEST_F(FilterMenu, APartIsEnteredAndLeftByArrowsWhichAreMirroredInArabic) {
  open();
  struct Way { bool arabic; const char *into, *out; };
  for (const Way& way : {Way{false, "ArrowRight", "ArrowLeft"}, Way{true, "ArrowLeft", "ArrowRight"}}) {
    if (way.arabic) speak("ar");
    press_node(app::nodes::list_filter_button());
    const auto names = [] {
      std::vector<std::string> all;
      for (const headless::ShownNode& shown : headless::record().nodes)
        if (shown.node.role == Role::menuitem) all.push_back(shown.name);
      return all;
    };
    const std::vector<std::string> parts = names();
    ASSERT_GT(parts.size(), 2u) << headless::dump();
    focus(headless::record().focused);
    key(way.out);
    EXPECT_EQ(names(), parts) << "there is nothing to leave";
    key(way.into);
    EXPECT_NE(names(), parts) << way.into;
    focus(headless::record().focused);
    key(way.into);
    EXPECT_NE(names(), parts) << "a value leads nowhere";
    key(way.out);
    EXPECT_EQ(names(), parts) << way.into;
    key("Escape");
  }
}

}  // namespace
}  // namespace tributary
