#pragma once
// HTTP as the rest of the relay sees it: plain values, no Beast type.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tributary::http {

struct Field { std::string name, value; };

struct Request {
  std::string method;            // "POST"
  std::string target;            // exactly as it stood in the request line: providers sign it
  std::string path;              // before '?', percent-decoding refused where it hides '/', '..' or NUL
  std::string query;             // after '?', raw
  std::vector<Field> fields;     // as they came
  std::string body;              // raw bytes
  std::string peer;              // the remote address, "127.0.0.1"
  // First value of a field, compared without case; empty when absent.
  std::string_view field(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type;      // empty: no Content-Type
  std::string body;
  std::vector<Field> fields;     // further headers; the server adds Content-Length, Date, Connection and the security set
  bool close = false;
};

// "a=1&b=%20x+y" -> decoded pairs in wire order; '+' is a blank.
std::vector<Field> parse_form(std::string_view);
std::string form_encode(const std::vector<Field>&);
std::string percent_encode(std::string_view);
std::optional<std::string> query_value(std::string_view query, std::string_view name);  // decoded

}  // namespace tributary::http
