#pragma once
// HTTP as the rest of the relay sees it: plain values, no Beast type.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "relay/http/fields.h"

namespace tributary::http {

// Where a body goes that is too large to be held: piece by piece, as it comes. Dropped when the request breaks off.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual bool take(std::string_view piece) = 0;  // false: it cannot be kept; the request is refused
  virtual std::size_t taken() const = 0;
};

struct Request {
  std::string method;            // "POST"
  std::string target;            // exactly as it stood in the request line: providers sign it
  std::string path;              // before '?', percent-decoding refused where it hides '/', '..' or NUL
  std::string query;             // after '?', raw
  Fields fields;                 // as they came
  std::string body;              // raw bytes
  std::string peer;              // the remote address, "127.0.0.1"; behind the door the one a trusted proxy names
  std::shared_ptr<BodySink> sink = {};  // what took the body instead, where the door asked for that
  std::int64_t waits_until_ms = 0;      // by the steady clock: however often it is made to wait on its way, no longer than this
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

// `beyond`: what is answered where more than `bytes_max` comes; none: the server's own words.
struct BodyPlan { std::shared_ptr<BodySink> sink = {}; std::size_t bytes_max = 0; std::optional<Response> refused = {}, beyond = {}; };

// "a=1&b=%20x+y" -> decoded pairs in wire order; '+' is a blank.
std::vector<Field> parse_form(std::string_view);
// The same for a form that is read and forgotten: all that was decoded lies in one buffer.
class DecodedForm {
 public:
  explicit DecodedForm(std::string_view);
  DecodedForm(const DecodedForm&) = delete;
  DecodedForm& operator=(const DecodedForm&) = delete;
  struct Pair { std::string_view name, value; };
  const std::vector<Pair>& pairs() const { return pairs_; }
  std::string_view joined() const { return text_; }  // every name with its value behind it

 private:
  std::string text_;
  std::vector<Pair> pairs_;
};
std::string form_encode(const std::vector<Field>&);
std::string percent_encode(std::string_view);
std::optional<std::string> query_value(std::string_view query, std::string_view name);  // decoded

}  // namespace tributary::http
