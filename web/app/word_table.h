#pragma once
// The texts of one language, or of a part of it, as a file brings them (assets/locale, cmake/later_words.py).
#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::app {

class WordTable {
 public:
  // Three kinds of files: an object of texts by their keys; without keys, an array in the order of those of another table; or
  // what comes with the program's second part, an array in which each text stands where its key leads (find_placed), behind
  // the letters that lead there and an object of those texts that are looked for by code.
  static bool read(std::string_view file, WordTable& into, const WordTable* order = nullptr);

  bool empty() const { return entries_.empty(); }
  void write_numbers();  // "{60}", a number that stands in a sentence, in the digits of the language now shown

  // The form of a plural follows its key after a '#'.
  const std::string* find(std::string_view key) const;

  // A text whose key this table does not carry, but was made with: of any other key it says what belongs to somebody else.
  const std::string* find_placed(std::string_view key) const;

 private:
  struct Entry { std::string key, text; };

  std::vector<std::string_view> keys() const;  // each once, without the forms of plurals
  void add(std::string key, const boost::json::value&);
  void read_placed(const boost::json::array& file);

  std::vector<Entry> entries_;  // sorted by key, so that looking up is a search without hashing
  std::string letters_;
  std::size_t places_ = 0;
};

}  // namespace tributary::app
