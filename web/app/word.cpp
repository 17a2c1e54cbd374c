#include "web/app/word.h"

#include <boost/json/value.hpp>

#include <algorithm>
#include <vector>

#include "core/base/sorted.h"
#include "core/wire/document.h"
#include "web/app/english.h"
#include "web/app/ui.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

namespace json = boost::json;

struct Entry { std::string key, text; };

// "{60}", a number that stands in a sentence, in the digits of the language now shown: what is counted beside it has them too.
std::string in_its_digits(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at), close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out += text.substr(at);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    const bool number = !inside.empty() && digit(inside.front());
    out += text.substr(at, number ? open - at : close + 1 - at);
    for (const char c : number ? inside : std::string_view()) {
      if (digit(c)) out += platform::format_number(c - '0');
      else out += c;
    }
    at = close + 1;
  }
  return out;
}

// Sorted by key, so that looking up is a search without hashing. The form of a plural follows its key after a '#'.
class Table {
 public:
  // A file has its texts by key, or (cmake/later_words.py) without keys, in the order of those of another table.
  static bool read(std::string_view locale_json, Table& into, const Table* order = nullptr) {
    const std::optional<json::value> value = wire::parse_document(locale_json);
    const json::object* object = value ? value->if_object() : nullptr;
    const json::array* texts = value && order ? value->if_array() : nullptr;
    const std::vector<std::string_view> keys = texts ? order->keys() : std::vector<std::string_view>();
    if (!object && (!texts || texts->size() != keys.size())) return false;
    into.entries_.clear();
    if (object)
      for (const auto& pair : *object) into.add(std::string(pair.key().data(), pair.key().size()), pair.value());
    for (std::size_t i = 0; i < keys.size(); ++i) into.add(std::string(keys[i]), (*texts)[i]);
    sort_list(into.entries_, [](const Entry& a, const Entry& b) { return a.key < b.key; });
    return true;
  }

  bool empty() const { return entries_.empty(); }

  void write_numbers() {
    for (Entry& entry : entries_)
      if (entry.text.find('{') != std::string::npos) entry.text = in_its_digits(entry.text);
  }

  const std::string* find(std::string_view key) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), key, [](const Entry& entry, std::string_view wanted) { return std::string_view(entry.key) < wanted; });
    return at != entries_.end() && at->key == key ? &at->text : nullptr;
  }

 private:
  // Each once, without the forms of plurals.
  std::vector<std::string_view> keys() const {
    std::vector<std::string_view> all;
    for (const Entry& entry : entries_) {
      const std::string_view key = std::string_view(entry.key).substr(0, entry.key.find('#'));
      if (all.empty() || all.back() != key) all.push_back(key);
    }
    return all;
  }

  void add(std::string key, const json::value& value) {
    if (const json::string* text = value.if_string()) entries_.push_back(Entry{std::move(key), std::string(text->data(), text->size())});
    const json::object* forms = value.if_object();
    if (!forms) return;
    for (const auto& form : *forms) add(key + "#" + std::string(form.key().data(), form.key().size()), form.value());
  }

  std::vector<Entry> entries_;
};

const Table& english() {
  static const Table table = [] {
    Table read;
    Table::read(words::english_json(), read);
    return read;
  }();
  return table;
}

struct Shown {
  Table table, more;  // more: what only the program's second part says
  bool any = false;  // else English
  std::string language = "en";
  bool right_to_left = false;
};

Shown& shown() {
  static Shown one;
  return one;
}

// The second part's words come with its code. They are read when the first of them is looked for, and never twice, since
// somebody may hold a view of them; needed: if they are not there they are brought now, whatever it costs.
const std::string* more_text(std::string_view key, bool needed) {
  Table& more = shown().more;
  if (more.empty() && Table::read(platform::more_words(needed), more)) more.write_numbers();
  return more.find(key);
}

// In the language shown, else in English: a missing sentence must not leave a hole.
std::string_view text_of(std::string_view key, bool needed) {
  const std::string* text = shown().any ? shown().table.find(key) : nullptr;
  if (!text) text = english().find(key);
  if (!text) text = more_text(key, needed);
  return text ? std::string_view(*text) : std::string_view();
}

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
  constexpr std::string_view forms[] = {"#zero", "#one", "#two", "#few", "#many", "#other"};
  const std::string key(word.key);
  const std::string_view exact = text_of(key + std::string(forms[static_cast<std::size_t>(platform::plural_form(n))]), false);
  return exact.empty() ? text_of(key + "#other", true) : exact;
}

}  // namespace

Word::operator std::string_view() const {
  const std::string_view text = text_of(key, true);
  return text.empty() ? std::string_view(key) : text;
}

namespace words {

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
    if (!Table::read(locale_json, next.table, &english())) return false;
    const std::string *language = next.table.find("language"), *direction = next.table.find("direction");
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
std::string_view find(std::string_view key) { return text_of(key, false); }

}  // namespace words
}  // namespace tributary::app
