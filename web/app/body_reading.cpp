#include "web/app/body_reading.h"

#include "core/wire/document.h"

namespace tributary::app::body {

namespace json = boost::json;

json::value parsed(std::string_view body) { return wire::parse_document(body).value_or(json::value()); }

const json::value* member(const json::value& value, const char* name) {
  const json::object* object = value.if_object();
  return object ? object->if_contains(name) : nullptr;
}

std::string text(const json::value& value, const char* name) {
  const json::value* found = member(value, name);
  const json::string* string = found ? found->if_string() : nullptr;
  return string ? std::string(string->data(), string->size()) : std::string();
}

json::string json_text(std::string_view text) { return json::string(json::string_view(text.data(), text.size())); }

}  // namespace tributary::app::body
