// What stands where nothing is yet: each pane says something of its own, and none contradicts the one beside it.
#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/app.h"
#include "web/app/preferences.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr const char *choose = "Choose a conversation", *keys = "j and k go down", *edge = "Width of the details";

struct EmptyStates : AtDesk {
  static float width_of_thread() {
    const headless::ShownNode* pane = headless::find(Role::region, "Conversation");
    return pane ? pane->node.w : 0;
  }
};

TEST_F(EmptyStates, NobodyIsAskedToChooseFromAnEmptyList) {
  desk.open_page();
  EXPECT_TRUE(headless::find(Role::label, "No conversations yet"));
  EXPECT_FALSE(headless::find(Role::label, choose)) << headless::dump();
  EXPECT_FALSE(headless::find(Role::label, keys));
}

TEST_F(EmptyStates, NorBesideFiltersThatNothingMatches) {
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page("#/all?channel=voice");
  EXPECT_TRUE(headless::find(Role::label, "Nothing matches these filters")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::label, choose));
}

TEST_F(EmptyStates, NorWhileTheListIsOnItsWay) {
  headless::reset({1440, 900, 1, platform::Theme::light}, static_cast<double>(Desk::morning));
  app::App app;
  headless::start(app, "#/all");
  headless::settle();
  headless::answer(200, R"({"kind":"agent","id":")" + to_text(desk.me.agent) + R"(","name":"Ada","hasPassword":true})");
  headless::settle();
  EXPECT_TRUE(headless::find(Role::region, "Conversation")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::status, "Loading"));
  EXPECT_FALSE(headless::find(Role::label, choose));
  EXPECT_FALSE(headless::find(Role::separator, edge)) << "details of nobody";
}

TEST_F(EmptyStates, WithRowsTheHintStandsAndItsKeysOnlyWhereThereIsAKeyboard) {
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  EXPECT_TRUE(headless::find(Role::label, choose));
  EXPECT_TRUE(headless::find(Role::label, keys));
  headless::record().screen.coarse = true;
  platform::kick(2);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::label, choose));
  EXPECT_FALSE(headless::find(Role::label, keys));
}

TEST_F(EmptyStates, TheKeysOfTheHintAreThosePeopleChose) {
  app::Preferences prefs;
  prefs.keys["next"] = "Alt+n";
  prefs.keys["previous"] = "y or ArrowUp";
  app::save_preferences(prefs);
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  EXPECT_TRUE(headless::find(Role::label, "Alt+N and y go down")) << headless::dump();
}

TEST_F(EmptyStates, TheHintNamesNoKeysThatDoNothing) {
  app::Preferences prefs;
  prefs.single_keys = false;
  app::save_preferences(prefs);
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  EXPECT_TRUE(headless::find(Role::label, choose));
  EXPECT_FALSE(headless::find(Role::label, keys)) << headless::dump();
}

TEST_F(EmptyStates, TheDetailsHaveAColumnOnlyBesideAConversationAndTheListKeepsItsWidth) {
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  const float list = headless::find(Role::list, "Conversations")->node.w, alone = width_of_thread();
  EXPECT_FALSE(headless::find(Role::separator, edge)) << headless::dump();
  press(Role::listitem, "Maya");
  EXPECT_TRUE(headless::find(Role::separator, edge));
  EXPECT_TRUE(headless::find(Role::region, "Contact"));
  EXPECT_EQ(headless::find(Role::list, "Conversations")->node.w, list);
  EXPECT_EQ(width_of_thread(), alone - 292);
}

}  // namespace
}  // namespace tributary
