// The list on a phone: what a finger picks, and what gives way where there is little room.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

TEST(ListOnAPhone, AFingerPicksOnceSomethingIsPicked) {
  Desk phone({390, 844, 2, platform::Theme::light, false, false, true, false, false, true});
  phone.customer_writes(1, "Maya", "hello");
  phone.pass(1000);
  phone.customer_writes(2, "Noor", "hello");
  phone.open_page("#/all");
  headless::key("x");
  phone.settle();
  headless::press(Role::listitem, "Maya");
  phone.settle();
  EXPECT_TRUE(headless::find(Role::toolbar, "Actions for the selection"));
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.node.role == Role::button && shown.node.y < 120 && shown.node.h > 0) { EXPECT_GE(shown.node.h, 44) << shown.name; }
}

// A phone on which seen words are nodes; and whether these words are seen, as those of a certain node.
platform::Screen at(float width) { return {width, 740, 3, platform::Theme::light, true}; }
bool seen(std::string_view words, const headless::ShownNode* of = nullptr) {
  for (const headless::ShownNode& shown : headless::record().nodes)
    if ((shown.node.flags & platform::node_hidden_text) != 0 && shown.name == words && (!of || shown.node.parent == of->node.id)) return true;
  return false;
}

TEST(ListOnAPhone, TheCountGivesWayToTheTitle) {
  {
    Desk phone(at(320));
    phone.customer_writes(1, "Maya", "hello");
    phone.open_page("#/unassigned");
    EXPECT_TRUE(seen("Unassigned")) << headless::dump();
    EXPECT_FALSE(seen("1 open"));
  }
  Desk phone(at(390));
  phone.customer_writes(1, "Maya", "hello");
  phone.open_page("#/all");
  EXPECT_TRUE(seen("1 open")) << headless::dump();
  platform::Event went = headless::event_of(platform::EventKind::went);
  went.text = "#/unassigned";
  headless::emit(went);
  speak("de");
  phone.settle();
  EXPECT_TRUE(seen("Nicht zugewiesen")) << headless::dump();
  EXPECT_FALSE(seen("1 offen"));
  app::words::use({});
}

TEST(ListOnAPhone, ATitleThatIsTooLongEvenAloneHasNoCountBesideIt) {
  for (const std::string& title : {std::string("Old"), std::string(app::view_name_characters_max, 'a')}) {
    Desk phone(at(390));
    app::Preferences prefs;
    prefs.views.push_back({to_text(phone.me.agent), title, "#/all?sort=oldest"});
    app::save_preferences(prefs);
    for (int who = 1; who <= 3; ++who) phone.customer_writes(who, "Maya", "hello");
    phone.open_page("#/all?sort=oldest");
    const headless::ShownNode* pane = headless::find(Role::region, "All");
    ASSERT_TRUE(pane && headless::find(Role::heading, title)) << headless::dump();
    EXPECT_EQ(seen("3", pane) || seen("3 open", pane), title == "Old") << headless::dump();
  }
}

}  // namespace
}  // namespace tributary
