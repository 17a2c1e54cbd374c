#include <boost/json/value.hpp>

#include "core/wire/document.h"
#include "core/base/sorted.h"
#include "web/app/body_reading.h"
#include "web/app/health_data.h"

namespace tributary::app {
namespace {

namespace json = boost::json;
using body::each, body::json_text, body::member, body::parsed, body::text;

std::optional<std::int64_t> number(const json::value& value, const char* name) {
  const json::value* found = member(value, name);
  const std::int64_t* whole = found ? found->if_int64() : nullptr;
  return whole ? std::optional<std::int64_t>(*whole) : std::nullopt;
}

bool flag(const json::value& value, const char* name) {
  const json::value* found = member(value, name);
  return found && found->is_bool() && found->get_bool();
}

HealthValue value_of(const json::value& item) {
  HealthValue one;
  one.id = text(item, "id");
  one.unit = text(item, "unit");
  one.detail = text(item, "detail");
  one.value = number(item, "value");
  one.attention = number(item, "attention").value_or(0);
  one.red = number(item, "red").value_or(0);
  one.low_is_bad = flag(item, "lowIsBad");
  const std::string level = text(item, "level");
  one.level = level == "red" ? Level::red : level == "attention" ? Level::attention : Level::ok;
  return one;
}

std::optional<HealthBooks> books_of(const json::value* found) {
  if (!found || !found->is_object()) return std::nullopt;
  const auto count = [found](const char* name) { return number(*found, name).value_or(0); };
  return HealthBooks{count("queued"), count("accepted"), count("failed"), count("cancelled"), count("unknown"), count("inFlight")};
}

}  // namespace

std::uint32_t HealthData::red() const {
  std::uint32_t count = 0;
  for (const HealthValue& one : values) count += one.level == Level::red;
  return count;
}

HealthData health_of(std::string_view body) {
  const json::value value = parsed(body);
  HealthData found;
  each(member(value, "values"), [&](const json::value& item) { found.values.push_back(value_of(item)); });
  sort_list(found.values, [](const HealthValue& a, const HealthValue& b) { return a.level > b.level; });
  each(member(value, "errors"), [&](const json::value& item) { found.errors.push_back(HealthError{text(item, "what"), number(item, "code").value_or(0)}); });
  found.books = books_of(member(value, "books"));
  found.sending_held = flag(value, "sendingHeld");
  return found;
}

std::vector<Person> people_of(std::string_view body) {
  std::vector<Person> found;
  const json::value all = parsed(body);
  each(member(all, "items"), [&](const json::value& item) {
    found.push_back(Person{text(item, "id"), text(item, "email"), text(item, "name"), text(item, "role") == "admin", flag(item, "active"), false});
  });
  return found;
}

AddedPerson added_person_of(std::string_view body) {
  const json::value value = parsed(body);
  return AddedPerson{text(value, "name"), text(value, "signInLink")};
}

std::string new_person_body(std::string_view email) {
  json::object object;
  object["email"] = json::string(json::string_view(email.data(), email.size()));
  return wire::document_text(object);
}

}  // namespace tributary::app
