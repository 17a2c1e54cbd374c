// The program comes in two parts: what opens something of the second while it is not here waits for it.
#include <gtest/gtest.h>

#include "tests/web/app/desk.h"
#include "web/app/palette.h"
#include "web/app/panes.h"
#include "web/app/preferences.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct Later : ::testing::Test {
  Desk desk;
  void open(std::string_view address = "#/all") {
    headless::record().later_here = false;
    desk.customer_writes(1, "Maya", "Hello");
    desk.open_page(address);
  }
  void arrives() {
    headless::record().later_here = true;
    platform::kick(2);
    desk.settle();
  }
};

TEST_F(Later, IsAskedForOnceTheInboxStandsAndNotBefore) {
  headless::record().later_here = false;
  EXPECT_FALSE(headless::record().later_asked);
  open();
  EXPECT_TRUE(headless::find(Role::listitem, "Maya"));
  EXPECT_TRUE(headless::record().later_asked);
}

TEST_F(Later, APageNamedByTheAddressSaysThatItComesAndThenStands) {
  open("#/preferences");
  EXPECT_TRUE(headless::find(Role::status, "Loading"));
  EXPECT_FALSE(headless::find(Role::radiogroup, "Theme"));
  arrives();
  EXPECT_TRUE(headless::find(Role::radiogroup, "Theme"));
  EXPECT_FALSE(headless::find(Role::status, "Loading"));
}

TEST_F(Later, ADialogOpensWhenItsCodeIsHereAndItsFieldHasTheFocusThen) {
  open();
  headless::record().focused = 0;
  EXPECT_TRUE(headless::key("k", platform::key_ctrl));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "Command palette"));
  EXPECT_TRUE(headless::find(Role::status, "Loading"));
  EXPECT_NE(headless::record().focused, app::nodes::palette_field());
  arrives();
  EXPECT_TRUE(headless::find(Role::dialog, "Command palette"));
  EXPECT_FALSE(headless::find(Role::status, "Loading"));
  EXPECT_EQ(headless::record().focused, app::nodes::palette_field());
}

TEST_F(Later, AMenuOfWhatWasPointedAtOpensWhenItsCodeIsHere) {
  open();
  const headless::ShownNode* row = headless::find(Role::listitem, "Maya");
  ASSERT_TRUE(row);
  platform::Event asked = headless::event_of(platform::EventKind::context);
  asked.node = row->node.id;
  asked.x = 400, asked.y = 300;
  headless::emit(asked);
  desk.settle();
  EXPECT_FALSE(headless::find(Role::menuitem, "Copy address"));
  EXPECT_TRUE(headless::find(Role::status, "Loading"));
  arrives();
  EXPECT_TRUE(headless::find(Role::menuitem, "Copy address")) << headless::dump();
}

TEST_F(Later, OnlyWhatWasAskedForLastOpens) {
  open();
  headless::key("k", platform::key_ctrl);
  desk.settle();
  headless::key("?", platform::key_shift, "Slash");
  desk.settle();
  arrives();
  EXPECT_TRUE(headless::find(Role::dialog, "Keyboard shortcuts"));
  EXPECT_FALSE(headless::find(Role::dialog, "Command palette"));
}

TEST_F(Later, EscapeTakesBackWhatWasAskedFor) {
  open();
  headless::key("k", platform::key_ctrl);
  desk.settle();
  EXPECT_TRUE(headless::key("Escape"));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::status, "Loading"));
  arrives();
  EXPECT_FALSE(headless::find(Role::dialog, "Command palette"));
}

TEST_F(Later, TheComposerNamesTheKeysThatSendWhenItKnowsHowTheyAreCalled) {
  app::Preferences prefs;
  prefs.enter_sends = false;
  app::save_preferences(prefs);
  open();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
  desk.settle();
  const auto hint = [] { return headless::find(Role::textbox, "Reply")->description; };
  ASSERT_TRUE(headless::find(Role::textbox, "Reply"));
  EXPECT_EQ(hint(), "Write a reply…");
  arrives();
  EXPECT_EQ(hint(), "Write a reply… Ctrl+Enter sends");
}

TEST_F(Later, TheListAtTheCaretHangsThereOnceItsCodeIsHere) {
  open();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
  desk.settle();
  ASSERT_TRUE(headless::type("Reply", ":smi"));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::listbox, "Emoji"));
  arrives();
  EXPECT_TRUE(headless::find(Role::listbox, "Emoji"));
}

TEST_F(Later, ReadingAndAnsweringWaitsForNothing) {
  open();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
  desk.settle();
  ASSERT_TRUE(headless::type("Reply", "Hello Maya"));
  ASSERT_TRUE(headless::enter("Reply"));
  desk.settle();
  EXPECT_TRUE(headless::find(Role::article, "You"));
  EXPECT_FALSE(headless::find(Role::status, "Loading"));
}

}  // namespace
}  // namespace tributary
