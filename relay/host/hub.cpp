#include "relay/host/hub.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/wire/frame.h"

namespace tributary::host {

namespace {

// Thousands of sockets lie all over the memory, and a send between two of them clears the cache: what the next ones
// hold is asked for while this one is being written.
constexpr std::size_t fetched_ahead = 3;

void fetch(const void* socket) {
  for (std::size_t line = 0; line < 5; ++line) __builtin_prefetch(static_cast<const char*>(socket) + 64 * line);
}

}  // namespace

void say_goodbye(http::WebSocket& socket, std::uint16_t close, std::string_view code, std::string_view sentence) {
  socket.send(wire::server_frame_text(wire::Bye{std::string(code), std::string(sentence)}));
  socket.close(close, code);
}

void Hub::publish(Epoch epoch, std::uint64_t after, std::uint64_t upto, std::int64_t steady_ms) {
  if (!listeners_.empty()) {
    std::vector<AgentId> with_private;
    for (const Added& a : lines_)
      if (a.only && std::find(with_private.begin(), with_private.end(), a.only) == with_private.end()) with_private.push_back(a.only);
    auto frame_for = [&](AgentId agent) {
      std::vector<std::string> lines;
      for (const Added& a : lines_)
        if (!a.only || a.only == agent) lines.push_back(a.text);
      return wire::lines_frame_text(epoch, after, upto, lines, contents_);
    };
    std::vector<std::pair<http::ListenerKey, std::string>> instead;
    for (AgentId agent : with_private) instead.push_back({http::ListenerKey{agent.high, agent.low}, frame_for(agent)});
    ring_.push(frame_for({}), std::move(instead), steady_ms);
    // A socket that is cut leaves only after its handler heard so, never while we iterate.
    for (std::size_t i = listeners_.size(); i-- > 0;) {
      if (i >= fetched_ahead) fetch(listeners_[i - fetched_ahead].socket);
      listeners_[i].socket->wake();
    }
  }
  discard();
}

void Hub::seat(http::WebSocket& socket, AgentId agent) { seated_.push_back({&socket, agent}); }

void Hub::join(http::WebSocket& socket, AgentId agent) {
  listeners_.push_back({&socket, agent});
  socket.follow(ring_, http::ListenerKey{agent.high, agent.low});
}

void Hub::tell_all(const std::string& frame) {
  for (std::size_t i = listeners_.size(); i-- > 0;) listeners_[i].socket->send(frame);
}

void Hub::tell(AgentId agent, const std::string& frame) {
  for (std::size_t i = seated_.size(); i-- > 0;)
    if (seated_[i].agent == agent || PLANTED(133)) seated_[i].socket->send(frame);
}

void Hub::leave(http::WebSocket& socket) {
  for (auto* all : {&seated_, &listeners_}) std::erase_if(*all, [&](const Listener& l) { return l.socket == &socket; });
}

void Hub::sign_out(AgentId agent) {
  if (PLANTED(68)) return;  // "their next request will tell them"
  const auto seated = seated_;  // closing one takes it out of the list
  for (const Listener& l : seated)
    if (l.agent == agent && !PLANTED(48)) say_goodbye(*l.socket, 4401, "signed_out", "You were signed out. Sign in again.");
}

}  // namespace tributary::host
