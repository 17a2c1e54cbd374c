#pragma once
// A real server on 127.0.0.1 and raw sockets against it, all in one thread: whoever waits lets the loop run.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
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

namespace tributary::http::test {

using boost::asio::io_context;

// Runs the loop until `done` says so; false after five seconds of nothing.
inline bool until(io_context& io, const std::function<bool()>& done, int ms = 5000) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
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
  void send_in_pieces(std::string_view bytes, std::size_t size) {
    for (; !bytes.empty() && !broken; bytes.remove_prefix(std::min(size, bytes.size()))) {
      send(bytes.substr(0, size));
      io_->restart();
      io_->poll();
    }
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

// A client's frame, masked; every bit of its head may be bent.
struct Bend { bool last = true; int reserved = 0; bool mask = true; };
inline std::string frame(int opcode, std::string_view payload = {}, Bend bend = {}) {
  std::string out;
  out += static_cast<char>((bend.last ? 0x80 : 0) | bend.reserved << 4 | opcode);
  const std::size_t n = payload.size();
  const int mask = bend.mask ? 0x80 : 0;
  if (n < 126) out += static_cast<char>(mask | static_cast<int>(n));
  else {
    const int bytes = n < 65536 ? 2 : 8;
    out += static_cast<char>(mask | (bytes == 2 ? 126 : 127));
    for (int shift = bytes * 8 - 8; shift >= 0; shift -= 8) out += static_cast<char>(static_cast<std::uint64_t>(n) >> shift & 0xFF);
  }
  if (!bend.mask) return out.append(payload);
  const char key[4] = {0x37, static_cast<char>(0xfa), 0x21, 0x3d};
  out.append(key, 4);
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char>(payload[i] ^ key[i & 3]);
  return out;
}
inline std::string closing(int code, std::string_view reason = {}) {
  return frame(8, std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)} + std::string(reason));
}

struct Heard { int opcode = 0; std::string payload; };
// Takes one whole server frame from the front of `bytes`.
inline std::optional<Heard> take_frame(std::string& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto at = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])); };
  EXPECT_EQ(at(0) & 0xF0, 0x80u) << "the server neither fragments nor uses reserved bits";
  EXPECT_EQ(at(1) & 0x80, 0u) << "the server does not mask";
  std::uint64_t size = at(1) & 127;
  const std::size_t extended = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (bytes.size() < 2 + extended) return std::nullopt;
  if (extended) size = 0;
  for (std::size_t i = 0; i < extended; ++i) size = size << 8 | at(2 + i);
  if (bytes.size() < 2 + extended + size) return std::nullopt;
  Heard heard{static_cast<int>(at(0) & 15), bytes.substr(2 + extended, size)};
  bytes.erase(0, 2 + extended + size);
  return heard;
}
inline int close_code(const Heard& heard) {
  if (heard.payload.size() < 2) return 1005;
  return static_cast<unsigned char>(heard.payload[0]) << 8 | static_cast<unsigned char>(heard.payload[1]);
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
