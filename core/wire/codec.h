#pragma once
// Described values -> text, and Boost.JSON's tree -> described values. Only for core/wire: it is slow to compile.
#include <array>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>
#include <charconv>
#include <string>

#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "core/wire/fields.h"

namespace tributary::wire {

namespace json = boost::json;
namespace describe = boost::describe;

template <class T> void put(std::string& out, const T&);
template <class T> bool take(const json::value&, T&);

// ---- names: "tributary::MessageReceived" -> "message_received". The compiler knows it, so nobody writes it twice.
template <class T>
std::string snake_name() {
  const std::string_view pretty = __PRETTY_FUNCTION__;
  const std::size_t from = pretty.find("T = ") + 4;
  std::string_view full = pretty.substr(from, pretty.find_first_of(";]", from) - from);
  full = full.substr(full.rfind(':') == full.npos ? 0 : full.rfind(':') + 1);
  std::string name;
  for (char c : full) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !name.empty()) name += '_';
    name += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

template <class T>
const std::string& name_of_type() {
  static const std::string name = snake_name<T>();
  return name;
}

// ---- one codec per shape
template <class T>
struct Codec;

template <class T>
  requires std::is_integral_v<T>
struct Codec<T> {
  static void put(std::string& out, T value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  }
  static bool take(const json::value& from, T& into) {
    if (const std::int64_t* i = from.if_int64()) return fits(*i, into);
    if (const std::uint64_t* u = from.if_uint64()) return fits(*u, into);
    return false;
  }
  template <class Wide>
  static bool fits(Wide wide, T& into) {
    if (!std::in_range<T>(wide)) return false;
    into = static_cast<T>(wide);
    return true;
  }
};

template <>
struct Codec<bool> {
  static void put(std::string& out, bool value) { out += value ? "true" : "false"; }
  static bool take(const json::value& from, bool& into) {
    const bool* value = from.if_bool();
    if (value) into = *value;
    return value;
  }
};

template <>
struct Codec<double> {
  static void put(std::string& out, double value) { put_number(out, value); }
  static bool take(const json::value& from, double& into) {
    if (!from.is_number()) return false;
    into = from.is_double() ? from.get_double()
                            : from.is_int64() ? static_cast<double>(from.get_int64()) : static_cast<double>(from.get_uint64());
    return true;
  }
};

template <>
struct Codec<std::string> {
  static void put(std::string& out, const std::string& value) { put_string(out, value); }
  static bool take(const json::value& from, std::string& into) {
    const json::string* text = from.if_string();
    if (text) into.assign(text->data(), text->size());
    return text;
  }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static void put(std::string& out, Id<Tag> id) {
    if (!id) return void(out += "null");
    out += '"';
    append_text(out, id);
    out += '"';
  }
  static bool take(const json::value& from, Id<Tag>& into) {
    if (from.is_null()) { into = {}; return true; }
    const json::string* text = from.if_string();
    const auto id = text ? parse_id<Tag>(std::string_view(text->data(), text->size())) : std::nullopt;
    if (id) into = *id;
    return id.has_value();
  }
};

template <>
struct Codec<Instant> {
  static void put(std::string& out, Instant at) { wire::put(out, at.ms); }
  static bool take(const json::value& from, Instant& into) { return wire::take(from, into.ms); }
};

template <class E>
  requires std::is_enum_v<E>
struct Codec<E> {
  static void put(std::string& out, E value) {
    out.append("\"").append(describe::enum_to_string(value, "")).append("\"");
  }
  static bool take(const json::value& from, E& into) {
    const json::string* text = from.if_string();
    return text && describe::enum_from_string(text->c_str(), into);
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void put(std::string& out, const std::optional<T>& value) {
    if (value) wire::put(out, *value);
    else out += "null";
  }
  static bool take(const json::value& from, std::optional<T>& into) {
    into.reset();
    return from.is_null() || wire::take(from, into.emplace());
  }
};

template <class List>
void put_list(std::string& out, const List& list) {
  out += '[';
  bool first = true;
  for (const auto& item : list) {
    if (!first) out += ',';
    first = false;
    put(out, item);
  }
  out += ']';
}

template <class T>
struct Codec<std::vector<T>> {
  static void put(std::string& out, const std::vector<T>& list) { put_list(out, list); }
  static bool take(const json::value& from, std::vector<T>& into) {
    const json::array* array = from.if_array();
    if (!array) return false;
    into.clear();
    into.reserve(array->size());
    for (const json::value& item : *array) {
      into.push_back(T{});
      if (!wire::take(item, into.back())) return false;
    }
    return true;
  }
};

template <class T, std::size_t N>
struct Codec<std::array<T, N>> {
  static void put(std::string& out, const std::array<T, N>& list) { put_list(out, list); }
  static bool take(const json::value& from, std::array<T, N>& into) {
    const json::array* array = from.if_array();
    if (!array || array->size() != N) return false;
    for (std::size_t i = 0; i < N; ++i)
      if (!wire::take((*array)[i], into[i])) return false;
    return true;
  }
};

template <class A, class B>
struct Codec<std::pair<A, B>> {
  static void put(std::string& out, const std::pair<A, B>& both) {
    out += '[';
    wire::put(out, both.first);
    out += ',';
    wire::put(out, both.second);
    out += ']';
  }
  static bool take(const json::value& from, std::pair<A, B>& into) {
    const json::array* array = from.if_array();
    return array && array->size() == 2 && wire::take((*array)[0], into.first) && wire::take((*array)[1], into.second);
  }
};

template <class... T>
struct Codec<std::variant<T...>> {
  using Variant = std::variant<T...>;
  static void put(std::string& out, const Variant& value) {
    std::visit([&out]<class One>(const One& one) {
      out.append("{\"").append(name_of_type<One>()).append("\":");
      wire::put(out, one);
      out += '}';
    }, value);
  }
  static bool take(const json::value& from, Variant& into) {
    const json::object* object = from.if_object();
    if (!object || object->size() != 1) return false;
    const auto& only = *object->begin();
    const std::string_view name(only.key().data(), only.key().size());
    return (take_one<T>(name, only.value(), into) || ...);
  }
  template <class One>
  static bool take_one(std::string_view name, const json::value& from, Variant& into) {
    return name == name_of_type<One>() && wire::take(from, into.template emplace<One>());
  }
};

template <> struct Codec<Command> : Codec<CommandOneOf> {};
template <> struct Codec<Event> : Codec<EventOneOf> {};
template <> struct Codec<Content> : Codec<ContentOneOf> {};

// A described struct: missing fields keep their defaults, unknown ones are ignored.
template <class T>
using Members = describe::describe_members<T, describe::mod_public>;

// What stands before a member's value, comma and quotes and all: made by the compiler, appended in one piece.
template <class Member>
constexpr auto member_key() {
  constexpr std::size_t length = std::char_traits<char>::length(Member::name);
  std::array<char, length + 4> text{};
  text[0] = ',';
  text[1] = '"';
  for (std::size_t i = 0; i < length; ++i) text[2 + i] = Member::name[i];
  text[length + 2] = '"';
  text[length + 3] = ':';
  return text;
}
template <class Member>
inline constexpr auto key_of_member = member_key<Member>();

template <class T>
void put_members(std::string& out, const T& value, bool& first) {
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    constexpr const auto& key = key_of_member<decltype(member)>;
    const std::size_t comma = first ? 1 : 0;
    first = false;
    out.append(key.data() + comma, key.size() - comma);
    put(out, value.*member.pointer);
  });
}

template <class T>
bool take_members(const json::object& from, T& into) {
  bool good = true;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    if (!good) return;
    if (const json::value* value = from.if_contains(member.name)) good = take(*value, into.*member.pointer);
  });
  return good;
}

template <class T>
  requires describe::has_describe_members<T>::value
struct Codec<T> {
  static void put(std::string& out, const T& value) {
    out += '{';
    bool first = true;
    put_members(out, value, first);
    out += '}';
  }
  static bool take(const json::value& from, T& into) {
    const json::object* object = from.if_object();
    return object && take_members(*object, into);
  }
};

// A line is flat on the wire: its stamp's fields stand beside seq.
template <>
struct Codec<Line> {
  static void put(std::string& out, const Line& line) { out += line_text(line); }
  static bool take(const json::value& from, Line& into);
};

template <class T>
void put(std::string& out, const T& value) { Codec<T>::put(out, value); }
template <class T>
bool take(const json::value& from, T& into) { return Codec<T>::take(from, into); }

template <class T>
std::string text_of(const T& value) {
  std::string out;
  out.reserve(256);  // most of them: growing there in steps costs more than writing them
  put(out, value);
  return out;
}

template <class T>
std::optional<T> value_of(std::string_view text) {
  const auto document = parse_document(text);
  T value{};
  if (!document || !take(*document, value)) return {};
  return value;
}

}  // namespace tributary::wire
