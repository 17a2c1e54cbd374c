#pragma once
// Who looks at which conversation and who is writing in it, socket by socket. Looking lasts 30 s after it was last said,
// writing 5 s; both end with the socket. Sans-I/O: time comes in, a frame goes out.
#include <map>
#include <optional>

#include "core/wire/frame.h"

namespace tributary {

class PresenceBoard {
 public:
  using Socket = std::uint64_t;
  static constexpr std::int64_t looking_ms = 30'000, typing_ms = 5'000;

  // True: what others see has changed, and frame() is to be sent to everybody.
  bool update(Socket, AgentId, const wire::PresenceUpdate&, Instant now);
  bool leave(Socket, Instant now);
  bool expire(Instant now);
  std::optional<Instant> next_expiry() const;
  const wire::Presence& frame() const { return shown_; }

 private:
  struct Seat { AgentId agent; ConversationId conversation; Instant looks_until, types_until; };
  bool show(Instant now);
  std::map<Socket, Seat> seats_;
  wire::Presence shown_;
};

}  // namespace tributary
