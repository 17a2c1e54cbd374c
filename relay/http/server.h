#pragma once
// The HTTP front door: Beast parses, plain values come out. One io_context, loop thread only.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "relay/http/message.h"
#include "relay/http/websocket.h"

namespace boost::asio { class io_context; }

namespace tributary::http {

// Answers one request, once, from the loop thread, now or later. Answers of one connection leave in the
// order of its requests. Dropping it unanswered answers 500.
using Responder = std::function<void(Response)>;

struct Door {
  // The largest body a route takes; asked when the header is complete, before any body is buffered. 413 above.
  std::function<std::size_t(std::string_view method, std::string_view path)> body_bytes_max;
  // Asked then too, with everything but the body: a sink takes the body in place of memory, a refusal ends it there.
  // May be empty, and may answer neither.
  std::function<BodyPlan(const Request& head)> stream;
  std::function<void(Request, Responder)> request;
  // GET with Upgrade: websocket. A handler to accept it; otherwise `refusal` is answered instead of 101.
  std::function<std::unique_ptr<WebSocketHandler>(const Request&, Response& refusal)> upgrade;
  std::function<std::int64_t()> now_ms;  // a clock that is never set
  // Whose answers may be large: such a request is handed over once those before it on its connection are answered, so that
  // nobody has two of them made at once. May be empty.
  std::function<bool(std::string_view path)> large;
  // What is answered even on the few connections beyond the limit, where everything else is told to come later. May be empty.
  std::function<bool(std::string_view path)> always;
  // Hears of every refusal that is the server's own, given before anybody behind this door was asked. May be empty.
  std::function<void(const Response&)> refused;
};

struct ServerLimits {
  int connections_max = 20'000;
  int header_bytes_max = 8 * 1024;        // 431
  int header_fields_max = 64;             // 431
  int header_ms_max = 10'000;             // slow header: close
  int body_bytes_per_second_min = 1024;   // after 5 s: 408
  int idle_ms_max = 75'000;               // keep-alive
  std::size_t message_bytes_max = 256 * 1024;  // one WebSocket message
  int message_ms_max = 30'000;            // from a WebSocket message's first byte to its last: 1008
  int stalled_ms_max = 30'000;            // P7: 4408
  int send_buffer_bytes = 128 * 1024;     // the kernel doubles it: 256 KiB for a connection, at the most
  std::size_t answers_bytes_max = 256u << 20;  // P8: of answers nobody takes, all connections together; beyond it who stopped first is let go
  int ping_ms = 25'000, pong_ms_max = 20'000;
  int closing_ms_max = 2'000;             // for the other side to answer a close, or to read the last answer
  int sweep_ms = 1'000;                   // how often all of the above is looked at
  std::string subprotocol = "tributary.v1";
};

class Server {
 public:
  Server(boost::asio::io_context&, Door, ServerLimits = {});
  ~Server();
  // Throws std::runtime_error with a sentence when the address is taken or malformed. Returns the port (useful with 0).
  std::uint16_t listen(const std::string& address, std::uint16_t port);
  void stop_accepting();
  // P13: WebSockets are closed 1012, idle connections closed, busy ones after their answer.
  void close_all(std::uint16_t websocket_code, std::string_view reason);
  // Ends this many WebSockets, those with most unread first (P8: 1013).
  void shed(std::size_t count, std::uint16_t code, std::string_view reason);
  std::size_t held_bytes() const;         // of answers and frames that nobody has taken yet
  int connections() const;
  int sockets() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::http
