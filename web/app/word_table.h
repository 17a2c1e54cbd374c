#pragma once
// The texts of one language, or of a part of it, as a file brings them (cmake/later_words.py).
#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/word_place.h"
#include "web/platform/platform.h"

namespace tributary::app {

class WordTable {
 public:
  // An array of what stands in each place: a text, or an object of the forms of a plural. A number says how many places in a
  // row are another file's. What is looked for by code as well is an array of its key and of what stands there. False (and
  // nothing changed) when the file is something else, or has not all places.
  static bool read(std::string_view file, WordTable& into);

  bool empty() const { return entries_.empty(); }
  void write_numbers();  // "{60}", a number that stands in a sentence, in the digits of the language now shown

  const std::string* find(WordPlace) const;
  const std::string* find(WordPlace, platform::PluralForm) const;
  WordPlace place_named(std::string_view key) const;  // no_place: nobody's key, or one without its name here

 private:
  struct Entry { std::uint32_t at; std::string text; };  // place and form, so that the forms of a plural follow each other
  struct Name { std::string key; WordPlace place; };

  const std::string* entry_at(std::uint32_t) const;
  void add(WordPlace, const boost::json::value&);
  void add_text(std::uint32_t at, const boost::json::value&);

  std::vector<Entry> entries_;  // in order
  std::vector<Name> names_;     // in order, since keys and places have the same
};

}  // namespace tributary::app
