#include "core/wire/document.h"

#include <algorithm>
#include <cmath>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#pragma GCC diagnostic pop

#include "core/base/number_text.h"
#include "core/base/text.h"

namespace tributary::wire {
namespace {

namespace json = boost::json;
using Text = json::string_view;
using Error = json::error_code;

struct Decimal { std::uint64_t digits = 0; int exponent = 0; bool negative = false, short_enough = true; };

Decimal decimal_of(std::string_view text) {
  Decimal d;
  std::size_t i = 0;
  const auto digit = [&] { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const auto take = [&](int step) {
    for (; digit(); ++i) {
      if (d.digits >= 100'000'000'000'000ULL) d.short_enough = false;
      else d.digits = d.digits * 10 + static_cast<std::uint64_t>(text[i] - '0'), d.exponent += step;
    }
  };
  if (i < text.size() && text[i] == '-') d.negative = true, ++i;
  take(0);
  if (i < text.size() && text[i] == '.') ++i, take(-1);
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const bool down = ++i < text.size() && text[i] == '-';
    if (down || (i < text.size() && text[i] == '+')) ++i;
    int written = 0;
    for (; digit(); ++i) written = std::min(written * 10 + (text[i] - '0'), 1000);
    d.exponent += down ? -written : written;
  }
  return d;
}

// Fifteen digits and a power of ten up to 22 are both exact as doubles, so that one step rounds once, as it must. What is
// longer is read_number's.
double number_of(std::string_view text) {
  constexpr double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const Decimal d = decimal_of(text);
  if (!d.short_enough || d.exponent < -22 || d.exponent > 22) return read_number(text);
  const auto digits = static_cast<double>(d.digits);
  const double size = d.exponent < 0 ? digits / tens[-d.exponent] : digits * tens[d.exponent];
  return d.negative ? -size : size;
}

// Boost's own handler, but it counts the members, so that a key said twice is noticed, and reads numbers
// by itself, because this version's own reading is off by a bit in the last place.
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
  // Inlined, so that nobody works out the double nobody looks at, with a table of five kilobytes.
  [[gnu::always_inline]] bool on_double(double, Text s, Error& ec) {
    const double number = number_of({s.data(), s.size()});
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

void put(std::string& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null: out += "null"; break;
    case json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case json::kind::int64: out += std::to_string(value.get_int64()); break;
    case json::kind::uint64: out += std::to_string(value.get_uint64()); break;
    case json::kind::double_: put_number(out, value.get_double()); break;
    case json::kind::string: put_string(out, {value.get_string().data(), value.get_string().size()}); break;
    case json::kind::array: {
      char before = '[';
      for (const json::value& item : value.get_array()) out += std::exchange(before, ','), put(out, item);
      out += before == '[' ? "[]" : "]";
      break;
    }
    case json::kind::object: {
      char before = '{';
      for (const auto& member : value.get_object()) {
        out += std::exchange(before, ',');
        put_string(out, {member.key().data(), member.key().size()});
        out += ':';
        put(out, member.value());
      }
      out += before == '{' ? "{}" : "}";
      break;
    }
  }
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

std::string document_text(const json::value& value) {
  std::string out;
  put(out, value);
  return out;
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
      constexpr char digits[] = "0123456789abcdef";
      out += "\\u00";
      out += digits[c >> 4U];
      out += digits[c & 15U];
    }
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

void put_number(std::string& out, double number) {
  if (!std::isfinite(number)) number = 0;
  if (std::abs(number) < 1e15 && number == std::trunc(number) && !(number == 0 && std::signbit(number))) {
    out += std::to_string(static_cast<std::int64_t>(number));
    return;
  }
  out += number_text(number);
}

}  // namespace tributary::wire
