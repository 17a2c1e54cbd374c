// The words of every language: nothing missing, nothing superfluous, every placeholder and plural form there.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/refusal.h"
#include "core/view/error_sentences.h"
#include "tests/support/source_tree.h"
#include "web/app/word.h"

namespace json = boost::json;
using namespace tributary;

namespace {

const std::map<std::string, std::set<std::string>> languages = {
    {"en", {"one", "other"}}, {"de", {"one", "other"}}, {"ar", {"zero", "one", "two", "few", "many", "other"}}};

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(TRIBUTARY_ROOT) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

json::object locale(const std::string& language) { return json::parse(text_of("assets/locale/" + language + ".json")).as_object(); }

std::set<std::string> keys(const json::object& table) {
  std::set<std::string> all;
  for (const auto& pair : table) all.insert(std::string(pair.key()));
  return all;
}

std::set<std::string> placeholders(const std::string& sentence) {
  static const std::regex one("\\{[^}0-9][^}]*\\}");  // "{60}" is a number (word.cpp)
  return {std::sregex_token_iterator(sentence.begin(), sentence.end(), one), std::sregex_token_iterator()};
}

std::string text(const json::value& value) { return std::string(value.as_string()); }

// The constants of words.h: key -> whether it is a plural.
std::map<std::string, bool> declared() {
  const std::string header = text_of("web/app/words.h") + text_of("web/app/words_actions.h") + text_of("web/app/words_composer.h") + text_of("web/app/words_people.h") + text_of("web/app/words_health.h") + text_of("web/app/words_library.h") + text_of("web/app/words_channels.h");
  static const std::regex constant("inline constexpr (Word|Plural) (\\w+)\\{\"([^\"]+)\"\\}");
  std::map<std::string, bool> found;
  for (std::sregex_iterator it(header.begin(), header.end(), constant), end; it != end; ++it) found[(*it)[3]] = (*it)[1] == "Plural";
  return found;
}

TEST(Words, EveryLanguageHasTheKeysOfEnglish) {
  const auto english = keys(locale("en"));
  for (const auto& [language, forms] : languages) EXPECT_EQ(keys(locale(language)), english) << language;
}

// The compiler knows the keys in the order in which files without keys have the texts.
TEST(Words, EveryKeyOfEnglishHasItsPlaceInTheProgram) {
  const auto english = keys(locale("en"));
  EXPECT_EQ(std::vector<std::string>(std::begin(app::word_keys), std::end(app::word_keys)), std::vector<std::string>(english.begin(), english.end()));
}

TEST(Words, EveryConstantHasASentenceAndEverySentenceAConstant) {
  const json::object english = locale("en");
  const auto constants = declared();
  ASSERT_GT(constants.size(), 100u);
  for (const auto& [key, plural] : constants) {
    ASSERT_TRUE(english.contains(key)) << key << " is missing in assets/locale/en.json";
    EXPECT_EQ(english.at(key).is_object(), plural) << key;
  }
  for (const std::string& key : keys(english)) {
    const bool by_code = tidy::starts(key, "refusal.") || tidy::starts(key, "provider_error.") || tidy::starts(key, "health_row.") || tidy::starts(key, "health_error.") || tidy::starts(key, "caps.") || key == "language" || key == "direction";
    if (!by_code) { EXPECT_TRUE(constants.count(key)) << key << " is in no constant of web/app/words.h"; }
  }
}

TEST(Words, EveryRefusalOfTheEngineIsThereInItsOwnWords) {
  const json::object english = locale("en");
  for (int i = 0; i <= static_cast<int>(Refusal::no_public_address); ++i) {
    const auto why = static_cast<Refusal>(i);
    const std::string key = "refusal." + std::string(code(why));
    ASSERT_TRUE(english.contains(key)) << key;
    EXPECT_EQ(text(english.at(key)), sentence(Refused(why)));
  }
}

// What the relay refuses by itself, before the engine is asked. A code that is new there is either given words here, or named
// among those that no agent reads in the page.
TEST(Words, EveryRefusalOfTheRelayThatAnAgentCanMeetIsThere) {
  const std::set<std::string> unread = {
      // of programs, providers and addresses: the page does not ask like that
      "bad_json", "bad_request", "bad_signature", "body_too_large", "cross_site", "draft_too_long", "header_too_large", "idempotency_key_reused", "link_expired",
      "method_not_allowed", "not_found", "quarantine_full", "query_too_long", "too_many_drafts", "unknown_field", "unknown_host", "unsupported_media_type", "upgrade_required",
      // said in the page's own words where they are met: at the door, in the form of the password, in the search, in the banner
      "link_used_up", "search_unavailable", "stopping", "too_many_sockets", "too_many_tries", "wrong_sign_in",
      // of an admin's pages alone
      "account_disconnected", "already_dismissed", "already_replayed", "email_taken", "inactive_user", "number_fixed", "own_account", "still_unusable"};
  static const std::regex said("\\b(?:error|not_now|too_many|refusal)\\((?:\\d+, )?(?:\\w+ \\? )?\"([a-z_]+)\"|ErrorBody [^\"]*return \\{\"([a-z_]+)\"|error\\.code = \"([a-z_]+)\"");
  const json::object english = locale("en");
  std::set<std::string> met;
  for (const auto& file : tidy::tree()) {
    if (!tidy::starts(file.path, "relay/") || !tidy::is_cpp(file)) continue;
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), said), end; it != end; ++it) {
      const std::string code = (*it)[1].str() + (*it)[2].str() + (*it)[3].str();
      if (unread.count(code) > 0) continue;
      met.insert(code);
      EXPECT_TRUE(english.contains("refusal." + code)) << code << ", " << file.path;
    }
  }
  for (const char* code : {"too_many_uploads", "disk_full", "disk_low", "overloaded", "too_many", "too_slow", "not_signed_in", "internal"}) EXPECT_TRUE(met.count(code)) << code;
}

TEST(Words, EveryErrorOfTheProviderIsThereInItsOwnWords) {
  const json::object english = locale("en");
  EXPECT_EQ(text(english.at("provider_error.other")), provider_error_sentence(0));
  for (std::int32_t number = 1; number < 100000; ++number) {
    const std::string key = "provider_error." + std::to_string(number);
    const bool known = provider_error_sentence(number) != provider_error_sentence(0);
    ASSERT_EQ(english.contains(key), known) << key;
    if (known) { EXPECT_EQ(text(english.at(key)), provider_error_sentence(number)); }
  }
}

TEST(Words, WhatTheRelaySaysAboutAFileIsKnownHere) {
  const std::string relay = text_of("relay/host/media_fetcher.cpp") + text_of("relay/host/ingest.cpp"), known = text_of("web/app/reason_words.cpp");
  static const std::regex said("(?:unavailable|blocked|try_later\\(job)[^;]*?\"([A-Z][^\"]*\\.)\"");
  int sentences = 0;
  for (std::sregex_iterator it(relay.begin(), relay.end(), said), end; it != end; ++it, ++sentences) EXPECT_NE(known.find((*it)[1]), std::string::npos) << (*it)[1];
  EXPECT_GE(sentences, 5);
}

TEST(Words, WhatTheRelaySaysInTheBannerIsThereInItsOwnWords) {
  const std::string relay = text_of("relay/api/door.cpp");
  static const std::regex said("notice = \"([^\"]+)\"");
  int sentences = 0;
  for (std::sregex_iterator it(relay.begin(), relay.end(), said), end; it != end; ++it, ++sentences) EXPECT_EQ(text(locale("en").at("connection.asked_regularly")), (*it)[1]);
  EXPECT_EQ(sentences, 1) << "the banner knows one sentence: web/app/connection_banner.cpp";
}

TEST(Words, EveryValueOfTheHealthPageIsThereInItsOwnWordsAndInTheGuide) {
  const std::string table = text_of("relay/host/health_table.h");
  static const std::regex row("inline const HealthValue \\w+\\{\"(\\w+)\",[^\"]*\"([^\"]*)\",\\s*\"([^\"]*)\"\\};");
  const std::string guide = text_of("docs/operations.md");
  const json::object english = locale("en");
  std::size_t rows = 0;
  for (std::sregex_iterator it(table.begin(), table.end(), row), end; it != end; ++it, ++rows) {
    const std::string key = "health_row." + (*it)[1].str();
    ASSERT_TRUE(english.contains(key) && english.contains(key + "_what") && english.contains(key + "_do")) << key;
    EXPECT_EQ(text(english.at(key + "_what")), (*it)[2]);
    EXPECT_EQ(text(english.at(key + "_do")), (*it)[3]);
    const std::size_t line = guide.find("| `" + (*it)[1].str() + "` |");
    ASSERT_NE(line, std::string::npos) << key << " stands in no line of docs/operations.md";
    const std::string said = guide.substr(line, guide.find('\n', line) - line);
    EXPECT_TRUE(said.find((*it)[2].str()) != std::string::npos && said.ends_with("| " + (*it)[3].str() + " |")) << said;
  }
  EXPECT_EQ(rows, 22u);
}

TEST(Words, TranslationsKeepThePlaceholders) {
  const json::object english = locale("en");
  for (const auto& [language, forms] : languages) {
    for (const auto& pair : locale(language)) {
      const json::value& original = english.at(pair.key());
      if (pair.value().is_string()) {
        EXPECT_EQ(placeholders(text(pair.value())), placeholders(text(original))) << language << " " << pair.key();
        continue;
      }
      const auto allowed = placeholders(text(original.at("other")));
      for (const auto& form : pair.value().as_object()) {  // "one message" needs no number
        for (const std::string& hole : placeholders(text(form.value()))) EXPECT_TRUE(allowed.count(hole)) << language << " " << pair.key() << " " << hole;
      }
    }
  }
}

// Arabic writes numbers in digits of its own where its region does: a number that is not marked would stand beside them in others.
TEST(Words, NumbersInArabicAreWrittenInTheDigitsOfItsRegion) {
  const std::set<std::string> names = {"composer.gsm7", "composer.ucs2", "refusal.invalid_phone", "people.search_no_date", "action.usual_size_also", "emoji.table"};
  static const std::regex marked("\\{[^}]*\\}"), digit("[0-9]|\u0660|\u0661|\u0662|\u0663|\u0664|\u0665|\u0666|\u0667|\u0668|\u0669");
  const auto expect_none = [&](const std::string& key, const std::string& sentence) {
    EXPECT_FALSE(std::regex_search(std::regex_replace(sentence, marked, ""), digit)) << key << ": a number in a sentence is written {60}: " << sentence;
  };
  for (const auto& pair : locale("ar")) {
    const std::string key(pair.key());
    if (names.count(key)) continue;
    if (pair.value().is_string()) expect_none(key, text(pair.value()));
    else
      for (const auto& form : pair.value().as_object()) expect_none(key, text(form.value()));
  }
}

// A word of the language for a thing of the house, and no other.
TEST(Words, AnAdminIsCalledTheSameInArabicEverywhereAndNeverAsTheAssigneeIs) {
  const std::set<std::string> assignee = {"contact.assignee", "action.assign_also"}, page = {"frame.admin", "admin.admin_failed", "action.go_admin", "action.go_admin_also"};
  static const std::regex admin("\\b[Aa]dmins?\\b");
  const json::object english = locale("en");
  int sentences = 0;
  for (const auto& pair : locale("ar")) {
    const std::string key(pair.key());
    if (!pair.value().is_string() || !english.at(key).is_string()) continue;
    const std::string said = text(pair.value());
    if (assignee.count(key) == 0) { EXPECT_EQ(said.find("مسؤول"), std::string::npos) << key << ": that is who answers"; }
    if (page.count(key) > 0 || !std::regex_search(text(english.at(key)), admin)) continue;
    EXPECT_NE(said.find("مشرف"), std::string::npos) << key;
    ++sentences;
  }
  EXPECT_GT(sentences, 10);
}

TEST(Words, WhatsAppIsWrittenInArabicLetters) {
  for (const auto& pair : locale("ar")) {
    if (pair.value().is_string()) { EXPECT_EQ(text(pair.value()).find("WhatsApp"), std::string::npos) << pair.key(); }
  }
}

// German sets dots that stand for words apart from the word before them; English and Arabic do not.
TEST(Words, AnEllipsisStandsApartInGermanAlone) {
  static const std::regex apart(" …"), joined("[^ ]…");
  for (const auto& one : languages) {
    const std::string& language = one.first;
    const std::regex& wrong = language == "de" ? joined : apart;
    for (const auto& pair : locale(language)) {
      const auto expect = [&](const std::string& sentence) { EXPECT_FALSE(std::regex_search(sentence, wrong)) << language << " " << pair.key() << ": " << sentence; };
      if (pair.value().is_string()) expect(text(pair.value()));
      else
        for (const auto& form : pair.value().as_object()) expect(text(form.value()));
    }
  }
}

TEST(Words, EnglishMarksNoNumbersSinceItIsReadBeforeAnyLanguageIsShown) {
  static const std::regex marked("\\{[0-9]");
  for (const auto& pair : locale("en")) {
    if (pair.value().is_string()) { EXPECT_FALSE(std::regex_search(text(pair.value()), marked)) << pair.key(); }
  }
}

TEST(Words, PluralsHaveTheFormsTheirLanguageNeeds) {
  for (const auto& [language, forms] : languages) {
    for (const auto& pair : locale(language)) {
      const json::object* plural = pair.value().if_object();
      if (plural) { EXPECT_EQ(keys(*plural), forms) << language << " " << pair.key(); }
    }
  }
}

TEST(Words, NoSentenceIsEmpty) {
  for (const auto& [language, forms] : languages) {
    for (const auto& pair : locale(language)) {
      if (pair.value().is_string()) { EXPECT_FALSE(text(pair.value()).empty()) << language << " " << pair.key(); }
    }
  }
}

TEST(Words, EveryConstantIsUsed) {
  std::set<std::string> used;
  static const std::regex use("words::(?:[a-z]+::)?(\\w+)"), constant("inline constexpr (?:Word|Plural) (\\w+)\\{");
  for (const auto& file : tidy::tree()) {
    if (!tidy::starts(file.path, "web/app/") || !tidy::is_cpp(file)) continue;
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), use), end; it != end; ++it) used.insert((*it)[1]);
  }
  const std::string header = text_of("web/app/words.h") + text_of("web/app/words_actions.h") + text_of("web/app/words_composer.h") + text_of("web/app/words_people.h") + text_of("web/app/words_health.h") + text_of("web/app/words_library.h") + text_of("web/app/words_channels.h");
  for (std::sregex_iterator it(header.begin(), header.end(), constant), end; it != end; ++it) EXPECT_TRUE(used.count((*it)[1])) << (*it)[1] << " is used nowhere";
}

}  // namespace
