#pragma once
// Twilio's JSON, read without trust: every absent or oddly typed field is an empty value, never an error.
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::provider::twilio {

std::optional<boost::json::object> parse_object(std::string_view text);          // nullopt: no JSON object
std::string string_of(const boost::json::object&, std::string_view key);        // "" when it is no string
std::int64_t number_of(const boost::json::object&, std::string_view key);       // 0; "42" counts as 42
const boost::json::array* array_of(const boost::json::object&, std::string_view key);

}  // namespace tributary::provider::twilio
