// The words in two parts, as the page's build cuts them (cmake/later_words.py): all of them there, none twice, and none that
// the program's first part says in the second.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/refusal.h"
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

// As word.cpp finds it; nothing where there is none.
std::string found(const app::WordTable& table, const std::string& key) {
  const std::string* text = table.find(key);
  if (!text) text = table.find_placed(key);
  return text ? *text : std::string();
}

// How many texts a file of the second part has, with key or without.
std::size_t texts_in(const json::array& file) {
  std::size_t count = file[1].as_object().size();
  for (std::size_t place = 2; place < file.size(); ++place) count += file[place].is_number() ? 0u : 1u;
  return count;
}

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
  // What is not of the first part; the file itself names few of its keys.
  std::set<std::string> later(const fs::path& root) const {
    std::set<std::string> keys;
    const json::value whole = parsed(root / "assets/locale/en.json"), first = out("en.json");
    for (const auto& pair : whole.as_object())
      if (!first.as_object().contains(pair.key())) keys.insert(std::string(pair.key()));
    return keys;
  }
  std::set<std::string> later() const { return later(folder); }
  using Keys = std::set<std::string>;

  fs::path folder;
};

TEST_F(WordsCut, EveryWordIsInOnePartInEveryLanguage) {
  ASSERT_TRUE(cut(TRIBUTARY_ROOT));
  std::vector<std::string> order;
  const json::value english = out("en.json");
  for (const auto& pair : english.as_object()) order.emplace_back(pair.key());
  for (const std::string& language : std::vector<std::string>{"en", "de", "ar"}) {
    const json::object whole = parsed(TRIBUTARY_ROOT "/assets/locale/" + language + ".json").as_object();
    const json::value first = out(language + ".json");
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(language == "en" ? first.at(order[i]) : first.at(i), whole.at(order[i])) << language << " " << order[i];
    app::WordTable rest;
    ASSERT_TRUE(app::WordTable::read(text_of(folder / "out" / (language + ".later.json")), rest));
    for (const std::string& key : later(TRIBUTARY_ROOT)) {
      const json::value& text = whole.at(key);
      if (text.is_string()) { EXPECT_EQ(found(rest, key), text.as_string()) << language << " " << key; }
      else
        for (const auto& form : text.as_object()) EXPECT_EQ(found(rest, key + "#" + std::string(form.key())), form.value().as_string()) << language << " " << key;
    }
    EXPECT_EQ(order.size() + texts_in(out(language + ".later.json").as_array()), whole.size()) << language;
  }
}

TEST_F(WordsCut, OfTheSecondPartOnlyWhatIsLookedForByCodeHasItsKey) {
  ASSERT_TRUE(cut(TRIBUTARY_ROOT));
  const json::value file = out("en.later.json");
  EXPECT_TRUE(file.at(1).as_object().contains("health_row.clients"));
  EXPECT_FALSE(file.at(1).as_object().contains("health.ok"));
  app::WordTable rest;
  ASSERT_TRUE(app::WordTable::read(text_of(folder / "out/en.later.json"), rest));
  EXPECT_NE(rest.find("health_row.clients"), nullptr);
  EXPECT_EQ(rest.find("health_row.no_such_row"), nullptr) << "nobody's, and not by chance somebody else's";
}

TEST_F(WordsCut, WhatTheFirstPartSaysByCodeIsThereAndAWorthwhilePartIsNot) {
  ASSERT_TRUE(cut(TRIBUTARY_ROOT));
  const json::value first = out("en.json");
  for (const char* key : {"language", "direction", "frame.views", "provider_error.other"}) EXPECT_TRUE(first.as_object().contains(key)) << key;
  for (int i = 0; i <= static_cast<int>(Refusal::no_public_address); ++i) EXPECT_TRUE(first.as_object().contains("refusal." + std::string(code(static_cast<Refusal>(i)))));
  EXPECT_GT(later(TRIBUTARY_ROOT).size(), 200u);
  EXPECT_TRUE(later(TRIBUTARY_ROOT).count("health.ok"));
  EXPECT_TRUE(later(TRIBUTARY_ROOT).count("caps.Ctrl")) << "how keys are called";
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
