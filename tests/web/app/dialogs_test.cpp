// The palette, the sheet of keys and the preferences page, through the nodes that assistive technology sees.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "tests/web/app/desk.h"
#include "web/app/palette.h"
#include "web/app/panes.h"
#include "web/app/preferences.h"

namespace tributary::app {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr int ctrl = platform::key_ctrl, shift = platform::key_shift, in_field = platform::key_in_field;

Preferences stored() { return preferences_of(headless::record().storage["preferences"]); }

std::string chosen_option() {
  for (const auto& shown : headless::record().nodes)
    if (shown.node.role == Role::option && (shown.node.flags & platform::node_selected) != 0) return shown.name;
  return {};
}

void maya_is_open(Desk& desk) {
  desk.customer_writes(1, "Maya Lindqvist", "Hello");
  desk.pass(1000);
  desk.customer_writes(2, "Олена Шевченко", "Привіт");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
}

bool announced(std::string_view words) {
  const auto& said = headless::record().announcements;
  return std::any_of(said.begin(), said.end(), [&](const headless::Announcement& one) { return one.words.find(words) != std::string::npos; });
}

TEST(Matching, FindsWordsByTheirBeginningsBestAndFoldsCase) {
  EXPECT_EQ(folded("ÄÖ Олена ΑΒΓ ẞ 佐"), "äö олена αβγ ẞ 佐");
  EXPECT_GT(match("res", "resolve"), match("res", "go, resolve"));
  EXPECT_GT(match("res", "go, resolve"), match("sol", "resolve"));
  EXPECT_GT(match("sol", "resolve"), match("rsv", "resolve"));
  EXPECT_GT(match("rsv", "resolve"), 0);
  EXPECT_EQ(match("xyz", "resolve"), 0);
  EXPECT_GT(match("go next", "resolve and go to the next"), 0);
  EXPECT_EQ(match("go prev", "resolve and go to the next"), 0);
}

TEST(Palette, FindsResolveByAnyOfItsNames) {
  for (const char* word : {"resolve", "archive", "done", "close", "reslv"}) {
    Desk desk;
    maya_is_open(desk);
    EXPECT_TRUE(headless::key("k", ctrl));
    ASSERT_TRUE(headless::find(Role::dialog, "Command palette"));
    EXPECT_EQ(headless::record().focused, nodes::palette_field());
    headless::type("Type a command or a name", word);
    EXPECT_EQ(chosen_option(), "Resolve") << word << "\n" << headless::dump();
    headless::enter("Type a command or a name");
    desk.settle();
    EXPECT_FALSE(headless::find(Role::dialog, ""));
    EXPECT_TRUE(headless::find(Role::button, "Reopen"));
  }
}

TEST(Palette, FoldsTheViewsReducesMotionAndSaysWhatEnterDoes) {
  Desk desk;
  maya_is_open(desk);
  const auto take = [&](std::string_view typed, std::string_view offered) {
    headless::key("k", ctrl);
    headless::type("Type a command or a name", typed);
    EXPECT_EQ(chosen_option(), offered) << headless::dump();
    headless::enter("Type a command or a name");
    desk.settle();
  };
  take("sidebar", "Fold the views");
  EXPECT_TRUE(headless::find(Role::button, "Unfold the views")) << headless::dump();
  take("sidebar", "Unfold the views");
  EXPECT_TRUE(headless::find(Role::button, "Fold the views"));
  take("reduced motion", "Reduced motion on or off");
  EXPECT_EQ(stored().reduced_motion, Choice::on);
  take("animation", "Reduced motion on or off");
  EXPECT_EQ(stored().reduced_motion, Choice::off);
  take("enter sends", "Enter sends on or off");
  EXPECT_FALSE(stored().enter_sends);
}

TEST(Palette, OffersNoFoldingWhereTheViewsAreIconsAnyway) {
  Desk desk({1000, 800, 1, platform::Theme::light});
  desk.customer_writes(1, "Maya Lindqvist", "Hello");
  desk.open_page();
  headless::key("k", ctrl);
  headless::type("Type a command or a name", "sidebar");
  EXPECT_EQ(headless::dump().find("old the views"), std::string::npos) << headless::dump();
}

TEST(Palette, GoesToPeopleInAnyScript) {
  Desk desk;
  maya_is_open(desk);
  headless::key("k", ctrl);
  headless::type("Type a command or a name", "шев");
  EXPECT_EQ(chosen_option(), "Go to Олена Шевченко");
  headless::enter("Type a command or a name");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Олена Шевченко"));
}

TEST(Palette, AssignsToAColleagueByName) {
  Desk desk;
  maya_is_open(desk);
  headless::key("k", ctrl);
  headless::type("Type a command or a name", "sam");
  EXPECT_EQ(chosen_option(), "Assign to Sam Agent");
  headless::press(Role::option, "Assign to Sam Agent");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::label, "SMS · Assigned to Sam Agent")) << headless::dump();
}

TEST(Palette, FindsTimesTagsSavedRepliesAndViewsByName) {
  Desk desk;
  Preferences prefs;
  prefs.views.push_back(SavedView{to_text(desk.me.agent), "Texts of today", "#/all?channel=sms"});
  save_preferences(prefs);
  maya_is_open(desk);
  ASSERT_TRUE(desk.command(CreateTag{"Urgent", {}, 0}, desk.me));
  SaveReply greeting;
  greeting.shortcut = "hello";
  greeting.title = "Warm greeting";
  greeting.body = "Hello {{first_name}}!";
  ASSERT_TRUE(desk.command(greeting, desk.me));
  desk.settle();
  const auto take = [&](std::string_view typed, std::string_view offered) {
    headless::key("k", ctrl);
    headless::type("Type a command or a name", typed);
    EXPECT_EQ(chosen_option(), offered);
    headless::enter("Type a command or a name");
    desk.settle();
  };
  take("urgent", "Add the tag Urgent");
  take("urgent", "Remove the tag Urgent");
  take("greeting", "Warm greeting");
  EXPECT_EQ(headless::record().fields[nodes::composer(desk.conversation_of(1))], "Hello Maya!");
  EXPECT_EQ(headless::record().focused, nodes::composer(desk.conversation_of(1)));
  take("snooze 2 hours", "Snooze: 2 hours");
  EXPECT_TRUE(headless::find(Role::listitem, "Maya Lindqvist"));
  EXPECT_TRUE(headless::find(Role::button, "Undo"));
  take("change name", "Change name");
  EXPECT_TRUE(headless::find(Role::textbox, "Name")) << "beside the conversation, without leaving it";
  take("texts of", "Go to Texts of today");
  EXPECT_NE(headless::record().address.find("channel=sms"), std::string::npos);
}

TEST(Palette, IsWalkedWithArrowsAndLeftWithEscape) {
  Desk desk;
  maya_is_open(desk);
  headless::key("r");
  platform::Event focused = headless::event_of(platform::EventKind::focused);
  focused.node = headless::record().focused;
  headless::emit(focused);
  headless::key("k", ctrl | in_field);
  const std::string first = chosen_option();
  EXPECT_TRUE(headless::key("ArrowDown", in_field));
  EXPECT_NE(chosen_option(), first);
  EXPECT_TRUE(headless::key("ArrowUp", in_field));
  EXPECT_EQ(chosen_option(), first);
  headless::key("ArrowUp", in_field);
  EXPECT_NE(chosen_option(), first);  // from the first to the last
  headless::key("e");                 // nothing behind the dialog hears keys
  desk.settle();
  EXPECT_FALSE(headless::find(Role::button, "Reopen"));
  EXPECT_TRUE(headless::key("Escape"));
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_EQ(headless::record().focused, nodes::composer(desk.conversation_of(1)));
}

TEST(Palette, WhatItOpensGivesTheFocusBackToWhereItWasBeforeThePalette) {
  Desk desk;
  maya_is_open(desk);
  const auto gets_focus = [&desk](NodeId node) {
    headless::record().focused = node;
    platform::Event event = headless::event_of(platform::EventKind::focused);
    event.node = node;
    headless::emit(event);
    desk.settle();
  };
  const NodeId row = nodes::list_row(desk.conversation_of(1));
  gets_focus(row);
  headless::key("k", ctrl);
  desk.settle();
  gets_focus(nodes::palette_field());
  headless::type("Type a command", "merge with");
  desk.settle();
  headless::enter("Type a command");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::dialog, "Merge contacts")) << headless::dump();
  gets_focus(nodes::palette_field());
  headless::key("Escape");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_EQ(headless::record().focused, row);
}

TEST(Palette, ShowsWhatWasUsedLatelyFirstAndSaysHowManyThereAre) {
  Desk desk;
  maya_is_open(desk);
  headless::key("k", ctrl);
  headless::type("Type a command or a name", "compact");
  EXPECT_TRUE(announced("1 result"));
  headless::enter("Type a command or a name");
  desk.settle();
  EXPECT_EQ(stored().density, Density::compact);
  EXPECT_EQ(headless::record().storage["recent_actions"], "density_compact");
  headless::key("k", ctrl);
  headless::type("Type a command or a name", "comfortable");
  headless::enter("Type a command or a name");
  desk.settle();
  headless::key("k", ctrl);
  EXPECT_EQ(chosen_option(), "Density: compact");  // the other one is not possible now
  headless::type("Type a command or a name", "no such thing");
  EXPECT_TRUE(headless::find(Role::label, "Nothing is called “no such thing”"));
}

TEST(Sheet, ListsEveryKeyAndFindsWhatHasNone) {
  Desk desk;
  maya_is_open(desk);
  EXPECT_TRUE(headless::key("?", shift, "Slash"));
  ASSERT_TRUE(headless::find(Role::dialog, "Keyboard shortcuts"));
  EXPECT_EQ(headless::record().focused, nodes::sheet_field());
  for (const Action& action : actions()) {
    const std::string named = std::string(std::string_view(action.label)) + ", ";
    EXPECT_EQ(headless::find(Role::listitem, named) != nullptr, !keys_of(action, Preferences{}).empty()) << action.name;
  }
  EXPECT_TRUE(headless::find(Role::listitem, "Resolve and go to the next, E"));
  EXPECT_TRUE(headless::find(Role::listitem, "Go to All, G I, G A, Alt+3"));
  headless::type("Search keys", "archive");
  EXPECT_TRUE(headless::find(Role::listitem, "Resolve and go to the next, E"));
  EXPECT_FALSE(headless::find(Role::listitem, "Next view"));
  headless::type("Search keys", "unassign");
  EXPECT_TRUE(headless::find(Role::listitem, "Unassign, No keys"));
  headless::press(Role::button, "Close");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
}

TEST(PreferencesPage, ChangesEverySettingAtOnce) {
  Desk desk;
  desk.open_page();
  headless::key("g");
  headless::key(",");
  desk.settle();
  ASSERT_TRUE(headless::find(Role::heading, "Preferences"));
  EXPECT_EQ(headless::record().address, "#/preferences");
  for (const char* name : {"High contrast", "Compact", "العربية"}) {
    ASSERT_TRUE(headless::press(Role::radio, name)) << name;
    desk.settle();
  }
  EXPECT_EQ(stored().theme, ThemeChoice::contrast);
  EXPECT_EQ(stored().density, Density::compact);
  EXPECT_EQ(stored().language, "ar");
  headless::press(Role::radio, "English");
  desk.settle();
  headless::press(Role::toggle, "Single keys");
  headless::press(Role::toggle, "Enter sends");
  headless::press(Role::button, "Larger text");
  desk.settle();
  EXPECT_FALSE(stored().single_keys);
  EXPECT_FALSE(stored().enter_sends);
  EXPECT_EQ(stored().text_percent, 110);
  platform::Event focused = headless::event_of(platform::EventKind::focused);
  focused.node = headless::record().focused = headless::find(Role::slider, "Text size")->node.id;
  headless::emit(focused);
  headless::key("End");
  EXPECT_EQ(stored().text_percent, 150);
  headless::key("ArrowRight");
  EXPECT_EQ(stored().text_percent, 150);
  headless::press(Role::button, "Reset all preferences");
  desk.settle();
  EXPECT_EQ(stored(), Preferences{});
  headless::press(Role::button, "Undo");
  desk.settle();
  EXPECT_EQ(stored().text_percent, 150);
  EXPECT_EQ(stored().density, Density::compact);
}

TEST(PreferencesPage, OpensFromItsAddress) {
  Desk desk;
  desk.open_page("#/preferences");
  EXPECT_TRUE(headless::find(Role::heading, "Preferences"));
}

// What the browser does when a button is pressed: it gets the focus, too.
void choose_keys_of(Desk& desk, const std::string& label) {
  ASSERT_TRUE(headless::press(Role::button, "Change keys of " + label)) << label;
  platform::Event focused = headless::event_of(platform::EventKind::focused);
  focused.node = headless::record().focused;
  headless::emit(focused);
  desk.settle();
}

TEST(Remapping, TakesTheKeysThatArePressed) {
  Desk desk;
  maya_is_open(desk);
  headless::key("g");
  headless::key(",");
  desk.settle();
  choose_keys_of(desk, "Jump to latest");
  EXPECT_TRUE(headless::find(Role::label, "Press the new keys"));
  headless::key("w");
  EXPECT_TRUE(headless::find(Role::label, "W and then?"));
  headless::key("w");
  desk.settle();
  EXPECT_EQ(stored().keys, (std::map<std::string, std::string>{{"latest", "w w"}}));
  choose_keys_of(desk, "Reply");
  headless::key("q");
  desk.pass(2000);
  EXPECT_EQ(stored().keys.at("reply"), "q");
  headless::press(Role::button, "Reset the keys of Reply");
  desk.settle();
  EXPECT_EQ(stored().keys.count("reply"), 0u);
  headless::press(Role::button, "Switch off the keys of Reply");
  desk.settle();
  EXPECT_EQ(stored().keys.at("reply"), "");
  headless::press(Role::button, "Reset all keys");
  desk.settle();
  EXPECT_TRUE(stored().keys.empty());
}

TEST(Remapping, NamesAConflictAndLetsItBeSettled) {
  Desk desk;
  maya_is_open(desk);
  headless::key("g");
  headless::key(",");
  desk.settle();
  choose_keys_of(desk, "Resolve,");
  headless::key("i");
  desk.pass(2000);
  EXPECT_TRUE(headless::find(Role::label, "I already means “Assign to me”")) << headless::dump();
  EXPECT_TRUE(stored().keys.empty());
  headless::press(Role::button, "Cancel");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::label, "I already means"));
  choose_keys_of(desk, "Resolve,");
  headless::key("k");
  desk.pass(2000);
  headless::press(Role::button, "Use it here");
  desk.settle();
  EXPECT_EQ(stored().keys.at("resolve"), "k");
  EXPECT_EQ(stored().keys.at("previous"), "ArrowUp");  // keeps its other key
}

TEST(Remapping, LeavesTheBrowserItsKeysAndEscapeCancels) {
  Desk desk;
  maya_is_open(desk);
  headless::key("g");
  headless::key(",");
  desk.settle();
  choose_keys_of(desk, "Reply");
  headless::key("w", ctrl);
  EXPECT_TRUE(headless::find(Role::label, "Ctrl+W belongs to the browser"));
  headless::key("Escape");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::label, "Ctrl+W belongs"));
  EXPECT_TRUE(stored().keys.empty());
}

}  // namespace
}  // namespace tributary::app
