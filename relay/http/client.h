#pragma once
// Requests we make: to providers' REST doors and media hosts. HTTP/1.1 over TLS (verified, system roots) or,
// where the address says http, plain. Redirects are never followed here. Loop thread only.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "relay/http/message.h"

namespace boost::asio { class io_context; }

namespace tributary::http {

struct Url { std::string scheme, userinfo, host, path_and_query; std::uint16_t port = 0; };
std::optional<Url> parse_url(std::string_view);  // http and https only; lower-cases scheme and host; the fragment is dropped

struct OutboundRequest {
  std::string method = "GET";
  std::string url;
  std::vector<Field> fields;
  std::string body;
  int timeout_ms = 30'000;
  std::size_t body_bytes_max = 1 << 20;  // of the answer; more = the connection is cut, `too_large`
};

// How far it got decides what it means (P6c).
struct OutboundResult {
  enum class Stage : std::uint8_t { not_sent, ambiguous, answered } stage = Stage::not_sent;
  Response response;        // answered; `fields` are all that came
  std::string error;        // otherwise: one word for the log: "dns", "connect", "tls", "timeout", "reset", "too_large", "malformed", "cancelled"
};

class Client {
 public:
  explicit Client(boost::asio::io_context&);
  ~Client();
  // `done` is called once, never from within send(). A userinfo in the address is not sent: set Authorization.
  void send(OutboundRequest, std::function<void(OutboundResult)> done);
  int in_flight() const;
  void cancel_all();  // every pending `done` is called with what is known

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::http
