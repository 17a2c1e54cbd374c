#include "tests/relay/host/schema_check.h"

namespace tributary::test {

namespace json = boost::json;

const json::value& SchemaCheck::resolved(const json::value& schema) const {
  const json::value* ref = schema.as_object().if_contains("$ref");
  if (!ref) return schema;
  const std::string path(ref->as_string());
  const json::value* at = &document_;
  for (std::size_t from = 2; from <= path.size();) {
    const std::size_t end = std::min(path.find('/', from), path.size());
    at = &at->as_object().at(path.substr(from, end - from));
    from = end + 1;
  }
  return resolved(*at);
}

std::string SchemaCheck::object(const json::object& schema, const json::value& value, const std::string& at) const {
  if (!value.is_object()) return at + " is no object";
  const json::value* properties = schema.if_contains("properties");
  if (const json::value* required = schema.if_contains("required"))
    for (const json::value& name : required->as_array())
      if (!value.as_object().contains(name.as_string())) return at + "." + std::string(name.as_string()) + " is missing";
  for (const auto& field : value.as_object()) {
    const std::string path = at + "." + std::string(field.key());
    const json::value* known = properties ? properties->as_object().if_contains(field.key()) : nullptr;
    if (known) {
      if (auto wrong = check(*known, field.value(), path); !wrong.empty()) return wrong;
      continue;
    }
    const json::value* more = schema.if_contains("additionalProperties");
    if (more && more->is_bool() && !more->as_bool()) return path + " is not described";
  }
  return "";
}

std::string SchemaCheck::check(const json::value& raw, const json::value& value, const std::string& at) const {
  const json::object& schema = resolved(raw).as_object();
  const json::value* nullable = schema.if_contains("nullable");
  if (value.is_null()) return nullable && nullable->as_bool() ? "" : at + " is null";
  if (const json::value* all = schema.if_contains("allOf")) {
    for (const json::value& one : all->as_array())
      if (auto wrong = check(one, value, at); !wrong.empty()) return wrong;
    return "";
  }
  if (const json::value* words = schema.if_contains("enum")) {
    for (const json::value& word : words->as_array())
      if (word == value) return "";
    return at + " is a word that is not listed";
  }
  const std::string type(schema.at("type").as_string());
  if (type == "object") return object(schema, value, at);
  if (type == "array") {
    if (!value.is_array()) return at + " is no array";
    for (std::size_t i = 0; i < value.as_array().size(); ++i)
      if (auto wrong = check(schema.at("items"), value.as_array()[i], at + "[" + std::to_string(i) + "]"); !wrong.empty()) return wrong;
    return "";
  }
  if (type == "string") {
    if (!value.is_string()) return at + " is no string";
    if (const json::value* pattern = schema.if_contains("pattern"))
      if (!std::regex_match(std::string(value.as_string()), std::regex(std::string(pattern->as_string())))) return at + " does not match its pattern";
    return "";
  }
  if (type == "integer") return value.is_int64() || value.is_uint64() ? "" : at + " is no integer";
  if (type == "number") return value.is_number() ? "" : at + " is no number";
  if (type == "boolean") return value.is_bool() ? "" : at + " is no boolean";
  return at + ": the schema's type is not one this check knows";
}

}  // namespace tributary::test
