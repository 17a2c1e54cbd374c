#include "relay/host/presences.h"

#include <algorithm>

namespace tributary::host {

// Looking and writing last so many seconds, whatever is done to the wall clock meanwhile.
void Presences::update(PresenceBoard::Socket socket, AgentId agent, const wire::PresenceUpdate& update) { tell(board_.update(socket, agent, update, Instant{clock_.steady_ms()})); }

void Presences::leave(PresenceBoard::Socket socket) { tell(board_.leave(socket, Instant{clock_.steady_ms()})); }

void Presences::tell(bool changed) {
  if (changed) hub_.tell_all(frame());
  const auto end = board_.next_expiry();
  if (!end) return void(timer_.cancel());
  timer_.expires_after(std::chrono::milliseconds(std::max<std::int64_t>(1, end->ms - clock_.steady_ms())));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) tell(board_.expire(Instant{clock_.steady_ms()}));
  });
}

}  // namespace tributary::host
