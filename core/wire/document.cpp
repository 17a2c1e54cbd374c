#include "core/wire/document.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#pragma GCC diagnostic pop

#include "core/base/text.h"

namespace tributary::wire {
namespace {

namespace json = boost::json;
using Text = json::string_view;
using Error = json::error_code;

// Boost's own handler, but it counts the members, so that a key said twice is noticed, and reads numbers
// with strtod, because this version's own reading is off by a bit in the last place.
struct Handler {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  json::value_stack stack;
  std::size_t members = 0;

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return true; }
  bool on_object_end(std::size_t n, Error&) { members += n; stack.push_object(n); return true; }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t n, Error&) { stack.push_array(n); return true; }
  bool on_key_part(Text s, std::size_t, Error&) { stack.push_chars(s); return true; }
  bool on_key(Text s, std::size_t, Error&) { stack.push_key(s); return true; }
  bool on_string_part(Text s, std::size_t, Error&) { stack.push_chars(s); return true; }
  bool on_string(Text s, std::size_t, Error&) { stack.push_string(s); return true; }
  bool on_number_part(Text, Error&) { return true; }
  bool on_int64(std::int64_t i, Text, Error&) { stack.push_int64(i); return true; }
  bool on_uint64(std::uint64_t u, Text, Error&) { stack.push_uint64(u); return true; }
  bool on_double(double, Text s, Error& ec) {
    const std::string text(s.data(), s.size());  // strtod wants an end
    const double number = std::strtod(text.c_str(), nullptr);
    if (!std::isfinite(number)) { ec = json::error::exponent_overflow; return false; }
    stack.push_double(number);
    return true;
  }
  bool on_bool(bool b, Error&) { stack.push_bool(b); return true; }
  bool on_null(Error&) { stack.push_null(); return true; }
  bool on_comment_part(Text, Error&) { return true; }
  bool on_comment(Text, Error&) { return true; }
};

std::size_t members_of(const json::value& value) {
  std::size_t count = 0;
  if (const json::object* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) count += members_of(member.value());
  } else if (const json::array* array = value.if_array()) {
    for (const json::value& item : *array) count += members_of(item);
  }
  return count;
}

bool plain(unsigned char c) { return c >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

std::optional<json::value> parse_document(std::string_view text) {
  json::parse_options options;
  options.max_depth = 32;
  json::basic_parser<Handler> parser(options);
  parser.handler().stack.reset();
  Error ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (ec || read != text.size() || !parser.done()) return {};
  json::value document = parser.handler().stack.release();
  if (members_of(document) != parser.handler().members) return {};
  return document;
}

void put_string(std::string& out, std::string_view text) {
  std::string repaired;
  if (!valid_utf8(text)) text = repaired = for_display(text);
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (plain(c)) continue;
    out.append(text, from, i - from);
    from = i + 1;
    if (c == '"' || c == '\\') { out += '\\'; out += text[i]; }
    else if (c == '\n') out += "\\n";
    else {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      out += escape;
    }
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

void put_number(std::string& out, double number) {
  if (!std::isfinite(number)) number = 0;
  char text[40];
  for (int digits : {15, 16, 17}) {
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    if (std::strtod(text, nullptr) == number) break;
  }
  out += text;
}

}  // namespace tributary::wire
