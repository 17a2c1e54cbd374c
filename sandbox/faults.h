#pragma once
// Ways in which Twilio's doors can go wrong, asked for by a test: the next `count` requests that match.
#include <deque>
#include <optional>
#include <string>

#include "relay/http/message.h"

namespace tributary::sandbox {

struct Fault {
  std::string match;           // part of "POST /2010-04-01/…"; empty matches everything
  std::string kind;            // see docs/sandbox.md
  int count = 1, status = 503;
  int code = 0;                // Twilio's, for kind status; 0: one that goes with the status
  std::int64_t delay_ms = 0;
  std::int64_t retry_after_s = 0;
};

class Faults {
 public:
  static bool known(std::string_view kind);
  static bool processes(const Fault&);  // does the request take effect?
  void add(Fault fault) { faults_.push_back(std::move(fault)); }
  void clear() { faults_.clear(); }
  std::optional<Fault> take(const http::Request&);  // uses one of its count up
  static http::Response spoil(const Fault&, http::Response good);

 private:
  std::deque<Fault> faults_;
};

}  // namespace tributary::sandbox
