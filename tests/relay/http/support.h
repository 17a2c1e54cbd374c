#pragma once
// A real server on 127.0.0.1 and raw sockets against it, all in one thread: whoever waits lets the loop run.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "relay/http/server.h"
#include "tests/relay/http/client_frames.h"

namespace tributary::http::test {

using boost::asio::io_context;

inline constexpr int patience_ms = 180'000;  // for what happens at once unless the machine does much else

// Runs the loop until `done` says so; false after three minutes of nothing.
inline bool until(io_context& io, const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    io.restart();
    if (io.poll() == 0) io.run_one_for(std::chrono::milliseconds(1));
  }
  return true;
}

// A client that sends exactly the bytes it is told.
class Raw {
 public:
  Raw(io_context& io, std::uint16_t port, int receive_buffer = 0) : io_(&io), fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const int on = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(0, ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to));
    ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
  }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  ~Raw() { leave(); }
  void leave() { if (fd_ >= 0) ::close(std::exchange(fd_, -1)); }
  void end_sending() { ::shutdown(fd_, SHUT_WR); }

  // False when the other side is gone.
  bool send(std::string_view bytes) {
    return until(*io_, [&] {
      const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n < 0 && errno != EAGAIN) broken = true, bytes = {};
      if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
      if (!bytes.empty()) pull();
      return bytes.empty();
    }) && !broken;
  }
  // Until the other side's kernel has all that was sent: it may be read from now on.
  bool arrived() {
    return until(*io_, [&] {
      int on_the_way = 0;
      return ::ioctl(fd_, TIOCOUTQ, &on_the_way) == 0 && on_the_way == 0;
    });
  }
  void send_in_pieces(std::string_view bytes, std::size_t size) {
    for (; !bytes.empty() && !broken; bytes.remove_prefix(std::min(size, bytes.size()))) {
      send(bytes.substr(0, size));
      io_->restart();
      io_->poll();
    }
  }
  // Until something lies there to be pulled, without a turn of the loop: on a busy machine the kernel hands over later.
  void await_bytes() {
    pollfd wanted{fd_, POLLIN, 0};
    EXPECT_EQ(::poll(&wanted, 1, patience_ms), 1);
  }
  void pull() {
    static char buffer[256 * 1024];
    for (;;) {
      const ssize_t n = ::recv(fd_, buffer, sizeof buffer, 0);
      if (n > 0) { in.append(buffer, static_cast<std::size_t>(n)); continue; }
      if (n == 0 || errno != EAGAIN) ended = true;
      return;
    }
  }
  // So many bytes at the most, and leaves the rest where it lies.
  void sip(std::size_t most) {
    std::string taken(most, '\0');
    const ssize_t n = ::recv(fd_, taken.data(), most, 0);
    if (n > 0) in.append(taken, 0, static_cast<std::size_t>(n));
    else if (n == 0 || errno != EAGAIN) ended = true;
  }
  bool has(std::string_view text) {
    return until(*io_, [&] { pull(); return in.find(text) != std::string::npos || ended; }) && in.find(text) != std::string::npos;
  }
  bool has_bytes(std::size_t n) { return until(*io_, [&] { pull(); return in.size() >= n || ended; }) && in.size() >= n; }
  bool sees_the_end() { return until(*io_, [&] { pull(); return ended; }); }
  std::size_t count(std::string_view text) const {
    std::size_t n = 0;
    for (std::size_t at = in.find(text); at != std::string::npos; at = in.find(text, at + text.size())) ++n;
    return n;
  }
  int fd() const { return fd_; }

  std::string in;
  bool ended = false, broken = false;

 private:
  io_context* io_;
  int fd_;
};

// A server whose door the test fills in; its clock moves when the test says so.
struct House {
  io_context io;
  std::int64_t now = 1'000'000;
  Door door;
  ServerLimits limits;
  std::vector<Request> seen;
  std::vector<Responder> waiting;
  std::unique_ptr<Server> server;
  std::uint16_t port = 0;

  House() {
    door.body_bytes_max = [](std::string_view, std::string_view path) { return path == "/small" ? std::size_t{10} : std::size_t{1 << 20}; };
    door.now_ms = [this] { return now; };
    door.request = [this](Request request, Responder respond) {
      seen.push_back(std::move(request));
      if (seen.back().path == "/later") return waiting.push_back(std::move(respond));
      if (seen.back().path == "/never") return;
      Response response;
      response.content_type = "text/plain";
      response.body = seen.back().path;
      respond(std::move(response));
    };
    limits.sweep_ms = 5;
  }
  void open() {
    server = std::make_unique<Server>(io, door, limits);
    port = server->listen("127.0.0.1", 0);
  }
  // The limit of `ms` passes; the next sweep sees it.
  void pass(std::int64_t ms) { now += ms; }
  bool until(const std::function<bool()>& done) { return test::until(io, done); }
};

inline std::string get(std::string_view path, std::string_view more = {}) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}

inline std::string upgrade_request(std::string_view path = "/socket", std::string_view protocol = "tributary.v1") {
  return get(path, "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " +
                       std::string(protocol) + "\r\n");
}

// A browser's socket, upgraded; `heard` collects what came.
class Browser : public Raw {
 public:
  Browser(io_context& io, std::uint16_t port, int receive_buffer = 0) : Raw(io, port, receive_buffer) {
    send(upgrade_request());
    EXPECT_TRUE(has("\r\n\r\n"));
    EXPECT_TRUE(in.starts_with("HTTP/1.1 101 ")) << in;
    in.erase(0, in.find("\r\n\r\n") + 4);
  }
  void listen() {
    pull();
    while (auto one = take_frame(in)) heard.push_back(std::move(*one));
  }
  std::vector<Heard> heard;
};

}  // namespace tributary::http::test
