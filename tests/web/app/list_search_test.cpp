// The field above the list: what is typed there goes on in the search.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/web/app/at_desk.h"
#include "web/app/panes.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct ListSearch : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.customer_writes(2, "Jürgen Müller", "The red boots, please");
    desk.open_page("#/all");
  }
};

std::size_t search_fields() {
  const auto& all = headless::record().nodes;
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& shown) { return shown.node.role == Role::searchbox; }));
}

TEST_F(ListSearch, WhatIsTypedGoesOnInTheDialog) {
  const headless::ShownNode* field = headless::find(Role::searchbox, "Search conversations");
  ASSERT_TRUE(field && field->name == "Search conversations") << headless::dump();
  EXPECT_EQ(field->node.id, app::nodes::search_field());
  focus(app::nodes::search_field());
  EXPECT_FALSE(headless::find(Role::dialog, "")) << "coming by is not searching";
  headless::type("Search conversations", "muller");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::dialog, "Search")) << headless::dump();
  EXPECT_EQ(search_fields(), 1u) << "while the dialog is open its field is the only one";
  EXPECT_EQ(platform::field_text(app::nodes::palette_field()), "muller");
  EXPECT_EQ(headless::record().focused, app::nodes::palette_field());
  EXPECT_TRUE(headless::find(Role::option, "Jürgen Müller")) << headless::dump();
  EXPECT_FALSE(headless::find(Role::option, "Maya"));
  headless::enter("Search conversations");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(headless::find(Role::heading, "Jürgen Müller"));
  EXPECT_NE(headless::record().focused, app::nodes::search_field()) << "keys are for what was found";
}

TEST_F(ListSearch, HasTheFocusAgainAndIsEmptyWhenTheSearchIsLeft) {
  focus(app::nodes::search_field());
  headless::type("Search conversations", "maya");
  desk.settle();
  focus(app::nodes::palette_field());
  platform::Event escape = headless::event_of(platform::EventKind::field_escape);
  escape.node = app::nodes::palette_field();
  headless::emit(escape);
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_EQ(headless::record().focused, app::nodes::search_field());
  focus(app::nodes::search_field());
  EXPECT_FALSE(headless::find(Role::dialog, "")) << "the focus that comes back opens nothing";
  EXPECT_EQ(platform::field_text(app::nodes::search_field()), "");
  headless::enter("Search conversations");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::dialog, "Search")) << "Enter opens it, with nothing typed";
  EXPECT_EQ(platform::field_text(app::nodes::palette_field()), "");
}

TEST_F(ListSearch, WhatIsTypedBeforeTheSearchsCodeIsHereIsInItWhenItComes) {
  headless::record().later_here = false;
  focus(app::nodes::search_field());
  for (const std::string_view typed : {"m", "mu", "mul"}) headless::type("Search conversations", typed);
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  headless::record().later_here = true;
  platform::kick();
  desk.settle();
  ASSERT_TRUE(headless::find(Role::dialog, "Search")) << headless::dump();
  EXPECT_EQ(platform::field_text(app::nodes::palette_field()), "mul");
}

TEST_F(ListSearch, StaysWhileSomethingIsPickedAndWhereNothingIsListed) {
  key("*");
  key("a");
  ASSERT_TRUE(headless::find(Role::toolbar, "Actions for the selection")) << headless::dump();
  EXPECT_EQ(search_fields(), 1u);
  platform::Event went = headless::event_of(platform::EventKind::went);
  went.text = "#/mine";
  headless::emit(went);
  desk.settle();
  ASSERT_FALSE(headless::find(Role::listitem, "Maya")) << headless::dump();
  EXPECT_EQ(search_fields(), 1u);
}

TEST_F(ListSearch, WhatIsChosenInItLeavesAFilteredListFilteredInEveryFrame) {
  desk.customer_writes(3, "Noor", "Hello?", Channel::whatsapp);
  platform::Event went = headless::event_of(platform::EventKind::went);
  went.text = "#/all?channel=sms";
  headless::emit(went);
  desk.settle();
  ASSERT_TRUE(headless::find(Role::listitem, "Maya")) << headless::dump();
  ASSERT_FALSE(headless::find(Role::listitem, "Noor"));
  focus(app::nodes::search_field());
  headless::type("Search conversations", "maya");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::option, "Maya")) << headless::dump();
  platform::Event enter = headless::event_of(platform::EventKind::field_enter);
  enter.node = app::nodes::palette_field();
  headless::emit(enter);
  int frames = 0;
  for (; frames < 20 && headless::settle(1) == 1; ++frames) EXPECT_FALSE(headless::find(Role::listitem, "Noor")) << "frame " << frames;
  EXPECT_GT(frames, 0);
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(headless::find(Role::heading, "Maya")) << headless::dump();
}

TEST_F(ListSearch, OpensByAPressAndNotWhileWordsAreBeingComposed) {
  platform::Event composed = headless::event_of(platform::EventKind::field_changed);
  composed.node = app::nodes::search_field();
  composed.text = headless::record().fields[composed.node] = "さと";
  composed.number = 1;
  headless::emit(composed);
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "")) << "the input method has not let go of it";
  press(Role::searchbox, "Search conversations");
  ASSERT_TRUE(headless::find(Role::dialog, "Search")) << headless::dump();
  EXPECT_EQ(platform::field_text(app::nodes::palette_field()), "さと");
}

}  // namespace
}  // namespace tributary
