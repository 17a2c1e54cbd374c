#pragma once
// What the page reads from answers over HTTP: never more than is there, and nothing where something else is.
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace tributary::app::body {

boost::json::value parsed(std::string_view body);                                       // null where it is not JSON
const boost::json::value* member(const boost::json::value&, const char* name);          // nullptr: no object, or not in it
std::string text(const boost::json::value&, const char* name);                          // empty: not there, or no string
boost::json::string json_text(std::string_view);

// Calls f with every item of a list; with none where there is no list.
template <class F>
void each(const boost::json::value* list, F&& f) {
  const boost::json::array* array = list ? list->if_array() : nullptr;
  if (!array) return;
  for (const boost::json::value& item : *array) f(item);
}

}  // namespace tributary::app::body
