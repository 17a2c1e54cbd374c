// The table of actions is whole, and keys find their way to it on every keyboard.
#include "web/app/actions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/id_text.h"
#include "tests/web/app/desk.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/preferences.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

KeyPress typed(std::string key, std::string code = {}) {
  KeyPress press;
  press.key = std::move(key);
  press.code = std::move(code);
  return press;
}

KeyPress with(std::string key, int modifiers, std::string code = {}) {
  platform::Event event = headless::event_of(platform::EventKind::key);
  event.text = key + "\t" + code;
  event.number = modifiers;
  return key_press(event);
}

TEST(ActionTable, EveryRowHasANameALabelSynonymsAndKeysThatCanBePressed) {
  std::set<std::string_view> names, labels;
  for (const Action& action : actions()) {
    EXPECT_TRUE(names.insert(action.name).second) << action.name;
    const std::string_view label = action.label, synonyms = action.synonyms;
    EXPECT_FALSE(label.empty()) << action.name;
    EXPECT_FALSE(synonyms.empty()) << action.name;
    EXPECT_TRUE(labels.insert(label).second) << label << " stands twice in the palette";
    for (std::string_view chord : alternatives(action.keys)) EXPECT_TRUE(valid_chord(chord)) << action.name << ": " << chord;
  }
  EXPECT_GT(names.size(), 40u);
}

TEST(ActionTable, NoTwoActionsAnswerToOneKey) {
  for (const Action& action : actions())
    for (std::string_view chord : alternatives(action.keys)) EXPECT_EQ(taken_by(chord, action.name, Preferences{}), nullptr) << action.name << ": " << chord;
}

TEST(ActionTable, SaysWhatIsPossibleAndOnlyThat) {
  Desk desk;
  desk.customer_writes(1, "Maya Lindqvist", "Hello");
  desk.open_page();
  headless::key("e");
  EXPECT_TRUE(headless::find(Role::listitem, "Maya Lindqvist, SMS, Hello, 14:13, 1 unread"));  // nothing was open: nothing resolved
  headless::key("j");
  desk.settle();
  headless::key("e");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::button, "Reopen"));
  headless::key("E", platform::key_shift);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::button, "Resolve"));
}

TEST(Presses, AreWrittenTheSameOnEveryKeyboard) {
  struct Case { KeyPress press; bool apple; std::string_view text; };
  const Case cases[] = {
      {typed("e"), false, "e"},
      {typed("E"), false, "e"},  // caps lock
      {with("E", platform::key_shift), false, "Shift+e"},
      {with("?", platform::key_shift, "Slash"), false, "?"},
      {with("?", platform::key_shift, "Minus"), false, "?"},  // a German keyboard
      {with("k", platform::key_ctrl), false, "Mod+k"},
      {with("k", platform::key_meta), true, "Mod+k"},
      {with("k", platform::key_ctrl), true, "Ctrl+k"},
      {with("k", platform::key_meta), false, ""},  // the system's
      {with("л", platform::key_ctrl, "KeyK"), false, "Mod+k"},
      {typed("о", "KeyJ"), false, "j"},            // Russian
      {with("У", platform::key_shift, "KeyE"), false, "Shift+e"},
      {typed("ξ", "KeyJ"), false, "j"},            // Greek
      {typed("ח", "KeyJ"), false, "j"},            // Hebrew
      {typed("ت", "KeyJ"), false, "j"},            // Arabic
      {typed("لا", "KeyB"), false, "b"},           // one key, two letters
      {typed("х", "BracketLeft"), false, "["},
      {with("؟", platform::key_shift, "Slash"), false, "?"},        // Arabic: a sign of its own, the key of ours
      {with("Х", platform::key_shift, "BracketLeft"), false, "{"},  // Russian
      {with("ж", platform::key_shift, "Semicolon"), false, ":"},
      {with("٨", platform::key_shift, "Digit8"), false, "*"},
      {with("؟", platform::key_shift | platform::key_alt, "Slash"), false, "Alt+Shift+/"},
      {typed("ü", "BracketLeft"), false, "ü"},     // Latin stays what it says
      {with("¡", platform::key_alt, "Digit1"), true, "Alt+1"},
      {with("&", platform::key_alt, "Digit1"), false, "Alt+1"},  // French
      {with("[", platform::key_ctrl | platform::key_alt | platform::key_alt_graph, "Digit8"), false, "["},  // AltGr
      {with("Enter", platform::key_ctrl | platform::key_shift), false, "Mod+Shift+Enter"},
      {with("ArrowDown", 0), false, "ArrowDown"},
      {with("Shift", platform::key_shift), false, ""},
      {typed("Dead", "Quote"), false, ""},
      {typed("Process", "KeyA"), false, ""},
  };
  for (const Case& one : cases) EXPECT_EQ(press_text(one.press, one.apple), one.text) << one.press.key << " " << one.press.code;
}

TEST(Presses, AreShownAsTheMachineNamesThem) {
  EXPECT_EQ(caps_text("Mod+k", false), "Ctrl+K");
  EXPECT_EQ(caps_text("Mod+k", true), "⌘K");
  EXPECT_EQ(caps_text("Shift+e", false), "Shift+E");
  EXPECT_EQ(caps_text("g i", false), "G I");
  EXPECT_EQ(caps_text("Mod+Shift+Enter", true), "⌘⇧↩");
}

TEST(Presses, OfTheBrowserAreNobodys) {
  for (const char* key : {"w", "t", "n", "l", "r", "f", "p", "+", "-"}) {
    EXPECT_FALSE(valid_chord(std::string("Mod+") + key));
    EXPECT_EQ(taken_by(std::string("Mod+") + key, "", Preferences{}), nullptr);
  }
  EXPECT_FALSE(valid_chord("Tab"));
  EXPECT_FALSE(valid_chord(""));
  EXPECT_FALSE(valid_chord("Mod+"));
  EXPECT_FALSE(valid_chord("a b c"));
  EXPECT_TRUE(valid_chord("+"));
}

TEST(Keymap, WaitsForTheSecondKeyOfASequenceAndNotForEver) {
  Keymap keys;
  const Preferences prefs;
  Keymap::Answer answer = keys.press(typed("g"), prefs, false, 1000);
  EXPECT_TRUE(answer.taken && !answer.action);
  answer = keys.press(typed("m"), prefs, false, 1000 + Keymap::sequence_ms);
  ASSERT_TRUE(answer.action);
  EXPECT_EQ(answer.action->name, "go_mine");
  keys.press(typed("g"), prefs, false, 5000);
  answer = keys.press(typed("i"), prefs, false, 5001 + Keymap::sequence_ms);
  ASSERT_TRUE(answer.action);
  EXPECT_EQ(answer.action->name, "assign_to_me");  // too late for "g i": a key of its own
}

TEST(Keymap, TheDetailsHaveKeysThatAGermanKeyboardHas) {
  Keymap keys;
  keys.press(typed("g"), {}, false, 0);
  const Keymap::Answer answer = keys.press(typed("p"), {}, false, 1);
  ASSERT_TRUE(answer.action);
  EXPECT_EQ(answer.action->name, "details");
  EXPECT_EQ(keys.press(with("\\", platform::key_ctrl, "Backslash"), {}, false, 2).action->name, "details");
}

TEST(Keymap, ASequenceThatLeadsNowhereDoesNothingElse) {
  Keymap keys;
  keys.press(typed("g"), {}, false, 0);
  EXPECT_FALSE(keys.press(typed("Shift"), {}, false, 1).taken);
  const Keymap::Answer answer = keys.press(typed("e"), {}, false, 2);
  EXPECT_EQ(answer.action, nullptr);
  EXPECT_TRUE(answer.taken);
  EXPECT_EQ(keys.press(typed("e"), {}, false, 3).action->name, "resolve_next");
}

TEST(Keymap, HoldingAKeyRepeatsOnlyWhatMayRepeat) {
  Keymap keys;
  EXPECT_EQ(keys.press(with("j", platform::key_repeat), {}, false, 0).action->name, "next");
  const Keymap::Answer resolve = keys.press(with("e", platform::key_repeat), {}, false, 0);
  EXPECT_EQ(resolve.action, nullptr);
  EXPECT_TRUE(resolve.taken);
}

TEST(Keymap, LeavesTypingAlone) {
  Keymap keys;
  const Preferences prefs;
  const int field = platform::key_in_field;
  EXPECT_FALSE(keys.press(with("e", field), prefs, false, 0).taken);
  EXPECT_FALSE(keys.press(with("?", field | platform::key_shift), prefs, false, 0).taken);
  EXPECT_EQ(keys.press(with("Enter", field | platform::key_ctrl), prefs, false, 0).action->name, "send");
  EXPECT_EQ(keys.press(with("1", field | platform::key_alt, "Digit1"), prefs, false, 0).action->name, "go_mine");
  EXPECT_FALSE(keys.press(with("¡", field | platform::key_alt, "Digit1"), prefs, true, 0).taken);  // types a sign on Apple's
}

TEST(Keymap, TakingBackIsTheFieldsOwnWhereSomebodyTypes) {
  Keymap keys;
  const int ctrl = platform::key_ctrl, field = platform::key_in_field;
  EXPECT_FALSE(keys.press(with("z", field | ctrl), {}, false, 0).taken);
  EXPECT_FALSE(keys.press(with("z", field | platform::key_meta), {}, true, 0).taken);
  ASSERT_TRUE(keys.press(with("z", ctrl), {}, false, 0).action);
  EXPECT_EQ(keys.press(with("z", ctrl), {}, false, 0).action->name, "undo");
}

TEST(Keymap, SingleKeysCanBeSwitchedOffAndAnyKeyChosenAnew) {
  Keymap keys;
  Preferences prefs;
  prefs.single_keys = false;
  EXPECT_FALSE(keys.press(typed("e"), prefs, false, 0).taken);
  EXPECT_FALSE(keys.press(typed("g"), prefs, false, 0).taken);
  EXPECT_EQ(keys.press(with("1", platform::key_alt, "Digit1"), prefs, false, 0).action->name, "go_mine");
  EXPECT_EQ(keys.press(typed("ArrowDown"), prefs, false, 0).action->name, "next");
  prefs.single_keys = true;
  prefs.keys = {{"resolve_next", "d or x x"}, {"reopen", ""}};
  EXPECT_FALSE(keys.press(typed("e"), prefs, false, 0).taken);
  EXPECT_EQ(keys.press(typed("d"), prefs, false, 0).action->name, "resolve_next");
  EXPECT_EQ(keys.press(typed("x"), prefs, false, 0).action, nullptr);
  EXPECT_EQ(keys.press(typed("x"), prefs, false, 1).action->name, "resolve_next");
  EXPECT_FALSE(keys.press(with("E", platform::key_shift), prefs, false, 0).taken);
  EXPECT_EQ(taken_by("x", "", prefs)->name, "resolve_next");  // would never be heard behind it
  EXPECT_EQ(taken_by("d d", "", prefs)->name, "resolve_next");
  EXPECT_EQ(taken_by("e", "", prefs), nullptr);
}

TEST(Keys, WalkTheDayFromListToThreadAndBack) {
  Desk desk;
  desk.customer_writes(1, "Maya", "one");
  desk.pass(1000);
  desk.customer_writes(2, "Noor", "two");
  desk.pass(1000);
  desk.customer_writes(1, "Maya", "three");
  desk.open_page();
  EXPECT_TRUE(headless::key("j"));
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Maya"));
  headless::key("r");
  EXPECT_EQ(headless::record().focused, nodes::composer(desk.conversation_of(1)));
  headless::record().focused = 0;
  headless::key("i");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::label, "SMS · Assigned to you")) << headless::dump();
  headless::key("g");
  headless::key("m");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::region, "Mine"));
  headless::key("]");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::region, "Unassigned"));
  headless::key("u");
  EXPECT_EQ(headless::record().focused, nodes::list_row(desk.conversation_of(2)));
}

TEST(Keys, LeadToWhatIsResolvedOrSnoozedAndToSavedViewsByTheirPlace) {
  const auto address_has = [](std::string_view part) { return headless::record().address.find(part) != std::string::npos; };
  Desk desk;
  Preferences prefs;
  prefs.views.push_back(SavedView{to_text(desk.me.agent), "Texts", "#/all?channel=sms"});
  save_preferences(prefs);
  desk.customer_writes(1, "Maya", "one");
  desk.customer_writes(2, "Noor", "two");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  headless::key("e");
  desk.settle();
  headless::key("g");
  headless::key("c");
  desk.settle();
  EXPECT_TRUE(address_has("status=resolved")) << headless::record().address;
  EXPECT_TRUE(headless::find(Role::listitem, "Maya"));
  EXPECT_FALSE(headless::find(Role::listitem, "Noor"));
  headless::key("6", platform::key_alt, "Digit6");
  desk.settle();
  EXPECT_TRUE(address_has("status=resolved")) << "there is one saved view only";
  headless::key("5", platform::key_alt, "Digit5");
  desk.settle();
  EXPECT_TRUE(address_has("channel=sms") && !address_has("status=")) << headless::record().address;
}

TEST(Keys, ResolveGoesToTheNextThatWaitsAndCanBeTakenBack) {
  Desk desk;
  for (int who = 1; who <= 3; ++who) {
    desk.customer_writes(who, "Customer " + std::to_string(who), "hello");
    desk.pass(1000);
  }
  desk.open_page();
  headless::key("j");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Customer 3"));
  headless::key("e");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Customer 2"));
  EXPECT_TRUE(headless::find(Role::button, "Undo"));
  headless::key("z");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::button, "Undo"));
  EXPECT_FALSE(headless::find(Role::listitem, "Customer 3, SMS, hello, 14:13, 1 unread, Resolved"));
}

TEST(Keys, D37_ResolveInAllGoesToWhatIsOpenAndStaysWhereOnlySleepingOnesAreLeft) {
  Desk desk;
  for (int who = 1; who <= 3; ++who) {
    desk.customer_writes(who, "Customer " + std::to_string(who), "hello");
    desk.pass(1000);
  }
  ASSERT_TRUE(desk.command(Snooze{desk.conversation_of(1), Instant{Desk::morning + 3'600'000}}, desk.colleague));
  desk.open_page();  // 3 and 2 are open, and 1 sleeps below them
  headless::press(Role::listitem, "Customer 2");
  desk.settle();
  headless::key("e");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Customer 3")) << headless::dump();
  headless::key("e");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Customer 3")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::button, "Reopen")) << "it stays on what was resolved last, as in Mine";
}

TEST(Keys, ResolveInTheListOfWhatSleepsGoesToTheNextThatSleeps) {
  Desk desk;
  for (int who = 1; who <= 3; ++who) {
    desk.customer_writes(who, "Customer " + std::to_string(who), "hello");
    desk.pass(1000);
    ASSERT_TRUE(desk.command(Snooze{desk.conversation_of(who), Instant{Desk::morning + 3'600'000}}, desk.colleague));
  }
  desk.open_page("#/all?status=snoozed");
  headless::press(Role::listitem, "Customer 3");
  desk.settle();
  headless::key("e");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Customer 2")) << headless::dump();
}

// The list itself shows what was said last only; the line is not asked between the key and the frame.
TEST(Keys, ComeToAConversationWhoseMessagesAreThereAlready) {
  Desk desk;
  for (int who = 1; who <= 3; ++who) {
    desk.customer_writes(who, "Customer " + std::to_string(who), "first words of " + std::to_string(who));
    desk.customer_writes(who, "Customer " + std::to_string(who), "hello");
    desk.pass(1000);
  }
  desk.open_page();
  headless::key("j");
  desk.settle();
  ASSERT_NE(headless::dump().find("first words of 3"), std::string::npos);
  const auto shows_at_once = [&](const char* key, const std::string& words) {
    headless::key(key);
    headless::settle();
    EXPECT_NE(headless::dump().find(words), std::string::npos) << key << "\n" << headless::dump();
    desk.settle();
  };
  shows_at_once("j", "first words of 2");
  shows_at_once("j", "first words of 1");
  shows_at_once("k", "first words of 2");
}

TEST(Keys, ComeToAConversationWhoseWordsAreMeasuredAlready) {
  Desk desk;
  for (int who = 1; who <= 5; ++who) {
    for (const char* words : {"first words of ", "second words of ", "third words of ", "fourth words of ", "hello from "})
      desk.customer_writes(who, "Customer " + std::to_string(who), words + std::to_string(who));
    desk.pass(1000);
  }
  desk.open_page();
  headless::key("j");
  desk.settle();
  const auto measured = [] { return text::stats().measured; };
  double before = measured();
  headless::key("j");
  headless::settle();
  EXPECT_EQ(measured(), before) << "nothing is left for the frame that shows it";
  EXPECT_NE(headless::dump().find("third words of 4"), std::string::npos);
  desk.settle();
  before = measured();
  headless::press(Role::listitem, "Customer 1, SMS, hello from 1, 14:13, 5 unread");
  desk.settle();
  EXPECT_NE(headless::dump().find("third words of 1"), std::string::npos);
  EXPECT_GE(measured() - before, 5) << "one that is not beside it: its messages at least";
}

TEST(Keys, StepThroughMessagesAndBringThemIntoView) {
  Desk desk;
  for (int i = 0; i < 40; ++i) desk.customer_writes(1, "Maya", "message " + std::to_string(i));
  desk.open_page();
  headless::key("j");
  desk.settle();
  headless::key("p");
  for (int i = 0; i < 30; ++i) {
    platform::Event focused = headless::event_of(platform::EventKind::focused);
    focused.node = headless::record().focused;
    headless::emit(focused);
    headless::key("p");
    desk.settle();
  }
  const auto& nodes = headless::record().nodes;
  const auto shown = std::find_if(nodes.begin(), nodes.end(), [](const headless::ShownNode& n) { return n.node.id == headless::record().focused; });
  ASSERT_NE(shown, nodes.end());
  EXPECT_GT(shown->node.y, 60);
  EXPECT_LT(shown->node.y + shown->node.h, 760);
}

}  // namespace
}  // namespace tributary::app
