#pragma once
// Bytes -> Request. The parser behind it is Beast's, which does not show here.
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "relay/http/message.h"

namespace tributary::http {

using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;
using BodyPlanner = std::function<BodyPlan(const Request& head)>;

struct Incoming {
  Request request;
  std::optional<Response> refused;
  bool by_door = false;             // it was the planner who refused, who knows of it
  bool keep_alive = false;
  bool version_1_0 = false;
  bool expects_continue = false;
  bool upgrade = false;             // GET with Upgrade: websocket
  std::size_t body_bytes_max = 0;
  std::size_t received() const { return request.sink ? request.sink->taken() : request.body.size(); }
};

// A request whose body is still coming.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  virtual std::size_t feed(std::string_view) = 0;  // bytes used; those not used come again with more
  virtual bool done() const = 0;                   // whole, or refused
  virtual Incoming& incoming() = 0;
};

struct Parsed {
  std::size_t used = 0;
  Incoming incoming;                 // whole or refused, when there is no `rest`
  std::unique_ptr<BodyReader> rest;
};
// `data` begins with a complete header (scan_head). A whole request is read in place: nothing is allocated but the Request.
Parsed parse_request(std::string_view data, const BodyLimit&, const BodyPlanner& = {});

}  // namespace tributary::http
