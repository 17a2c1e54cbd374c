// Where the list at the caret hangs.
#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct CaretList : AtDesk {
  void open() {
    desk.customer_writes(1, "Maya Brown", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void type(std::string_view text) {
    ASSERT_TRUE(headless::type("Reply", text));
    headless::record().focused = headless::find(Role::textbox, "Reply")->node.id;
    desk.settle();
  }
};

TEST_F(CaretList, StandsAboveTheTabsOfTheComposer) {
  open();
  const platform::Node field = headless::find(Role::textbox, "Reply")->node;
  headless::record().caret = {field.x + 20, field.y + 4, 20};
  type(":smi");
  const headless::ShownNode *list = headless::find(Role::listbox, ""), *tabs = headless::find(Role::tablist, "");
  ASSERT_TRUE(list && tabs) << headless::dump();
  EXPECT_LE(list->node.y + list->node.h, tabs->node.y);
  EXPECT_GE(list->node.y + list->node.h, tabs->node.y - 20) << "and not far from them";
}

}  // namespace
}  // namespace tributary
