#include "relay/host/agent_socket.h"

#include <utility>

#include "core/base/planted.h"

namespace tributary::host {

namespace {
constexpr int messages_per_second = 60;   // a page opening many threads bursts; a script must not
}  // namespace

AgentSocket::AgentSocket(boost::asio::io_context& io, const Config& config, TenantRuntime& tenant, Desk::Author author, Desk::SignIn sign_in, StillValid still_valid, std::string build)
    : config_(config), tenant_(tenant), place_(tenant.hub().take_place()), desk_(tenant, std::move(author), std::move(sign_in), std::move(build)), still_valid_(std::move(still_valid)), timer_(io) {}

AgentSocket::~AgentSocket() { *alive_ = false; }

void AgentSocket::opened(std::shared_ptr<http::WebSocket> socket) {
  socket_ = std::move(socket);
  session_ = std::make_unique<ServerSession>(desk_, [this, alive = alive_](std::string text) {
    if (*alive && socket_) socket_->send(text);
  });
  expect_hello();
}

void AgentSocket::expect_hello() {
  timer_.expires_after(std::chrono::milliseconds(config_.hello_ms_max));
  timer_.async_wait([this, alive = alive_](boost::system::error_code ec) {
    if (ec || !*alive || !socket_) return;
    if (!session_->signed_in()) say_goodbye(*socket_, 4401, "not_signed_in", "No hello came in time. Sign in first.");
  });
}

void AgentSocket::check_later() {
  timer_.expires_after(std::chrono::milliseconds(config_.recheck_ms));
  timer_.async_wait([this, alive = alive_](boost::system::error_code ec) {
    if (ec || !*alive || !socket_) return;
    if (!still_valid_(std::exchange(heard_, false))) say_goodbye(*socket_, 4401, "signed_out", "You were signed out. Sign in again.");
    else if (takes_nothing()) socket_->close(4408, "nothing taken");
    else check_later();
  });
}

// The state stands still for who takes in a snapshot: nobody may hold it for ever.
bool AgentSocket::takes_nothing() {
  const std::uint32_t before = std::exchange(parts_taken_, session_->parts_taken());
  return !session_->joined() && parts_taken_ == before;
}

bool AgentSocket::too_fast() {
  const std::int64_t second = tenant_.clock().steady_ms() / 1000;
  if (second != second_) second_ = second, in_second_ = 0;
  return ++in_second_ > messages_per_second;
}

void AgentSocket::received(std::string_view text) {
  if (!socket_) return;
  heard_ = true;
  if (too_fast()) return socket_->close(4429, "slow down");
  auto reaction = tenant_.round().whole([&] { return session_->receive(text); });
  // Before anything else: a sign-out must find this socket, however long its snapshot is under way.
  if ((PLANTED(52) ? session_->joined() : session_->signed_in()) && !seated_) {
    seated_ = true;
    tenant_.hub().seat(*socket_, session_->viewer().agent);
    check_later();  // instead of waiting for the hello that has come
  }
  for (const std::string& frame : reaction.frames) socket_->send(frame);
  if (reaction.close) return socket_->close(reaction.close, "");
  if (session_->joined() && !joined_) {
    joined_ = true;
    tenant_.hub().join(*socket_);
    if (tenant_.presences().anybody()) socket_->send(tenant_.presences().frame());
  }
}

void AgentSocket::closed() {
  if (seated_ && socket_) tenant_.hub().leave(*socket_);
  seated_ = joined_ = false;
  desk_.left();
  timer_.cancel();
  socket_.reset();
  place_.reset();
}

}  // namespace tributary::host
