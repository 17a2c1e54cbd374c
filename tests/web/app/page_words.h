#pragma once
// The words of a language as the page gets them: without keys, each in the place of its own (web/app/word_table.h).
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace tributary {

inline boost::json::object words_by_key(const std::string& language) {
  std::ifstream file(std::string(TRIBUTARY_ROOT) + "/assets/locale/" + language + ".json");
  std::stringstream text;
  text << file.rdbuf();
  return boost::json::parse(text.str()).as_object();
}

inline std::string without_keys(const boost::json::object& by_key) {
  std::map<std::string, boost::json::value> sorted;
  for (const auto& pair : by_key) sorted.emplace(std::string(pair.key()), pair.value());
  boost::json::array texts;
  for (const auto& pair : sorted) texts.push_back(pair.second);
  return boost::json::serialize(texts);
}

inline std::string page_words(const std::string& language) { return without_keys(words_by_key(language)); }

}  // namespace tributary
