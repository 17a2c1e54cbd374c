#include "core/sync/presence_board.h"

#include <algorithm>
#include <set>

namespace tributary {

bool PresenceBoard::update(Socket socket, AgentId agent, const wire::PresenceUpdate& update, Instant now) {
  if (!agent || !update.conversation || !update.focused) {
    seats_.erase(socket);
    return show(now);
  }
  const Instant types_until = update.typing ? now + typing_ms : Instant{};
  seats_[socket] = Seat{agent, update.conversation, now + looking_ms, types_until};
  return show(now);
}

bool PresenceBoard::leave(Socket socket, Instant now) { return seats_.erase(socket) > 0 && show(now); }

bool PresenceBoard::expire(Instant now) { return show(now); }

std::optional<Instant> PresenceBoard::next_expiry() const {
  std::optional<Instant> soonest;
  for (const auto& [socket, seat] : seats_)
    for (Instant end : {seat.looks_until, seat.types_until})
      if (end.ms != 0 && (!soonest || end < *soonest)) soonest = end;
  return soonest;
}

// An agent with two tabs is there once.
bool PresenceBoard::show(Instant now) {
  std::set<std::pair<AgentId, ConversationId>> looking, typing;
  for (auto it = seats_.begin(); it != seats_.end();) {
    Seat& seat = it->second;
    if (seat.looks_until <= now) {
      it = seats_.erase(it);
      continue;
    }
    if (seat.types_until <= now) seat.types_until = {};
    looking.insert({seat.agent, seat.conversation});
    if (seat.types_until.ms != 0) typing.insert({seat.agent, seat.conversation});
    ++it;
  }
  wire::Presence next;
  next.looking.assign(looking.begin(), looking.end());
  next.typing.assign(typing.begin(), typing.end());
  if (next.looking == shown_.looking && next.typing == shown_.typing) return false;
  shown_ = std::move(next);
  return true;
}

}  // namespace tributary
