#pragma once
// /_ctl: everything the page can do, and a test too. JSON in, JSON out (docs/sandbox.md).
#include "relay/http/server.h"
#include "sandbox/parts.h"

namespace tributary::sandbox {

class Control {
 public:
  explicit Control(Parts& parts) : parts_(parts) {}
  static bool serves(std::string_view path) { return path.starts_with("/_ctl/"); }
  void answer(const http::Request&, http::Responder);

 private:
  http::Response read(const http::Request&, std::string_view name);
  http::Response write(std::string_view name, const json::object&);
  void act(std::string_view name, const json::object&, http::Responder);  // those that may wait for webhooks
  void listen(const http::Request&, http::Responder);

  http::Response messages(const http::Request&);
  http::Response media(std::string_view sid, std::string_view range);
  http::Response state();
  http::Response add_phone(const json::object&);
  http::Response set_switches(const json::object&);
  http::Response set_fault(const json::object&);
  http::Response set_clock(const json::object&);
  http::Response set_webhooks(const json::object&);
  http::Response set_pace(const json::object&);
  http::Response report_status(const json::object&);

  Parts& parts_;
};

http::Response control_json(const json::object&);
http::Response control_error(int status, std::string_view code, std::string_view message, std::string_view field = {});

// What /_ctl/inbound asks for, as messages; a sentence when it asks for nonsense.
struct WantedMessages { std::vector<Outgoing> outgoing; std::string wrong; };
WantedMessages read_inbound(Phones&, const Phone&, const json::object&);
Manner read_manner(const json::object&);

}  // namespace tributary::sandbox
