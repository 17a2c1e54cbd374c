#include "web/app/word.h"

#include "web/app/english.h"
#include "web/app/ui.h"
#include "web/app/word_table.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

const WordTable& english() {
  static const WordTable table = [] {
    WordTable read;
    WordTable::read(words::english_json(), read);
    return read;
  }();
  return table;
}

struct Shown {
  WordTable table, more;  // more: what only the program's second part says
  bool any = false;  // else English
  std::string language = "en";
  bool right_to_left = false;
};

Shown& shown() {
  static Shown one;
  return one;
}

// In the language shown, else in English: a missing sentence must not leave a hole. Of a plural one form.
template <typename... Form>
const std::string* first_text(WordPlace place, Form... form) {
  const std::string* text = shown().any ? shown().table.find(place, form...) : nullptr;
  return text ? text : english().find(place, form...);
}

// The second part's words come with its code. They are read when the first of them is looked for, and never twice, since
// somebody may hold a view of them. Of the program's own words that the first part lacks each is there, or brought now,
// whatever it costs; a key that was put together somewhere may be nobody's.
const WordTable& second_part(bool own) {
  WordTable& more = shown().more;
  if (more.empty() && WordTable::read(platform::more_words(own), more)) more.write_numbers();
  return more;
}

std::string_view view_of(const std::string* text) { return text ? std::string_view(*text) : words::missing; }

// Whether a text could disorder a sentence of the language shown: one that begins from the other side, or numbers and
// addresses, which have no side of their own. Isolated, it keeps to itself.
bool has_other_side(std::string_view s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto c = static_cast<unsigned char>(s[i]);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool from_right = c >= 0xD6 && c <= 0xDF;  // Hebrew, Arabic, Syriac, Thaana and N'Ko in UTF-8
    if (shown().right_to_left ? letter || c == '+' || c == '/' || c == '@' || (c >= 0xC3 && !from_right) : from_right) return true;
  }
  return false;
}

constexpr std::string_view isolate = "\xE2\x81\xA8", end_isolate = "\xE2\x81\xA9";

void insert(std::string& out, std::string_view value) {
  if (!has_other_side(value)) out += value;
  else out.append(isolate).append(value).append(end_isolate);
}

std::string filled(std::string_view pattern, words::Values values, const words::Value& number) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = pattern.find('{', at), close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) return out += pattern.substr(at);
    out += pattern.substr(at, open - at);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    if (name == number.name) out += number.text;
    for (const words::Value& value : values)
      if (value.name == name) insert(out, value.text);
    at = close + 1;
  }
  return out;
}

std::string_view pattern_for(Plural word, std::int64_t n) {
  const platform::PluralForm exact = platform::plural_form(n), usual = platform::PluralForm::other;
  const std::string* first = first_text(word.place, usual);
  const std::string* text = first ? first_text(word.place, exact) : second_part(true).find(word.place, exact);
  return view_of(text ? text : first ? first : second_part(true).find(word.place, usual));
}

constexpr Word language_tag{"language"}, side{"direction"};

}  // namespace

namespace words {

std::string_view text_at(WordPlace place) {
  const std::string* text = first_text(place);
  return view_of(text ? text : second_part(true).find(place));
}

std::string formatted(Word word, Values values) { return filled(word, values, Value{}); }

std::string pluralled(Plural word, std::int64_t n, Values more) {
  const std::string number = platform::format_number(static_cast<double>(n));
  return filled(pattern_for(word, n), more, Value{"n", number});
}

std::string_view format(Ui& ui, Word word, Values values) { return ui.keep(formatted(word, values)); }
std::string_view plural(Ui& ui, Plural word, std::int64_t n, Values more) { return ui.keep(pluralled(word, n, more)); }

std::string_view listed(Ui& ui, std::initializer_list<std::string_view> parts) {
  const std::string_view pattern = words::listing, comma = pattern.substr(7, pattern.size() - 13);  // between {first} and {rest}
  std::string_view row;
  for (std::string_view part : parts)
    if (!part.empty()) row = row.empty() ? part : ui.join({row, comma, part});
  return row;
}

std::string_view dotted(Ui& ui, std::initializer_list<std::string_view> parts) {
  std::string row;
  for (std::string_view part : parts) {
    if (part.empty()) continue;
    if (!row.empty()) row += " · ";
    insert(row, part);
  }
  return ui.keep(row);
}

bool use(std::string_view locale_json) {
  Shown next;
  if (!locale_json.empty()) {
    if (!WordTable::read(locale_json, next.table)) return false;
    const std::string *language = next.table.find(language_tag.place), *direction = next.table.find(side.place);
    if (!language || !direction) return false;
    next.any = true;
    next.language = *language;
    next.right_to_left = *direction == "rtl";
  }
  shown() = std::move(next);
  platform::set_language(shown().language, shown().right_to_left);
  shown().table.write_numbers();
  return true;
}

std::string_view language() { return shown().language; }
bool right_to_left() { return shown().right_to_left; }

std::string_view find(std::string_view key) {
  const WordPlace place = english().place_named(key);
  if (place != no_place) return text_at(place);
  const WordTable& more = second_part(false);
  const std::string* text = more.find(more.place_named(key));
  return text ? std::string_view(*text) : std::string_view();
}

}  // namespace words
}  // namespace tributary::app
