#include "web/app/word_table.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "core/wire/document.h"

namespace tributary::app {
namespace {

namespace json = boost::json;

std::string text_of(const json::string& text) { return std::string(text.data(), text.size()); }

// What is counted beside such a number has these digits too.
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

constexpr const char* forms[] = {"zero", "one", "two", "few", "many", "other"};  // in the order of platform::PluralForm
constexpr std::uint32_t room = 8;  // of a place: for the text itself, or for its forms

std::uint32_t at_of(WordPlace place) { return place * room; }
std::uint32_t at_of(WordPlace place, std::size_t form) { return place * room + 1 + static_cast<std::uint32_t>(form); }

}  // namespace

bool WordTable::read(std::string_view file, WordTable& into) {
  const std::optional<json::value> value = wire::parse_document(file);
  const json::array* places = value ? value->if_array() : nullptr;
  if (!places) return false;
  WordTable read;
  std::int64_t place = 0;
  for (const json::value& one : *places) {
    const std::int64_t* elsewhere = one.if_int64();
    if (!elsewhere) read.add(static_cast<WordPlace>(place), one);
    place += elsewhere ? *elsewhere : 1;
  }
  if (place < word_places) return false;
  into = std::move(read);
  return true;
}

void WordTable::write_numbers() {
  for (Entry& entry : entries_)
    if (entry.text.find('{') != std::string::npos) entry.text = in_its_digits(entry.text);
}

const std::string* WordTable::find(WordPlace place) const { return entry_at(at_of(place)); }

const std::string* WordTable::find(WordPlace place, platform::PluralForm form) const { return entry_at(at_of(place, static_cast<std::size_t>(form))); }

const std::string* WordTable::entry_at(std::uint32_t wanted) const {
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), wanted, [](const Entry& entry, std::uint32_t at) { return entry.at < at; });
  return found != entries_.end() && found->at == wanted ? &found->text : nullptr;
}

WordPlace WordTable::place_named(std::string_view key) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), key, [](const Name& name, std::string_view wanted) { return std::string_view(name.key) < wanted; });
  return found != names_.end() && found->key == key ? found->place : no_place;
}

void WordTable::add(WordPlace place, const json::value& value) {
  const json::array* named = value.if_array();
  const json::string* name = named && named->size() == 2 ? (*named)[0].if_string() : nullptr;
  if (name) names_.push_back(Name{text_of(*name), place});
  const json::value& text = name ? (*named)[1] : value;
  add_text(at_of(place), text);
  const json::object* plural = text.if_object();
  for (std::size_t form = 0; plural && form < std::size(forms); ++form)
    if (const json::value* one = plural->if_contains(forms[form])) add_text(at_of(place, form), *one);
}

void WordTable::add_text(std::uint32_t at, const json::value& value) {
  if (const json::string* text = value.if_string()) entries_.push_back(Entry{at, text_of(*text)});
}

}  // namespace tributary::app
