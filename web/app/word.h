#pragma once
// A word of the interface by its key; it stands for its text in the language now shown. English is compiled in, other
// languages arrive as files (assets/locale); the words that only the program's second part says come with that, in every
// language (cmake/later_words.py). Looking one up allocates nothing; views last until the language changes. The program knows
// a word by its place (word_place.h).
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "web/app/word_place.h"

namespace tributary::app {

class Ui;

namespace words {
std::string_view text_at(WordPlace);
}

struct Word {
  WordPlace place = no_place;

  constexpr Word() = default;
  consteval explicit Word(const char* key) : place(place_of(key)) {}
  // Inlined, so that a word costs its number and not an object with it.
  [[gnu::always_inline]] operator std::string_view() const { return words::text_at(place); }  // NOLINT: a word is its text
};

// A sentence that depends on how many: its forms are looked up by the rules of the language. {n} is the number.
struct Plural {
  WordPlace place;

  consteval explicit Plural(const char* key) : place(place_of(key)) {}
};

namespace words {

// What stands for {name} in a sentence. The text is inserted as it is and never read as a pattern itself.
struct Value { std::string_view name, text; };
using Values = std::initializer_list<Value>;

std::string_view format(Ui&, Word, Values);                             // lasts as long as the frame
std::string_view plural(Ui&, Plural, std::int64_t n, Values more = {});
// Parts in a row: to be spoken ("Sam, 14:02, Sent"), and to be seen (with dots), where each part keeps its own direction.
// Empty parts are left out.
std::string_view listed(Ui&, std::initializer_list<std::string_view> parts);
std::string_view dotted(Ui&, std::initializer_list<std::string_view> parts);
std::string formatted(Word, Values);
std::string pluralled(Plural, std::int64_t n, Values more = {});

// Shows this language from now on: the text of a file in assets/locale, or nothing for English. The page's times and numbers follow,
// and so do numbers that stand in its texts as "{60}". False (and nothing changed) when it cannot be read.
bool use(std::string_view locale_json);
std::string_view language();  // "en", "de", "ar"
bool right_to_left();

// What no language says: shown where a word's text cannot be had. Tests look for it.
inline constexpr std::string_view missing = "[…]";

// The text of a key that is put together, as a table of sentences needs (refusals by their code); empty when there is none.
// Such keys, or what they begin with, are written out where they are asked for: cmake/later_words.py lets these keep their names.
std::string_view find(std::string_view key);

}  // namespace words
}  // namespace tributary::app
