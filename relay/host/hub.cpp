#include "relay/host/hub.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/base/assert.h"
#include "core/base/planted.h"
#include "core/wire/frame.h"

namespace tributary::host {

void say_goodbye(http::WebSocket& socket, std::uint16_t close, std::string_view code, std::string_view sentence) {
  socket.send(wire::server_frame_text(wire::Bye{std::string(code), std::string(sentence)}));
  socket.close(close, code);
}

void Hub::discard() {
  for (std::size_t i = settled_lines_; i < lines_.size(); ++i) bytes_ -= lines_[i].text.size();
  for (std::size_t i = settled_contents_; i < contents_.size(); ++i) bytes_ -= contents_[i].size();
  lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(settled_lines_), lines_.end());
  contents_.erase(contents_.begin() + static_cast<std::ptrdiff_t>(settled_contents_), contents_.end());
}

void Hub::forget_settled() {
  lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(settled_lines_));
  contents_.erase(contents_.begin(), contents_.begin() + static_cast<std::ptrdiff_t>(settled_contents_));
  settled_lines_ = settled_contents_ = bytes_ = 0;
}

std::string Hub::frame_for(AgentId agent, Epoch epoch, std::uint64_t after, std::uint64_t upto) const {
  std::vector<std::string_view> lines;
  for (std::size_t i = 0; i < settled_lines_; ++i)
    if (!lines_[i].only || lines_[i].only == agent) lines.push_back(lines_[i].text);
  return wire::lines_frame_of(epoch, after, upto, lines, {contents_.begin(), contents_.begin() + static_cast<std::ptrdiff_t>(settled_contents_)});
}

void Hub::publish(Epoch epoch, std::uint64_t after, std::uint64_t upto, std::int64_t line_ms) {
  if (joined_ > 0) {
    std::vector<AgentId> with_private;
    for (std::size_t i = 0; i < settled_lines_; ++i)
      if (const AgentId only = lines_[i].only; only && std::find(with_private.begin(), with_private.end(), only) == with_private.end()) with_private.push_back(only);
    std::vector<std::pair<http::ListenerKey, std::string>> instead;
    for (AgentId agent : with_private) instead.push_back({http::ListenerKey{agent.high, agent.low}, frame_for(agent, epoch, after, upto)});
    ring_.push(frame_for({}, epoch, after, upto), std::move(instead), line_ms);
    ring_.wake();
  }
  forget_settled();
}

// From the back: who joins or leaves mostly came lately.
std::vector<Hub::Seat>::iterator Hub::seat_of(const http::WebSocket& socket) {
  const auto found = std::find_if(seats_.rbegin(), seats_.rend(), [&](const Seat& seat) { return seat.socket == &socket; });
  return found == seats_.rend() ? seats_.end() : std::prev(found.base());
}

void Hub::seat(http::WebSocket& socket, AgentId agent) { seats_.push_back({&socket, agent}); }

void Hub::join(http::WebSocket& socket) {
  const auto seat = seat_of(socket);
  TRIBUTARY_CHECK(seat != seats_.end());
  const AgentId agent = seat->agent;
  std::swap(*seat, seats_[joined_++]);
  socket.follow(ring_, http::ListenerKey{agent.high, agent.low});
}

void Hub::tell_all(const std::string& frame) {
  for (std::size_t i = joined_; i-- > 0;) seats_[i].socket->send(frame);
}

void Hub::tell(AgentId agent, const std::string& frame) {
  for (std::size_t i = seats_.size(); i-- > 0;)
    if (seats_[i].agent == agent || PLANTED(133)) seats_[i].socket->send(frame);
}

void Hub::leave(http::WebSocket& socket) {
  auto seat = seat_of(socket);
  if (seat == seats_.end()) return;
  const auto last_joined = seats_.begin() + static_cast<std::ptrdiff_t>(joined_);
  if (seat < last_joined) {
    std::swap(*seat, *std::prev(last_joined));
    seat = std::prev(last_joined);
    --joined_;
  }
  std::swap(*seat, seats_.back());
  seats_.pop_back();
}

void Hub::sign_out(AgentId agent) {
  if (PLANTED(68)) return;  // "their next request will tell them"
  const auto seats = seats_;  // closing one takes it out of the list
  for (const Seat& seat : seats)
    if (seat.agent == agent && !PLANTED(48)) say_goodbye(*seat.socket, 4401, "signed_out", "You were signed out. Sign in again.");
}

}  // namespace tributary::host
