#pragma once
// Who listens to a tenant, and the frames they get: one frame a round, encoded once for the audience class
// and once more for each agent it holds something private for.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/types.h"
#include "relay/http/websocket.h"

namespace tributary::host {

// A bye with its reason, then the close (docs/protocol.md).
void say_goodbye(http::WebSocket&, std::uint16_t close, std::string_view code, std::string_view sentence);

class Hub {
 public:
  // Lines of the coming round, as texts. `only` none: everybody.
  void add(std::string line, AgentId only) { bytes_ += line.size(), lines_.push_back({std::move(line), only}); }
  void add_content(std::string content) { bytes_ += content.size(), contents_.push_back(std::move(content)); }
  // What was added so far is durable, and may wait to be published with the next round's.
  void settle() { settled_lines_ = lines_.size(), settled_contents_ = contents_.size(); }
  std::size_t bytes() const { return bytes_; }   // added and not published
  void discard();                                // what was added and is not durable
  // What is durable of it becomes one frame "after -> upto" in everybody's ring.
  void publish(Epoch, std::uint64_t after, std::uint64_t upto, std::int64_t line_ms);

  // Signed in, and to be ended with its sign-in; it may still be taking in a snapshot.
  void seat(http::WebSocket&, AgentId);
  // Somebody seated follows the ring from now on.
  void join(http::WebSocket&);
  void leave(http::WebSocket&);
  // A frame beside the log, to everybody who listens now.
  void tell_all(const std::string& frame);
  // The same to one agent, wherever they are signed in; also to a socket that is still taking in a snapshot.
  void tell(AgentId, const std::string& frame);
  std::size_t listeners() const { return joined_; }
  std::size_t present() const { return seats_.size(); }
  // Held by every socket of this tenant from its upgrade to its end, signed in or not.
  using Place = std::shared_ptr<const int>;
  Place take_place() const { return places_; }
  std::size_t places_taken() const { return static_cast<std::size_t>(places_.use_count()) - 1; }
  // Ends every socket of this agent or token; the page signs in anew or ends (P15).
  void sign_out(AgentId);

 private:
  std::string frame_for(AgentId, Epoch, std::uint64_t after, std::uint64_t upto) const;
  void forget_settled();
  struct Added { std::string text; AgentId only; };
  struct Seat { http::WebSocket* socket; AgentId agent; };
  std::vector<Seat>::iterator seat_of(const http::WebSocket&);
  std::vector<Added> lines_;
  std::vector<std::string> contents_;
  std::size_t settled_lines_ = 0, settled_contents_ = 0, bytes_ = 0;
  std::vector<Seat> seats_;              // those who have joined in front
  std::size_t joined_ = 0;
  http::Ring ring_;
  Place places_ = std::make_shared<const int>(0);  // shared, because sockets may go after us
};

}  // namespace tributary::host
