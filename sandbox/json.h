#pragma once
// Reading other people's JSON without believing it: a wrong type is as good as absent.
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::sandbox {

namespace json = boost::json;

std::optional<json::object> parse_object(std::string_view text);
const json::value* member(const json::object&, std::string_view name);
std::string text_of(const json::object&, std::string_view name, std::string_view otherwise = {});
std::int64_t number_of(const json::object&, std::string_view name, std::int64_t otherwise = 0);
bool flag_of(const json::object&, std::string_view name, bool otherwise = false);
const json::object* object_of(const json::object&, std::string_view name);
const json::array* array_of(const json::object&, std::string_view name);

}  // namespace tributary::sandbox
