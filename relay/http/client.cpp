#include "relay/http/client.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <algorithm>
#include <exception>
#include <list>

#include "relay/http/answer.h"
#include "relay/http/ascii.h"
#include "relay/http/server_core.h"

namespace tributary::http {
namespace {

namespace beast_http = boost::beast::http;
using Stage = OutboundResult::Stage;
using Resolver = net::ip::basic_resolver<net::ip::tcp, Executor>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T>
using Task = net::awaitable<T, Executor>;
constexpr auto use_tuple = net::as_tuple(net::use_awaitable_t<Executor>{});

constexpr std::size_t header_bytes_max = 64 * 1024;
constexpr std::size_t reading_bytes = 16 * 1024;
constexpr std::size_t idle_wires_max = 32;             // over all origins
constexpr auto idle_wire_age_max = std::chrono::seconds(20);  // servers commonly close after 30 s or more

// One connection, with TLS or without.
struct Wire {
  explicit Wire(net::io_context& io) : socket(io) {}
  Socket socket;
  std::optional<net::ssl::stream<Socket&>> tls;
  std::string origin;
  std::chrono::steady_clock::time_point idle_since;

  // Nothing came while it lay idle: neither its end nor bytes nobody asked for.
  bool quiet() {
    ErrorCode state;
    char byte = 0;
    socket.non_blocking(true, state);
    socket.receive(net::buffer(&byte, 1), Socket::message_peek, state);
    return state == net::error::would_block;
  }
};

bool usable(const OutboundRequest& request) {
  for (const char c : request.method)
    if (c < 'A' || c > 'Z') return false;
  return !request.method.empty() && safe_fields(request.fields);
}

// What the caller may not set, because the body or the connection decides it.
bool decided_here(std::string_view name) {
  return same_letters(name, "Host") || same_letters(name, "Content-Length") || same_letters(name, "Transfer-Encoding") || same_letters(name, "Connection");
}

std::string text_of(const OutboundRequest& request, const Url& url) {
  const bool usual_port = url.port == (url.scheme == "https" ? 443 : 80);
  const std::string host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  std::string out = request.method + " " + url.path_and_query + " HTTP/1.1\r\nHost: " + host;
  if (!usual_port) out += ":" + std::to_string(url.port);
  for (const Field& f : request.fields)
    if (!decided_here(f.name)) out.append("\r\n").append(f.name).append(": ").append(f.value);
  if (!request.body.empty() || request.method != "GET") out += "\r\nContent-Length: " + std::to_string(request.body.size());
  return out.append("\r\n\r\n").append(request.body);
}

}  // namespace

class Exchange;

// What all exchanges share. It lives as long as the last of them.
struct ClientCore {
  explicit ClientCore(net::io_context& context) : io(context), tls(net::ssl::context::tls_client) {
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    tls.set_verify_mode(net::ssl::verify_peer);
  }
  // With the system's roots, which take a tenth of a second to read: only who needs them pays.
  net::ssl::context& trusting() {
    if (!std::exchange(roots_read_, true)) tls.set_default_verify_paths();
    return tls;
  }
  std::shared_ptr<Wire> take_idle(const std::string& origin);
  void give_back(std::shared_ptr<Wire>);

  net::io_context& io;
  net::ssl::context tls;
  std::vector<std::shared_ptr<Exchange>> exchanges;
  std::list<std::shared_ptr<Wire>> idle;

 private:
  bool roots_read_ = false;
};

std::shared_ptr<Wire> ClientCore::take_idle(const std::string& origin) {
  const auto oldest = std::chrono::steady_clock::now() - idle_wire_age_max;
  std::erase_if(idle, [&](const auto& wire) { return wire->idle_since < oldest; });
  for (auto it = idle.begin(); it != idle.end();) {
    if ((*it)->origin != origin) { ++it; continue; }
    std::shared_ptr<Wire> wire = std::move(*it);
    it = idle.erase(it);
    if (wire->quiet()) return wire;
  }
  return nullptr;
}

void ClientCore::give_back(std::shared_ptr<Wire> wire) {
  wire->idle_since = std::chrono::steady_clock::now();
  idle.push_back(std::move(wire));
  if (idle.size() > idle_wires_max) idle.pop_front();
}

// One request and its answer. Whatever ends it first (answer, error, timeout, cancellation) calls `done`; the
// coroutine then finds its socket closed and itself finished.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(std::shared_ptr<ClientCore> core, OutboundRequest request, std::function<void(OutboundResult)> done)
      : core_(std::move(core)), request_(std::move(request)), done_(std::move(done)), timer_(core_->io), resolver_(core_->io) {}

  void start() {
    timer_.expires_after(std::chrono::milliseconds(request_.timeout_ms));
    timer_.async_wait([self = shared_from_this()](ErrorCode failed) {
      if (!failed) self->fail("timeout");
    });
    net::co_spawn(core_->io.get_executor(), [self = shared_from_this()] { return self->run(); }, [](std::exception_ptr thrown) {
      if (thrown) std::rethrow_exception(thrown);  // by `done`: whoever runs the loop hears of it
    });
  }
  void fail(std::string error) { finish({stage_, {}, std::move(error)}); }
  void forget() {
    done_ = nullptr;
    fail("cancelled");
  }

 private:
  Task<void> run() {
    const auto self = shared_from_this();
    const std::optional<Url> url = parse_url(request_.url);
    if (!url || !usable(request_)) {
      co_await net::post(core_->io.get_executor(), net::use_awaitable_t<Executor>{});  // `done` is not called from within send()
      co_return fail("malformed");
    }
    const std::string origin = url->scheme + "://" + url->host + ":" + std::to_string(url->port);
    wire_ = core_->take_idle(origin);
    const bool reused = wire_ != nullptr;
    std::string error;
    if (!reused) error = co_await connect(*url, origin);
    if (error.empty()) error = co_await converse(*url);
    // The other side may have closed the idle connection just as we took it. Asking again is safe for GET alone.
    if (reused && error == "reset" && request_.method == "GET" && !heard_ && !finished_) {
      stage_ = Stage::not_sent;
      error = co_await connect(*url, origin);
      if (error.empty()) error = co_await converse(*url);
    }
    if (!error.empty()) co_return fail(error);
    deliver();
  }

  // "" or what went wrong.
  Task<std::string> connect(const Url& url, const std::string& origin) {
    auto [unresolved, places] = co_await resolver_.async_resolve(url.host, std::to_string(url.port), use_tuple);
    if (finished_) co_return "cancelled";
    if (unresolved) co_return "dns";
    wire_ = std::make_shared<Wire>(core_->io);
    wire_->origin = origin;
    const auto wire = wire_;
    auto [unconnected, place] = co_await net::async_connect(wire->socket, places, use_tuple);
    if (unconnected || finished_) co_return "connect";
    ErrorCode ignored;
    wire->socket.set_option(net::ip::tcp::no_delay(true), ignored);
    if (url.scheme == "http") co_return "";
    wire->tls.emplace(wire->socket, core_->trusting());
    ErrorCode is_name;
    net::ip::make_address(url.host, is_name);
    if (is_name) SSL_set_tlsext_host_name(wire->tls->native_handle(), url.host.c_str());
    wire->tls->set_verify_callback(net::ssl::host_name_verification(url.host));
    auto [untrusted] = co_await wire->tls->async_handshake(net::ssl::stream_base::client, use_tuple);
    co_return untrusted ? "tls" : "";
  }

  Task<std::string> converse(const Url& url) {
    const auto wire = wire_;
    const std::string text = text_of(request_, url);
    stage_ = Stage::ambiguous;  // from here on the other side may have understood
    auto sending = wire->tls ? net::async_write(*wire->tls, net::buffer(text), use_tuple) : net::async_write(wire->socket, net::buffer(text), use_tuple);
    auto [unsent, written] = co_await std::move(sending);
    if (unsent && written == 0 && !wire->tls && !finished_) stage_ = Stage::not_sent;
    if (unsent) co_return "reset";
    begin_answer();
    std::vector<char> buffer(reading_bytes);
    for (;;) {
      auto reading = wire->tls ? wire->tls->async_read_some(net::buffer(buffer), use_tuple) : wire->socket.async_read_some(net::buffer(buffer), use_tuple);
      auto [ended, n] = co_await std::move(reading);
      if (finished_) co_return "cancelled";
      if (n > 0) heard_ = true;
      unread_.append(buffer.data(), n);
      if (const std::string error = ended ? understand_end(ended) : understand(); !error.empty()) co_return error;
      if (parser_->is_done()) co_return "";
    }
  }

  void begin_answer() {
    parser_.emplace();
    parser_->eager(true);
    parser_->body_limit(request_.body_bytes_max);
    parser_->header_limit(header_bytes_max);
    parser_->skip(request_.method == "HEAD");
  }

  std::string understand() {
    while (!unread_.empty()) {
      ErrorCode failed;
      unread_.erase(0, parser_->put(net::buffer(unread_), failed));
      if (failed == beast_http::error::body_limit) return "too_large";
      if (failed && failed != beast_http::error::need_more) return "malformed";
      const bool interim = parser_->is_done() && parser_->get().result_int() / 100 == 1;
      if (!interim || parser_->get().result_int() == 101) return "";
      begin_answer();  // "100 Continue" and its like come before the answer
    }
    return "";
  }

  // A body without a length ends with the connection; TLS must have said goodbye, or bytes may be missing.
  std::string understand_end(ErrorCode ended) {
    if (ended != net::error::eof || !parser_->got_some()) return "reset";
    ErrorCode failed;
    parser_->put_eof(failed);
    return failed ? "reset" : "";
  }

  void deliver() {
    if (finished_) return;
    const bool reusable = parser_->keep_alive() && unread_.empty();
    auto message = parser_->release();
    Response response{static_cast<int>(message.result_int()), {}, std::move(message.body()), {}, false};
    for (const auto& field : message) {
      response.fields.push_back({std::string(field.name_string().data(), field.name_string().size()), std::string(field.value().data(), field.value().size())});
      if (field.name() == beast_http::field::content_type) response.content_type = response.fields.back().value;
    }
    if (reusable) core_->give_back(std::exchange(wire_, nullptr));
    finish({Stage::answered, std::move(response), {}});
  }

  void finish(OutboundResult result) {
    if (std::exchange(finished_, true)) return;
    const auto self = shared_from_this();
    timer_.cancel();
    resolver_.cancel();
    ErrorCode ignored;
    if (wire_) wire_->socket.close(ignored);
    std::erase(core_->exchanges, self);
    if (const auto done = std::exchange(done_, nullptr)) done(std::move(result));
  }

  std::shared_ptr<ClientCore> core_;
  OutboundRequest request_;
  std::function<void(OutboundResult)> done_;
  Timer timer_;
  Resolver resolver_;
  std::shared_ptr<Wire> wire_;
  std::optional<beast_http::response_parser<beast_http::string_body>> parser_;
  std::string unread_;
  Stage stage_ = Stage::not_sent;
  bool heard_ = false, finished_ = false;
};

struct Client::Inside {
  std::shared_ptr<ClientCore> core;
};

Client::Client(net::io_context& io) : inside_(new Inside{std::make_shared<ClientCore>(io)}) {}

Client::~Client() {
  const auto pending = inside_->core->exchanges;
  for (const auto& exchange : pending) exchange->forget();
  inside_->core->idle.clear();
}

void Client::send(OutboundRequest request, std::function<void(OutboundResult)> done) {
  inside_->core->exchanges.push_back(std::make_shared<Exchange>(inside_->core, std::move(request), std::move(done)));
  inside_->core->exchanges.back()->start();
}

int Client::in_flight() const { return static_cast<int>(inside_->core->exchanges.size()); }

void Client::cancel_all() {
  const auto pending = inside_->core->exchanges;
  for (const auto& exchange : pending) exchange->fail("cancelled");
}

}  // namespace tributary::http
