// The table of errors in docs/api.md against the program: each code under the status it comes with, and none that nothing says.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "relay/api/answers.h"
#include "tests/support/source_tree.h"

namespace tributary::test {
namespace {

using Table = std::map<int, std::set<std::string>>;

// "| 413 | `body_too_large` `files_too_large` (both with `limit`) |": what stands in parentheses is about the codes.
Table documented() {
  static const std::regex aside("\\([^)]*\\)"), code("`([a-z_]+)`");
  Table table;
  std::istringstream page(tidy::read(std::string(TRIBUTARY_ROOT) + "/docs/api.md"));
  for (std::string line; std::getline(page, line);) {
    if (line.size() < 8 || !tidy::starts(line, "| ") || (line[2] != '4' && line[2] != '5')) continue;
    const std::string codes = std::regex_replace(line, aside, "");
    for (std::sregex_iterator it(codes.begin(), codes.end(), code), end; it != end; ++it) table[std::stoi(line.substr(2, 3))].insert((*it)[1].str());
  }
  return table;
}

// What the relay's own sources answer with a code that is written out.
Table said_by_the_relay() {
  static const std::regex with_status("\\b(?:error|refusal)\\((\\d+), (?:\\w+ \\? )?\"([a-z_]+)\""), later("\\b(not_now|too_many)\\(\"([a-z_]+)\"");
  Table table;
  for (const tidy::File& file : tidy::tree()) {
    if (!tidy::starts(file.path, "relay/") || !tidy::is_cpp(file)) continue;
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), with_status), end; it != end; ++it) table[std::stoi((*it)[1].str())].insert((*it)[2].str());
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), later), end; it != end; ++it) table[(*it)[1].str() == "not_now" ? 503 : 429].insert((*it)[2].str());
  }
  return table;
}

}  // namespace

TEST(ErrorTable, EveryRefusalOfTheEngineStandsUnderItsStatus) {
  const Table table = documented();
  for (int i = 0; i <= static_cast<int>(Refusal::no_public_address); ++i) {
    const auto why = static_cast<Refusal>(i);
    const int status = api::error(Refused(why)).status;
    ASSERT_TRUE(table.count(status)) << status;
    EXPECT_TRUE(table.at(status).count(std::string(code(why)))) << status << " " << code(why);
  }
}

TEST(ErrorTable, EveryRefusalOfTheRelayStandsUnderItsStatus) {
  const Table table = documented(), said = said_by_the_relay();
  for (const auto& [status, codes] : said) {
    ASSERT_TRUE(table.count(status)) << status;
    for (const std::string& one : codes) EXPECT_TRUE(table.at(status).count(one)) << status << " " << one;
  }
  for (const int status : {400, 401, 403, 404, 405, 409, 415, 422, 429, 503}) EXPECT_TRUE(said.count(status)) << "the sources are read for nothing: " << status;
}

TEST(ErrorTable, NoCodeStandsThereThatNothingSays) {
  for (const auto& [status, codes] : documented())
    for (const std::string& one : codes) {
      const bool said = std::any_of(tidy::tree().begin(), tidy::tree().end(), [&](const tidy::File& file) {
        return (tidy::starts(file.path, "relay/") || tidy::starts(file.path, "core/")) && tidy::is_cpp(file) && file.text.find('"' + one + '"') != std::string::npos;
      });
      EXPECT_TRUE(said) << status << " " << one;
    }
}

TEST(ErrorTable, TheAnswersOfTheOpenApiPageNameCodesOfTheTable) {
  static const std::regex snake("\\b[a-z]+(?:_[a-z]+)+\\b");
  std::set<std::string> known;
  for (const auto& [status, codes] : documented()) known.insert(codes.begin(), codes.end());
  const auto page = boost::json::parse(tidy::read(std::string(TRIBUTARY_ROOT) + "/docs/openapi.yaml"));
  for (const auto& answer : page.at("components").at("responses").as_object()) {
    const std::string words(answer.value().at("description").as_string());
    for (std::sregex_iterator it(words.begin(), words.end(), snake), end; it != end; ++it) EXPECT_TRUE(known.count(it->str())) << answer.key() << " " << it->str();
  }
}

}  // namespace tributary::test
