#pragma once
// The other side of our client: it says exactly the bytes it is told, when it is told, or hangs up.
#include <netinet/in.h>

#include "relay/http/client.h"
#include "tests/relay/http/support.h"

namespace tributary::http::test {

class ScriptedServer {
 public:
  explicit ScriptedServer(io_context& io) : io_(&io), fd_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(0, ::bind(fd_, reinterpret_cast<sockaddr*>(&at), sizeof at));
    EXPECT_EQ(0, ::listen(fd_, 16));
    socklen_t size = sizeof at;
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer() {
    hang_up();
    stop_listening();
  }
  std::string url(std::string_view path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + std::string(path); }
  std::uint16_t port() const { return port_; }
  void stop_listening() { if (fd_ >= 0) ::close(std::exchange(fd_, -1)); }

  // Waits for the next connection; the one before is hung up.
  bool accept() {
    hang_up();
    in.clear();
    return until(*io_, [&] { return (peer_ = ::accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK)) >= 0; });
  }
  bool hears(std::string_view text) {
    return until(*io_, [&] {
      char buffer[4096];
      const ssize_t n = ::recv(peer_, buffer, sizeof buffer, 0);
      if (n > 0) in.append(buffer, static_cast<std::size_t>(n));
      return in.find(text) != std::string::npos || n == 0;
    }) && in.find(text) != std::string::npos;
  }
  void says(std::string_view text) { EXPECT_EQ(::send(peer_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size())); }
  void hang_up() { if (peer_ >= 0) ::close(std::exchange(peer_, -1)); }
  // And the other side's kernel knows of it, which on a busy machine takes a while; whoever looks at that connection sees its end.
  void hang_up_and_be_noticed() {
    ::shutdown(peer_, SHUT_WR);
    EXPECT_TRUE(until(*io_, [&] {
      tcp_info now{};
      socklen_t size = sizeof now;
      return ::getsockopt(peer_, IPPROTO_TCP, TCP_INFO, &now, &size) == 0 && now.tcpi_state != TCP_ESTABLISHED && now.tcpi_state != TCP_FIN_WAIT1;
    }));
    hang_up();
  }
  int peer() const { return peer_; }

  std::string in;

 private:
  io_context* io_;
  int fd_, peer_ = -1;
  std::uint16_t port_ = 0;
};

// Requests and what became of them.
struct Asking {
  io_context io;
  Client client{io};
  ScriptedServer server{io};
  std::optional<OutboundResult> result;

  void ask(OutboundRequest request) {
    result.reset();
    client.send(std::move(request), [this](OutboundResult r) { result = std::move(r); });
    EXPECT_FALSE(result) << "done is never called from within send()";
  }
  void get(std::string_view path = "/") { ask({"GET", server.url(path), {}, {}, patience_ms, 1 << 20}); }
  void post(std::string body, int timeout_ms = patience_ms) { ask({"POST", server.url("/send"), {{"Content-Type", "text/plain"}}, std::move(body), timeout_ms, 1 << 20}); }
  bool finished() { return until(io, [&] { return result.has_value(); }); }
  // "answered 200 body", "ambiguous timeout", …
  std::string outcome() {
    if (!finished()) return "nothing";
    constexpr const char* stages[] = {"not_sent ", "ambiguous ", "answered "};
    const std::string stage = stages[static_cast<int>(result->stage)];
    return stage + (result->stage == OutboundResult::Stage::answered ? std::to_string(result->response.status) + " " + result->response.body : result->error);
  }
};

}  // namespace tributary::http::test
