#pragma once
// Boost.JSON keeps the last of two members of one name; a body that says a thing twice is refused.
#include <boost/json/object.hpp>
#include <optional>
#include <string_view>

namespace tributary::api {

// A JSON object in valid UTF-8, at most 32 deep, without a member named twice at any depth.
std::optional<boost::json::object> parse_strictly(std::string_view text);

}  // namespace tributary::api
