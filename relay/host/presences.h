#pragma once
// The presence board of a tenant with its clock and its audience. Loop thread only.
#include <boost/asio/steady_timer.hpp>

#include "core/sync/presence_board.h"
#include "relay/host/clock.h"
#include "relay/host/hub.h"

namespace tributary::host {

class Presences {
 public:
  Presences(boost::asio::io_context& io, Hub& hub, Clock& clock) : hub_(hub), clock_(clock), timer_(io) {}
  PresenceBoard::Socket new_socket() { return ++sockets_; }
  void update(PresenceBoard::Socket, AgentId, const wire::PresenceUpdate&);
  void leave(PresenceBoard::Socket);
  bool anybody() const { return !board_.frame().looking.empty(); }
  std::string frame() const { return wire::server_frame_text(board_.frame()); }

 private:
  void tell(bool changed);
  Hub& hub_;
  Clock& clock_;
  PresenceBoard board_;
  PresenceBoard::Socket sockets_ = 0;
  boost::asio::steady_timer timer_;
};

}  // namespace tributary::host
