#pragma once
// Described values -> text, and text -> described values. Only for core/wire: it is slow to compile.
#include <array>
#include <boost/mp11/algorithm.hpp>
#include <charconv>
#include <string>

#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "core/wire/fields.h"
#include "core/wire/reader.h"

namespace tributary::wire {

namespace describe = boost::describe;

template <class T> void put(std::string& out, const T&);
template <class T> bool take(Reader&, T&);

// ---- names: "tributary::MessageReceived" -> "message_received". The compiler knows it, so nobody writes it twice.
template <class T>
constexpr std::string_view plain_name() {
  std::string_view full = __PRETTY_FUNCTION__;
  full.remove_prefix(full.find("T = ") + 4);
  full = full.substr(0, full.find_first_of(";]"));
  return full.substr(full.rfind(':') + 1);  // all of it where there is none
}

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

template <class T>
constexpr std::size_t snake_length() {
  std::size_t length = 0;
  for (const char c : plain_name<T>()) length += is_capital(c) && length > 0 ? 2 : 1;
  return length;
}

template <class T>
constexpr auto snake_name() {
  std::array<char, snake_length<T>()> name{};
  std::size_t end = 0;
  for (const char c : plain_name<T>()) {
    if (is_capital(c) && end > 0) name[end++] = '_';
    name[end++] = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}
template <class T>
inline constexpr auto letters_of_type = snake_name<T>();

template <class T>
constexpr std::string_view name_of_type() { return {letters_of_type<T>.data(), letters_of_type<T>.size()}; }

// ---- what is read is looked up in tables, one loop for all of them: as code, each name would be compared on its own
// wherever it may stand, and the page would be a tenth larger.
struct NamedValue {
  std::string_view name;
  int value;
};
const int* value_named(std::string_view name, const NamedValue* all, std::size_t count);  // null: none is called that

struct NamedPart {
  std::string_view name;
  bool (*take)(Reader&, void* into);
};
// An object of parts, 64 at most, that may each come once, in any order; others are passed over.
bool take_parts(Reader&, void* into, const NamedPart* all, std::size_t count);
// An object of one part and no more, which must be known.
bool take_only_part(Reader&, void* into, const NamedPart* all, std::size_t count);

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
  static bool take(Reader& from, T& into) {
    const auto letters = from.number();
    if (!letters) return false;
    const auto [rest, error] = std::from_chars(letters->data(), letters->data() + letters->size(), into);
    return error == std::errc{} && rest == letters->data() + letters->size();
  }
};

template <>
struct Codec<bool> {
  static void put(std::string& out, bool value) { out += value ? "true" : "false"; }
  static bool take(Reader& from, bool& into) {
    into = from.next_is('t');
    return from.take_word(into ? "true" : "false");
  }
};

template <>
struct Codec<double> {
  static void put(std::string& out, double value) { put_number(out, value); }
  static bool take(Reader& from, double& into) {
    const auto value = from.real();
    if (value) into = *value;
    return value.has_value();
  }
};

template <>
struct Codec<std::string> {
  static void put(std::string& out, const std::string& value) { put_string(out, value); }
  static bool take(Reader& from, std::string& into) {
    const auto text = from.string();
    if (text) into.assign(*text);
    return text.has_value();
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
  static bool take(Reader& from, Id<Tag>& into) {
    if (from.next_is('n')) { into = {}; return from.take_word("null"); }
    const auto text = from.string();
    const auto id = text ? parse_id<Tag>(*text) : std::nullopt;
    if (id) into = *id;
    return id.has_value();
  }
};

template <>
struct Codec<Instant> {
  static void put(std::string& out, Instant at) { wire::put(out, at.ms); }
  static bool take(Reader& from, Instant& into) { return wire::take(from, into.ms); }
};

template <class E>
constexpr auto enumerators() {
  std::array<NamedValue, boost::mp11::mp_size<describe::describe_enumerators<E>>::value> all{};
  std::size_t at = 0;
  boost::mp11::mp_for_each<describe::describe_enumerators<E>>([&](auto one) { all[at++] = {one.name, static_cast<int>(one.value)}; });
  return all;
}
template <class E>
inline constexpr auto enumerators_of = enumerators<E>();

template <class E>
  requires std::is_enum_v<E>
struct Codec<E> {
  static void put(std::string& out, E value) {
    out.append("\"").append(describe::enum_to_string(value, "")).append("\"");
  }
  static bool take(Reader& from, E& into) {
    const auto text = from.string();
    const int* value = text ? value_named(*text, enumerators_of<E>.data(), enumerators_of<E>.size()) : nullptr;
    if (value) into = static_cast<E>(*value);
    return value != nullptr;
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void put(std::string& out, const std::optional<T>& value) {
    if (value) wire::put(out, *value);
    else out += "null";
  }
  static bool take(Reader& from, std::optional<T>& into) {
    into.reset();
    return from.next_is('n') ? from.take_word("null") : wire::take(from, into.emplace());
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
  static bool take(Reader& from, std::vector<T>& into) {
    into.clear();
    return from.array([&] {
      into.push_back(T{});
      return wire::take(from, into.back());
    });
  }
};

template <class T, std::size_t N>
struct Codec<std::array<T, N>> {
  static void put(std::string& out, const std::array<T, N>& list) { put_list(out, list); }
  static bool take(Reader& from, std::array<T, N>& into) {
    std::size_t at = 0;
    return from.array([&] { return at < N && wire::take(from, into[at++]); }) && at == N;
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
  static bool take(Reader& from, std::pair<A, B>& into) {
    int at = 0;
    return from.array([&] {
      if (++at > 2) return false;
      return at == 1 ? wire::take(from, into.first) : wire::take(from, into.second);
    }) && at == 2;
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
  static bool take(Reader& from, Variant& into) { return take_only_part(from, &into, alternatives.data(), alternatives.size()); }

 private:
  template <class One>
  static bool take_one(Reader& from, void* into) { return wire::take(from, static_cast<Variant*>(into)->template emplace<One>()); }
  static constexpr std::array<NamedPart, sizeof...(T)> alternatives{NamedPart{name_of_type<T>(), take_one<T>}...};
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

template <class T, auto Pointer>
bool take_member_at(Reader& from, void* into) { return take(from, static_cast<T*>(into)->*Pointer); }

template <class T>
constexpr auto members() {
  std::array<NamedPart, boost::mp11::mp_size<Members<T>>::value> all{};
  std::size_t at = 0;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) { all[at++] = {member.name, take_member_at<T, decltype(member)::pointer>}; });
  return all;
}
template <class T>
inline constexpr auto members_of = members<T>();

template <class T>
  requires describe::has_describe_members<T>::value
struct Codec<T> {
  static void put(std::string& out, const T& value) {
    out += '{';
    bool first = true;
    put_members(out, value, first);
    out += '}';
  }
  static bool take(Reader& from, T& into) {
    static_assert(members_of<T>.size() <= 64);
    return take_parts(from, &into, members_of<T>.data(), members_of<T>.size());
  }
};

// A line is flat on the wire: its stamp's fields stand beside seq.
template <>
struct Codec<Line> {
  static void put(std::string& out, const Line& line) { out += line_text(line); }
  static bool take(Reader& from, Line& into);
};

template <class T>
void put(std::string& out, const T& value) { Codec<T>::put(out, value); }
template <class T>
bool take(Reader& from, T& into) { return Codec<T>::take(from, into); }

template <class T>
std::string text_of(const T& value) {
  std::string out;
  out.reserve(256);  // most of them: growing there in steps costs more than writing them
  put(out, value);
  return out;
}

template <class T>
std::optional<T> value_of(std::string_view text) {
  Reader from(text);
  T value{};
  if (!take(from, value) || !from.ended()) return {};
  return value;
}

}  // namespace tributary::wire
