#include "web/app/word_table.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/base/sorted.h"
#include "core/wire/document.h"
#include "web/platform/platform.h"

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

// cmake/later_words.py has the same.
std::uint32_t mixed(std::string_view key, std::uint32_t with) {
  std::uint32_t h = 2166136261u ^ with;
  for (const char c : key) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h ^ (h >> 15);
}

// Two signs, without the dot that every key has.
std::string place_name(std::size_t place) { return {static_cast<char>(0x80 + place / 64), static_cast<char>(0x80 + place % 64)}; }

}  // namespace

bool WordTable::read(std::string_view file, WordTable& into, const WordTable* order) {
  const std::optional<json::value> value = wire::parse_document(file);
  const json::object* object = value ? value->if_object() : nullptr;
  const json::array* texts = value ? value->if_array() : nullptr;
  const std::vector<std::string_view> keys = order ? order->keys() : std::vector<std::string_view>();
  if (!object && (!texts || (order ? texts->size() != keys.size() : texts->size() < 3 || !(*texts)[0].is_string()))) return false;
  into.entries_.clear();
  if (object)
    for (const auto& pair : *object) into.add(std::string(pair.key().data(), pair.key().size()), pair.value());
  else if (!order) into.read_placed(*texts);
  for (std::size_t i = 0; texts && i < keys.size(); ++i) into.add(std::string(keys[i]), (*texts)[i]);
  sort_list(into.entries_, [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return true;
}

void WordTable::read_placed(const json::array& file) {
  letters_ = text_of(file[0].get_string());
  places_ = file.size() - 2;
  if (const json::object* by_code = file[1].if_object())
    for (const auto& pair : *by_code) add(std::string(pair.key().data(), pair.key().size()), pair.value());
  for (std::size_t place = 0; place < places_; ++place) add(place_name(place), file[place + 2]);
}

void WordTable::write_numbers() {
  for (Entry& entry : entries_)
    if (entry.text.find('{') != std::string::npos) entry.text = in_its_digits(entry.text);
}

const std::string* WordTable::find(std::string_view key) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), key, [](const Entry& entry, std::string_view wanted) { return std::string_view(entry.key) < wanted; });
  return at != entries_.end() && at->key == key ? &at->text : nullptr;
}

// A letter for all keys that share it, chosen so that with it each of them leads to a place of its own.
const std::string* WordTable::find_placed(std::string_view key) const {
  if (letters_.empty()) return nullptr;
  const std::size_t form = std::min(key.find('#'), key.size());
  const std::string_view name = key.substr(0, form);
  const auto letter = static_cast<unsigned char>(letters_[mixed(name, 0) % letters_.size()]);
  return find(place_name(mixed(name, letter) % places_) + std::string(key.substr(form)));
}

std::vector<std::string_view> WordTable::keys() const {
  std::vector<std::string_view> all;
  for (const Entry& entry : entries_) {
    const std::string_view key = std::string_view(entry.key).substr(0, entry.key.find('#'));
    if (all.empty() || all.back() != key) all.push_back(key);
  }
  return all;
}

void WordTable::add(std::string key, const json::value& value) {
  if (const json::string* text = value.if_string()) entries_.push_back(Entry{std::move(key), text_of(*text)});
  const json::object* forms = value.if_object();
  if (!forms) return;
  for (const auto& form : *forms) add(key + "#" + std::string(form.key().data(), form.key().size()), form.value());
}

}  // namespace tributary::app
