#include "core/wire/document.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "core/base/number_text.h"
#include "core/base/text.h"
#include "core/wire/reader.h"

namespace tributary::wire {
namespace {

namespace json = boost::json;

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

// Whole numbers as such while 64 bits hold them.
std::optional<json::value> whole_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::uint64_t all = 0;
  for (const char c : text.substr(negative ? 1 : 0)) {
    if (c < '0' || c > '9' || __builtin_mul_overflow(all, 10U, &all) || __builtin_add_overflow(all, static_cast<std::uint64_t>(c - '0'), &all)) return {};
  }
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  if (negative) return all <= most + 1 ? std::optional<json::value>(static_cast<std::int64_t>(0 - all)) : std::nullopt;
  return all <= most ? json::value(static_cast<std::int64_t>(all)) : json::value(all);
}

bool take(Reader& from, json::value& into);

bool take_object(Reader& from, json::object& into) {
  return from.object([&](std::string_view key) {
    const auto [member, fresh] = into.emplace(json::string_view(key.data(), key.size()), nullptr);
    return fresh && take(from, member->value());
  });
}

bool take_number(Reader& from, json::value& into) {
  const auto text = from.number();
  if (!text) return false;
  if (auto whole = whole_of(*text)) return into = std::move(*whole), true;
  const double number = number_of(*text);
  into = number;
  return std::isfinite(number);
}

bool take(Reader& from, json::value& into) {
  if (from.next_is('{')) return take_object(from, into.emplace_object());
  if (from.next_is('[')) return from.array([&from, &list = into.emplace_array()] { return take(from, list.emplace_back(nullptr)); });
  if (from.next_is('"')) {
    const auto text = from.string();
    if (text) into.emplace_string().assign(text->data(), text->size());
    return text.has_value();
  }
  if (from.take_word("true")) return into = true, true;
  if (from.take_word("false")) return into = false, true;
  return from.take_word("null") || take_number(from, into);
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
  Reader from(text);
  json::value document;
  if (!take(from, document) || !from.ended()) return {};
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
