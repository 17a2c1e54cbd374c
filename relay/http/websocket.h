#pragma once
// One WebSocket as the host sees it: our own frames below Beast's handshake,
// UTF-8 checked, fragments joined, limits kept, ping every 25 s. Loop thread only.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "relay/http/ring.h"

namespace tributary::http {

class WebSocket {
 public:
  virtual ~WebSocket() = default;
  virtual void send(std::string_view text) = 0;               // one text message, between rounds, in order of calls
  virtual void follow(Ring& ring, ListenerKey who) = 0;       // every round from ring.head() on
  virtual void close(std::uint16_t code, std::string_view reason) = 0;  // after what was sent; idempotent
};

// What the host does with one socket. Destroyed after closed().
class WebSocketHandler {
 public:
  virtual ~WebSocketHandler() = default;
  virtual void opened(std::shared_ptr<WebSocket>) = 0;
  virtual void received(std::string_view text) = 0;           // one whole text message, valid UTF-8
  virtual void closed() = 0;                                  // exactly once
};

}  // namespace tributary::http
