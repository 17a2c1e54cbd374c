#pragma once
// Text -> Boost.JSON's tree, as strictly as what comes off a wire deserves, and back. For core/wire, and for what the page
// reads and writes besides frames, with the reader of these (core/wire/reader.h): the library's parser would be twenty kilobytes
// of it, its writer twelve.
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::wire {

// nullopt: not JSON, invalid UTF-8, deeper than 32, a key twice in one object, a number that is not finite.
std::optional<boost::json::value> parse_document(std::string_view);

std::string document_text(const boost::json::value&);  // on one line, members in their order

void put_string(std::string& out, std::string_view);  // quoted and escaped; invalid bytes become U+FFFD
void put_number(std::string& out, double);            // the shortest form that reads back as the same number

}  // namespace tributary::wire
