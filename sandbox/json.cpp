#include "sandbox/json.h"

namespace tributary::sandbox {

std::optional<json::object> parse_object(std::string_view text) {
  boost::system::error_code error;
  json::parse_options options;
  options.max_depth = 16;
  json::value value = json::parse(text, error, {}, options);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

const json::value* member(const json::object& object, std::string_view name) { return object.if_contains(name); }

std::string text_of(const json::object& object, std::string_view name, std::string_view otherwise) {
  const json::value* value = member(object, name);
  return std::string(value && value->is_string() ? std::string_view(value->get_string()) : otherwise);
}

std::int64_t number_of(const json::object& object, std::string_view name, std::int64_t otherwise) {
  const json::value* value = member(object, name);
  return value && value->is_int64() ? value->get_int64() : otherwise;
}

bool flag_of(const json::object& object, std::string_view name, bool otherwise) {
  const json::value* value = member(object, name);
  return value && value->is_bool() ? value->get_bool() : otherwise;
}

const json::object* object_of(const json::object& object, std::string_view name) {
  const json::value* value = member(object, name);
  return value ? value->if_object() : nullptr;
}

const json::array* array_of(const json::object& object, std::string_view name) {
  const json::value* value = member(object, name);
  return value ? value->if_array() : nullptr;
}

}  // namespace tributary::sandbox
