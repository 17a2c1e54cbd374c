#include "relay/host/presences.h"

#include <algorithm>

namespace tributary::host {

void Presences::update(PresenceBoard::Socket socket, AgentId agent, const wire::PresenceUpdate& update) { tell(board_.update(socket, agent, update, clock_.now())); }

void Presences::leave(PresenceBoard::Socket socket) { tell(board_.leave(socket, clock_.now())); }

void Presences::tell(bool changed) {
  if (changed) hub_.tell_all(frame());
  const auto end = board_.next_expiry();
  if (!end) return void(timer_.cancel());
  timer_.expires_after(std::chrono::milliseconds(std::max<std::int64_t>(1, end->ms - clock_.now().ms)));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) tell(board_.expire(clock_.now()));
  });
}

}  // namespace tributary::host
