#pragma once
// One agent's WebSocket: the sync session's texts on one side, the hub's frames on the other.
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "relay/host/config.h"
#include "relay/host/desk.h"
#include "relay/http/websocket.h"

namespace tributary::host {

class AgentSocket final : public http::WebSocketHandler {
 public:
  // Asked every config.recheck_ms besides the signal that ends sockets at once (P15); `heard` says whether the page has
  // sent anything since: a session that is used through its socket is not idle.
  using StillValid = std::function<bool(bool heard)>;
  AgentSocket(boost::asio::io_context&, const Config&, TenantRuntime&, Desk::Author, Desk::SignIn, StillValid, std::string build);
  ~AgentSocket() override;

  void opened(std::shared_ptr<http::WebSocket>) override;
  void received(std::string_view text) override;
  void closed() override;

 private:
  void expect_hello();
  void check_later();
  bool takes_nothing();
  bool too_fast();

  const Config& config_;
  TenantRuntime& tenant_;
  Hub::Place place_;
  Desk desk_;
  StillValid still_valid_;
  std::shared_ptr<http::WebSocket> socket_;
  std::unique_ptr<ServerSession> session_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // late answers ask before they touch us
  boost::asio::steady_timer timer_;
  bool seated_ = false, joined_ = false;
  bool heard_ = false;
  std::uint32_t parts_taken_ = 0;  // of a snapshot, when we looked last
  std::int64_t second_ = 0;
  int in_second_ = 0;
};

}  // namespace tributary::host
