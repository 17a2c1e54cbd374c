// Keys are called what the keyboards of the language shown call them, wherever the page names one: never by a name of the program.
#include <gtest/gtest.h>

#include <boost/json/value.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/web/app/desk.h"
#include "tests/web/app/page_words.h"
#include "web/app/keymap.h"
#include "web/app/preferences.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

namespace headless = platform::headless;
namespace json = boost::json;
using Role = platform::Role;

// As a press names them (KeyboardEvent.key); Mod is called like Ctrl.
const std::vector<std::string> named = {"Ctrl", "Alt", "Shift", "Enter", "Escape", "Backspace", "Delete", "Insert", "Home", "End", "PageUp", "PageDown", "Space", "Tab", "Pause", "PrintScreen", "ContextMenu"};

// English, but every key has a name that stands nowhere else.
std::string marked() {
  json::object words = words_by_key("en");
  for (const std::string& name : named) words["caps." + name] = "§" + name.substr(0, 1) + std::to_string(name.size());
  return without_keys(words);
}

bool has_word(const std::string& text, const std::string& word) { return std::regex_search(text, std::regex("(^|[^A-Za-z])" + word + "([^A-Za-z]|$)")); }

Preferences control_sends() {
  Preferences prefs;
  prefs.enter_sends = false;
  return prefs;
}

struct KeyNames : ::testing::Test {
  void TearDown() override { words::use({}); }

  void open(const std::string& texts, const Preferences& prefs = control_sends()) {
    save_preferences(prefs);
    desk.customer_writes(1, "Maya", "Hello");
    desk.open_page();
    platform::Event arrived = headless::event_of(platform::EventKind::words_arrived);
    arrived.text = texts;
    arrived.status = 200;
    headless::emit(arrived);
    headless::settle();
    ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
    desk.settle();
  }
  void open_in(const std::string& language, const Preferences& prefs = control_sends()) { open(page_words(language), prefs); }
  void show_sheet() {
    headless::key("?", platform::key_shift, "Slash");
    desk.settle();
    ASSERT_TRUE(headless::find(Role::dialog, ""));
  }
  void show_preferences() {
    headless::key("g");
    headless::key(",");
    desk.settle();
  }
  static std::string hint(std::string_view field) {
    const headless::ShownNode* shown = headless::find(Role::textbox, field);
    return shown ? shown->description : "no such field";
  }
  // No node on the screen, of these roles, calls a key as the program or English does.
  static void expect_no_english_key(const std::vector<Role>& roles) {
    int seen = 0;
    for (const auto& shown : headless::record().nodes) {
      if (std::find(roles.begin(), roles.end(), shown.node.role) == roles.end()) continue;
      seen += shown.name.find("§") != std::string::npos ? 1 : 0;
      std::string name = shown.name;  // one action has a key in its own name, which each language says in its words
      if (const std::size_t at = name.find("Enter sends on or off"); at != std::string::npos) name.erase(at, 5);
      for (const char* word : {"Mod", "Ctrl", "Control", "Alt", "Shift", "Enter", "Escape", "Esc"}) EXPECT_FALSE(has_word(name, word)) << shown.name;
    }
    EXPECT_GT(seen, 0) << headless::dump();
  }

  Desk desk;
};

TEST_F(KeyNames, OfGermanKeyboardsStandOnTheSheetAndInTheComposerAlike) {
  open_in("de");
  EXPECT_EQ(hint("Antwort"), "Antwort schreiben … Strg+Eingabe sendet");
  show_sheet();
  EXPECT_TRUE(headless::find(Role::listitem, "Senden, Strg+Eingabe")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::listitem, "Senden und erledigen, Strg+Umschalt+Eingabe"));
  EXPECT_TRUE(headless::find(Role::listitem, "Zum Neuesten, Umschalt+G"));
}

TEST_F(KeyNames, InGermanThatEnterSendsIsSaidWithTheSameNames) {
  open_in("de", Preferences{});
  const std::string enter = caps_text("Enter", false), line = caps_text("Shift+Enter", false);
  EXPECT_NE(hint("Antwort").find(enter + " sendet, " + line), std::string::npos) << hint("Antwort");
}

TEST_F(KeyNames, OfKeysThatAPersonChoseAreOfTheLanguageToo) {
  open_in("de");
  show_preferences();
  ASSERT_TRUE(headless::press(Role::button, "Tasten von Zum Neuesten ändern, jetzt Umschalt+G")) << headless::dump();
  platform::Event focused = headless::event_of(platform::EventKind::focused);
  focused.node = headless::record().focused;
  headless::emit(focused);
  desk.settle();
  headless::key("w", platform::key_ctrl);
  EXPECT_TRUE(headless::find(Role::label, "Strg+W gehört dem Browser")) << headless::dump();
  headless::key("Delete", platform::key_ctrl);
  desk.settle();
  EXPECT_EQ(preferences_of(headless::record().storage["preferences"]).keys.at("latest"), "Mod+Delete");
  EXPECT_TRUE(headless::find(Role::button, "Tasten von Zum Neuesten ändern, jetzt Strg+Entf")) << headless::dump();
}

TEST_F(KeyNames, TheComposerNamesTheKeysThatSendNow) {
  Preferences prefs = control_sends();
  prefs.keys = {{"send", "Alt+PageDown or Mod+Enter"}};
  open_in("de", prefs);
  EXPECT_EQ(hint("Antwort"), "Antwort schreiben … Alt+Bild ab sendet");
}

TEST_F(KeyNames, WhereNoKeySendsTheComposerPromisesNone) {
  Preferences prefs = control_sends();
  prefs.keys = {{"send", ""}};
  open_in("en", prefs);
  EXPECT_EQ(hint("Reply"), "Write a reply…");
}

TEST_F(KeyNames, OnApplesMachinesAreItsSignsInEveryLanguage) {
  headless::record().apple = true;
  open_in("de");
  EXPECT_EQ(hint("Antwort"), "Antwort schreiben … ⌘↩ sendet");
  for (const char* language : {"en", "de", "ar"}) {
    ASSERT_TRUE(words::use(page_words(language)));
    EXPECT_EQ(caps_text("Mod+Shift+Enter", true), "⌘⇧↩") << language;
    EXPECT_EQ(caps_text("Ctrl+Alt+Backspace", true), "⌃⌥⌫") << language;
  }
  ASSERT_TRUE(words::use(page_words("de")));
  EXPECT_EQ(caps_text("Mod+PageUp", true), "⌘Bild auf");
}

TEST_F(KeyNames, AreUsualInEachLanguageAndArrowsEverywhere) {
  const std::map<std::string, std::vector<std::string>> called = {
      {"en", {"Ctrl+Enter", "Shift+Page Up", "Esc", "Ctrl+Space", "Backspace", "↓", "Alt+F4"}},
      {"de", {"Strg+Eingabe", "Umschalt+Bild auf", "Esc", "Strg+Leertaste", "Rücktaste", "↓", "Alt+F4"}},
      {"ar", {"Ctrl+Enter", "Shift+Page Up", "Esc", "Ctrl+مسافة", "Backspace", "↓", "Alt+F4"}}};
  const std::vector<std::string> chords = {"Mod+Enter", "Shift+PageUp", "Escape", "Mod+Space", "Backspace", "ArrowDown", "Alt+F4"};
  for (const auto& [language, names] : called) {
    ASSERT_TRUE(words::use(page_words(language)));
    for (std::size_t i = 0; i < chords.size(); ++i) EXPECT_EQ(caps_text(chords[i], false), names[i]) << language;
  }
}

TEST_F(KeyNames, AreAllWordsOfTheLanguageAndNoneOfTheProgram) {
  std::set<std::string> words_of_keys;
  for (const auto& pair : words_by_key("en"))
    if (const std::string key(pair.key()); key.substr(0, 5) == "caps.") words_of_keys.insert(key.substr(5));
  EXPECT_EQ(words_of_keys, std::set<std::string>(named.begin(), named.end())) << "what no press is called names no key";
  ASSERT_TRUE(words::use(marked()));
  for (const std::string& name : named) EXPECT_EQ(caps_text(name, false).substr(0, 2), "§") << name;
  EXPECT_EQ(caps_text("Mod+k", false), "§C4+K");
  EXPECT_EQ(caps_text("Shift+F5", false), "§S5+F5") << "what is printed so everywhere";
  EXPECT_EQ(caps_text("ü", false), "ü");
  for (const Action& action : actions())
    for (std::string_view chord : alternatives(action.keys))
      for (const std::string& cap : key_caps(chord, false))
        EXPECT_TRUE(cap.size() < 2 || cap.substr(0, 2) == "§" || cap.substr(0, 2) == "\xE2\x86") << action.name << ": " << cap;  // a letter, a word, an arrow
}

TEST_F(KeyNames, NoSheetPaletteMenuOrPreferenceShowsAnother) {
  open(marked());
  EXPECT_EQ(hint("Reply"), "Write a reply… §C4+§E5 sends");
  ASSERT_TRUE(headless::type("Reply", "Hello Maya"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::button, "More ways to send"));
  desk.settle();
  expect_no_english_key({Role::menuitem});
  headless::key("Escape");
  desk.settle();
  headless::key("k", platform::key_ctrl);
  desk.settle();
  headless::type("Type a command or a name", "saved replies");
  desk.settle();
  expect_no_english_key({Role::option});
  headless::key("Escape");
  desk.settle();
  show_sheet();
  expect_no_english_key({Role::listitem});
  headless::key("Escape");
  desk.settle();
  show_preferences();
  expect_no_english_key({Role::button});
}

TEST(KeySentences, CallKeysWhatTheCapsAreCalledInEveryLanguage) {
  const json::object english = words_by_key("en");
  int sentences = 0;
  for (const char* language : {"en", "de", "ar"}) {
    const json::object words = words_by_key(language);
    for (const char* name : {"Ctrl", "Alt", "Shift", "Enter"}) {
      const std::string cap(words.at(std::string("caps.") + name).as_string());
      for (const auto& pair : english) {
        const std::string key(pair.key());
        if (key.substr(0, 5) == "caps." || !pair.value().is_string() || !has_word(std::string(pair.value().as_string()), name)) continue;
        const std::string said(words.at(key).as_string());
        EXPECT_NE(said.find(cap), std::string::npos) << language << " " << key << ": " << said;
        EXPECT_TRUE(cap == name || !has_word(said, name)) << language << " " << key << ": " << said;
        ++sentences;
      }
    }
  }
  EXPECT_GT(sentences, 10);
}

}  // namespace
}  // namespace tributary::app
