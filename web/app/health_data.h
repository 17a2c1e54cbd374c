#pragma once
// What the health page and the list of people show, as REST tells it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::app {

enum class Level : std::uint8_t { ok, attention, red };
struct HealthValue {
  std::string id, unit, detail;
  std::optional<std::int64_t> value;
  std::int64_t attention = 0, red = 0;
  bool low_is_bad = false;
  Level level = Level::ok;
};
struct HealthError { std::string what; std::int64_t code = 0; };
// Every message ever queued: accepted, failed, cancelled, unknown or in flight.
struct HealthBooks { std::int64_t queued = 0, accepted = 0, failed = 0, cancelled = 0, unknown = 0, in_flight = 0; };
struct HealthData {
  std::vector<HealthValue> values;   // what needs somebody first
  std::vector<HealthError> errors;   // newest first
  std::optional<HealthBooks> books;  // since they were first read
  bool sending_held = false;
  std::uint32_t red() const;         // how many need somebody now
};

struct Person { std::string id, email, name; bool admin = false, active = true, busy = false; };
struct PeopleData {
  std::vector<Person> people;
  std::string typed;                 // into the field for somebody new
  std::string problem;               // with what was typed there
  std::string link, link_of;         // a sign-in link that was just made
};

HealthData health_of(std::string_view body);
std::vector<Person> people_of(std::string_view body);
struct AddedPerson { std::string name, link; };
AddedPerson added_person_of(std::string_view body);
std::string new_person_body(std::string_view email);

}  // namespace tributary::app
