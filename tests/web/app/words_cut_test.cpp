// The words in two parts, as the page's build cuts them (cmake/later_words.py): all of them there, none twice, and none that
// the program's first part says in the second.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/refusal.h"
#include "web/app/word_place.h"
#include "web/app/word_table.h"

namespace json = boost::json;
namespace fs = std::filesystem;
using namespace tributary;

namespace {

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

json::value parsed(const fs::path& path) { return json::parse(text_of(path)); }

// What stands in each place of a file; null where it is the other half's.
std::vector<json::value> places_of(const json::value& file) {
  std::vector<json::value> all;
  for (const json::value& one : file.as_array()) {
    if (one.is_int64()) all.resize(all.size() + static_cast<std::size_t>(one.as_int64()));
    else all.push_back(one);
  }
  return all;
}

// As the compiler finds it.
app::WordPlace place_of(const std::string& key) {
  for (std::size_t place = 0; place < app::word_places; ++place)
    if (app::word_keys[place] == key) return static_cast<app::WordPlace>(place);
  return app::no_place;
}

std::string text_or_nothing(const std::string* text) { return text ? *text : std::string(); }

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

struct WordsCut : ::testing::Test {
  WordsCut() : folder(fs::path(::testing::TempDir()) / ("words_cut_" + std::to_string(::getpid()))) { fs::remove_all(folder); }
  ~WordsCut() override { fs::remove_all(folder); }

  bool cut(const fs::path& root) const {
    const std::string command = "python3 '" TRIBUTARY_ROOT "/cmake/later_words.py' '" + root.string() + "' '" + (folder / "out").string() + "' 2>'" + (folder / "said").string() + "'";
    fs::create_directories(folder);
    return std::system(command.c_str()) == 0;
  }
  json::value out(const std::string& name) const { return parsed(folder / "out" / name); }

  // A program of two files, the second of which comes later.
  void program(const std::string& first, const std::string& second, const std::string& rules = "") const {
    write(folder / "web/app/words.h", "namespace tributary::app::words {\ninline constexpr Word hello{\"a.hello\"};\ninline constexpr Word bye{\"a.bye\"};\ninline constexpr Plural cats{\"a.cats\"};\n}\n");
    write(folder / "web/app/words_more.h", "namespace tributary::app::words::more {\ninline constexpr Word hello{\"more.hello\"};\n}\n");
    write(folder / "web/app/first.cpp", first);
    write(folder / "web/app/second.cpp", second);
    write(folder / "web/later.txt", "web/app/second.cpp\n" + rules);
    write(folder / "assets/locale/en.json", R"({"language": "en", "direction": "ltr", "a.hello": "Hello", "a.bye": "Bye", "a.cats": {"one": "cat", "other": "cats"}, "more.hello": "Hi"})");
  }
  app::WordTable table(const std::string& name) const {
    app::WordTable read;
    EXPECT_TRUE(app::WordTable::read(text_of(folder / "out" / name), read)) << name;
    return read;
  }
  // What is not of the first part; the file itself names few of its keys.
  std::set<std::string> later(const fs::path& root) const {
    std::set<std::string> all, keys;
    const json::value whole = parsed(root / "assets/locale/en.json");
    for (const auto& pair : whole.as_object()) all.insert(std::string(pair.key()));
    const std::vector<json::value> first = places_of(out("en.json"));
    EXPECT_EQ(first.size(), all.size());
    std::size_t place = 0;
    for (const std::string& key : all)
      if (place >= first.size() || first[place++].is_null()) keys.insert(key);
    return keys;
  }
  std::set<std::string> later() const { return later(folder); }
  using Keys = std::set<std::string>;

  fs::path folder;
};

TEST_F(WordsCut, EveryWordIsInOnePartInEveryLanguageAndWhereTheProgramLooksForIt) {
  ASSERT_TRUE(cut(TRIBUTARY_ROOT));
  const std::set<std::string> of_second = later(TRIBUTARY_ROOT);
  constexpr const char* forms[] = {"zero", "one", "two", "few", "many", "other"};
  for (const std::string& language : std::vector<std::string>{"en", "de", "ar"}) {
    const app::WordTable first = table(language + ".json"), second = table(language + ".later.json");
    const json::value whole = parsed(TRIBUTARY_ROOT "/assets/locale/" + language + ".json");
    for (const auto& pair : whole.as_object()) {
      const std::string key(pair.key());
      const app::WordPlace place = place_of(key);
      const bool comes_later = of_second.count(key) > 0;
      const app::WordTable &here = comes_later ? second : first, &other = comes_later ? first : second;
      if (pair.value().is_string()) {
        EXPECT_EQ(text_or_nothing(here.find(place)), pair.value().as_string()) << language << " " << key;
        EXPECT_EQ(other.find(place), nullptr) << language << " " << key;
        continue;
      }
      for (std::size_t form = 0; form < std::size(forms); ++form) {
        const json::value* text = pair.value().as_object().if_contains(forms[form]);
        const auto wanted = static_cast<platform::PluralForm>(form);
        EXPECT_EQ(text_or_nothing(here.find(place, wanted)), text ? text->as_string() : json::string()) << language << " " << key;
        EXPECT_EQ(other.find(place, wanted), nullptr) << language << " " << key;
      }
    }
  }
}

TEST_F(WordsCut, OnlyWhatIsLookedForByCodeHasItsKey) {
  ASSERT_TRUE(cut(TRIBUTARY_ROOT));
  const app::WordTable first = table("en.json"), second = table("en.later.json");
  EXPECT_EQ(second.place_named("health_row.clients"), place_of("health_row.clients"));
  EXPECT_NE(second.find(place_of("health_row.clients")), nullptr);
  EXPECT_NE(second.find(place_of("health.ok")), nullptr);
  EXPECT_EQ(second.place_named("health.ok"), app::no_place);
  EXPECT_EQ(second.place_named("health_row.no_such_row"), app::no_place) << "nobody's, and not by chance somebody else's";
  EXPECT_EQ(first.place_named("refusal.already_resolved"), place_of("refusal.already_resolved"));
  EXPECT_NE(first.find(place_of("frame.views")), nullptr);
  EXPECT_EQ(first.place_named("frame.views"), app::no_place);
  EXPECT_EQ(table("de.json").place_named("refusal.already_resolved"), app::no_place) << "English, compiled in, knows where it stands";
}

TEST_F(WordsCut, WhatTheFirstPartSaysByCodeIsThereAndAWorthwhilePartIsNot) {
  ASSERT_TRUE(cut(TRIBUTARY_ROOT));
  const std::set<std::string> of_second = later(TRIBUTARY_ROOT);
  const app::WordTable first = table("en.json");
  for (const char* key : {"language", "direction", "frame.views", "provider_error.other"}) EXPECT_FALSE(of_second.count(key)) << key;
  EXPECT_NE(first.place_named("provider_error.other"), app::no_place);
  for (int i = 0; i <= static_cast<int>(Refusal::no_public_address); ++i) EXPECT_NE(first.place_named("refusal." + std::string(code(static_cast<Refusal>(i)))), app::no_place);
  EXPECT_GT(of_second.size(), 200u);
  EXPECT_TRUE(of_second.count("health.ok"));
  EXPECT_TRUE(of_second.count("caps.Ctrl")) << "how keys are called";
}

TEST_F(WordsCut, AWordOfBothIsOfTheFirst) {
  program("void f() { show(words::hello); }\n", "void g() { show(words::hello, words::bye, words::cats, words::more::hello); }\n");
  ASSERT_TRUE(cut(folder));
  EXPECT_EQ(later(), (Keys{"a.bye", "a.cats", "more.hello"}));
}

TEST_F(WordsCut, ATextThatBeginsKeysNamesThemAll) {
  program("void f() { find(\"a.\" + code); }\n", "void g() { find(\"more.hello\"); }\n");
  ASSERT_TRUE(cut(folder));
  EXPECT_EQ(later(), (Keys{"more.hello"}));
}

TEST_F(WordsCut, WhatStaysOfAFileKeepsItsWordsAndThoseOfWhatItCalls) {
  program("", "namespace {\nvoid helper() {\n  show(words::bye);\n}\n\nvoid other() { show(words::cats); }  // helper\n}\nvoid App::stay_here() {\n  helper(\"other\");\n}\nvoid App::go() { show(words::hello); }\n",
          "- tributary::app::App::stay_here\n");
  ASSERT_TRUE(cut(folder));
  EXPECT_EQ(later(), (Keys{"a.cats", "a.hello"}));
}

TEST_F(WordsCut, WhatElseAnActionIsCalledIsOfWhoeverLooksForIt) {
  program("", "bool found(const Action& action) { return match(action.synonyms); }\n");
  write(folder / "web/app/words_actions.h", "namespace tributary::app::words {\ninline constexpr Word act_hello{\"a.hello\"};\ninline constexpr Word act_hello_also{\"a.bye\"};\n}\n");
  write(folder / "web/app/words.h", "namespace tributary::app::words {\ninline constexpr Plural cats{\"a.cats\"};\n}\n");
  write(folder / "web/app/action_table.cpp", "constexpr Action rows[] = {{words::act_hello, words::act_hello_also}};\n");
  ASSERT_TRUE(cut(folder));
  EXPECT_EQ(later(), (Keys{"a.bye"}));
  write(folder / "web/app/first.cpp", "void f() { show(words::act_hello_also); }\n");
  ASSERT_TRUE(cut(folder));
  EXPECT_EQ(later(), Keys{});
}

TEST_F(WordsCut, AShortNameForWordsIsRefused) {
  program("using namespace words;\nvoid f() { show(hello); }\n", "void g() { show(words::hello); }\n");
  EXPECT_FALSE(cut(folder));
}

TEST_F(WordsCut, ALanguageThatLacksAKeyIsRefused) {
  program("", "");
  write(folder / "assets/locale/de.json", R"({"language": "de", "direction": "ltr"})");
  EXPECT_FALSE(cut(folder));
}

}  // namespace
