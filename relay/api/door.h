#pragma once
// The whole front of the relay: every route, the socket, host names, health and metrics.
#include <memory>

#include "relay/api/hooks_api.h"
#include "relay/api/page.h"
#include "relay/api/router.h"
#include "relay/api/send_limits.h"
#include "relay/api/session_api.h"
#include "relay/host/overload.h"
#include "relay/http/server.h"

namespace tributary::api {

class FrontDoor {
 public:
  FrontDoor(host::House&, std::span<const assets::File> page, std::string_view openapi);
  // What the HTTP server calls.
  http::Door door();
  Router& router() { return router_; }
  void stopping() { stopping_ = true; overload_.stop(); house_.turns().stop(); }
  host::Overload& overload() { return overload_; }
  void count_sockets(std::function<int()> sockets) { sockets_ = std::move(sockets); }

 private:
  void add_system_routes();
  host::Load load() const;
  bool too_fast(const http::Request&);
  void note_unseen(const http::Response& refusal);
  bool host_is_ours(const http::Request&, http::Response& refusal) const;
  const std::string& configured_authority() const;
  bool has_its_share(const std::string& tenant) const;  // of sockets
  std::unique_ptr<http::WebSocketHandler> upgrade(const http::Request&, http::Response& refusal);
  std::unique_ptr<http::WebSocketHandler> socket_of(const Principal&, bool needs_ticket);
  const std::string& metrics();
  std::string measured() const;

  host::House& house_;
  Router router_;
  SendLimits send_limits_;
  Sessions sessions_;
  Hooks hooks_;
  Page page_;
  std::string openapi_;
  std::function<int()> sockets_;
  host::Overload overload_;
  RateLimit per_address_{200 * 60, 2'000};  // promises.md P8; the loopback is not counted: a proxy that is not trusted to name them brings everybody from there
  std::size_t memory_budget_ = 0;
  mutable std::string authority_of_, authority_;  // of the public address: "host:port", as a request names it
  std::string metrics_;
  std::int64_t metrics_ms_ = 0;
  mutable std::size_t memory_used_ = 0;
  mutable std::int64_t memory_read_ms_ = 0;
  mutable int asked_since_ = 0;
  bool stopping_ = false;
};

}  // namespace tributary::api
