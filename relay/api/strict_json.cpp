#include "relay/api/strict_json.h"

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/base/text.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::size_t depth_max = 32;

// Hears every token and remembers only the names of the objects that are open.
struct NamesOnce {
  static constexpr std::size_t max_object_size = std::size_t(-1), max_array_size = std::size_t(-1), max_key_size = std::size_t(-1), max_string_size = std::size_t(-1);
  using Error = boost::system::error_code;
  std::vector<std::set<std::string>> open;
  std::string name;

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return open.emplace_back(), true; }
  bool on_object_end(std::size_t, Error&) { return open.pop_back(), true; }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t, Error&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, Error&) { return name.append(part.data(), part.size()), true; }
  bool on_key(json::string_view part, std::size_t, Error& ec) {
    name.append(part.data(), part.size());
    const bool fresh = open.back().insert(std::exchange(name, {})).second;
    if (!fresh) ec = json::error::syntax;
    return fresh;
  }
  bool on_string_part(json::string_view, std::size_t, Error&) { return true; }
  bool on_string(json::string_view, std::size_t, Error&) { return true; }
  bool on_number_part(json::string_view, Error&) { return true; }
  bool on_int64(std::int64_t, json::string_view, Error&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, Error&) { return true; }
  bool on_double(double, json::string_view, Error&) { return true; }
  bool on_bool(bool, Error&) { return true; }
  bool on_null(Error&) { return true; }
  bool on_comment_part(json::string_view, Error&) { return true; }
  bool on_comment(json::string_view, Error&) { return true; }
};

bool names_once(std::string_view text, const json::parse_options& options) {
  json::basic_parser<NamesOnce> parser(options);
  boost::system::error_code ec;
  parser.write_some(false, text.data(), text.size(), ec);
  return !ec;
}

}  // namespace

std::optional<json::object> parse_strictly(std::string_view text) {
  if (!valid_utf8(text)) return std::nullopt;
  json::parse_options options;
  options.max_depth = depth_max;
  boost::system::error_code ec;
  json::value value = json::parse(text, ec, {}, options);
  if (ec || !value.is_object() || !names_once(text, options)) return std::nullopt;
  return std::move(value.get_object());
}

}  // namespace tributary::api
