#include "relay/http/server.h"

#include <stdexcept>

#include "relay/http/connection.h"

namespace tributary::http {
namespace {

constexpr int backlog = 1024;
constexpr std::size_t turned_away_max = 64;  // connections over the limit: health is answered, everybody else told to come later
constexpr auto breath = std::chrono::milliseconds(100);

using BasicAcceptor = net::basic_socket_acceptor<net::ip::tcp, Executor>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>, Executor>;

class Acceptor : public std::enable_shared_from_this<Acceptor> {
 public:
  Acceptor(net::io_context& io, std::shared_ptr<Core> core) : core_(std::move(core)), acceptor_(io), pause_(io) {}

  std::uint16_t open(const std::string& address, std::uint16_t port) {
    ErrorCode failed;
    const auto where = net::ip::make_address(address, failed);
    if (failed) throw std::runtime_error("The address to listen on, " + address + ", is not an IP address.");
    const net::ip::tcp::endpoint endpoint(where, port);
    acceptor_.open(endpoint.protocol(), failed);
    if (!failed) acceptor_.set_option(net::socket_base::reuse_address(true), failed);
    if (!failed) acceptor_.bind(endpoint, failed);
    if (!failed) acceptor_.listen(backlog, failed);
    if (failed) throw std::runtime_error("Cannot listen on " + address + " port " + std::to_string(port) + ": " + failed.message() + ".");
    accept();
    return acceptor_.local_endpoint().port();
  }
  void close() {
    ErrorCode ignored;
    acceptor_.close(ignored);
    pause_.cancel();
  }

 private:
  void accept() {
    acceptor_.async_accept([self = shared_from_this()](ErrorCode failed, Socket socket) {
      if (!self->acceptor_.is_open()) return;
      if (failed) return self->accept_later();
      self->take(std::move(socket));
      self->accept();
    });
  }
  // Out of descriptors, most likely: trying again at once would only burn the processor.
  void accept_later() {
    pause_.expires_after(breath);
    pause_.async_wait([self = shared_from_this()](ErrorCode failed) {
      if (!failed && self->acceptor_.is_open()) self->accept();
    });
  }
  void take(Socket socket) {
    const auto limit = static_cast<std::size_t>(core_->limits.connections_max);
    if (core_->size() >= limit + turned_away_max) return;
    ErrorCode failed;
    const auto remote = socket.remote_endpoint(failed);
    if (failed) return;
    socket.non_blocking(true, failed);
    socket.set_option(net::ip::tcp::no_delay(true), failed);
    // What the kernel holds for a reader who has stopped is bounded too (P7).
    socket.set_option(net::socket_base::send_buffer_size(core_->limits.send_buffer_bytes), failed);
    const bool too_many = core_->size() >= limit;
    const auto connection = std::make_shared<Connection>(core_, std::move(socket), remote.address().to_string());
    core_->join(connection);
    too_many ? connection->start_crowded() : connection->start();
  }

  std::shared_ptr<Core> core_;
  BasicAcceptor acceptor_;
  Timer pause_;
};

}  // namespace

struct Server::Inside {
  net::io_context& io;
  std::shared_ptr<Core> core;
  std::vector<std::shared_ptr<Acceptor>> acceptors;
};

Server::Server(net::io_context& io, Door door, ServerLimits limits)
    : inside_(new Inside{io, std::make_shared<Core>(io, std::move(door), std::move(limits)), {}}) {}

Server::~Server() {
  stop_accepting();
  inside_->core->end();
}

std::uint16_t Server::listen(const std::string& address, std::uint16_t port) {
  inside_->acceptors.push_back(std::make_shared<Acceptor>(inside_->io, inside_->core));
  return inside_->acceptors.back()->open(address, port);
}

void Server::stop_accepting() {
  for (const auto& acceptor : inside_->acceptors) acceptor->close();
  inside_->acceptors.clear();
}

void Server::close_all(std::uint16_t websocket_code, std::string_view reason) { inside_->core->retire_all(websocket_code, reason); }
void Server::shed(std::size_t count, std::uint16_t code, std::string_view reason) { inside_->core->shed(count, code, reason); }
std::size_t Server::held_bytes() const { return inside_->core->held(); }
int Server::connections() const { return static_cast<int>(inside_->core->size()); }
int Server::sockets() const { return inside_->core->sockets; }

}  // namespace tributary::http
