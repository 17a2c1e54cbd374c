#pragma once
// The whole front of the relay: every route, the socket, host names, health and metrics.
#include <memory>

#include "relay/api/hooks_api.h"
#include "relay/api/page.h"
#include "relay/api/router.h"
#include "relay/api/send_limits.h"
#include "relay/api/session_api.h"
#include "relay/http/server.h"

namespace tributary::api {

class FrontDoor {
 public:
  FrontDoor(host::House&, std::span<const assets::File> page, std::string_view openapi);
  // What the HTTP server calls.
  http::Door door();
  Router& router() { return router_; }
  void stopping() { stopping_ = true; }
  void count_sockets(std::function<int()> sockets) { sockets_ = std::move(sockets); }

 private:
  void add_system_routes();
  bool host_is_ours(const http::Request&, http::Response& refusal) const;
  std::unique_ptr<http::WebSocketHandler> upgrade(const http::Request&, http::Response& refusal);
  std::unique_ptr<http::WebSocketHandler> socket_of(const Principal&, bool needs_ticket);
  std::string metrics() const;

  host::House& house_;
  Router router_;
  SendLimits send_limits_;
  Sessions sessions_;
  Hooks hooks_;
  Page page_;
  std::string openapi_;
  std::function<int()> sockets_;
  bool stopping_ = false;
};

}  // namespace tributary::api
