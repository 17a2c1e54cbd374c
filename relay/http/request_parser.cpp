#include "relay/http/request_parser.h"

#include <boost/beast/http/basic_parser.hpp>

#include "relay/http/answer.h"
#include "relay/http/ascii.h"
#include "relay/http/request_head.h"

namespace tributary::http {
namespace {

namespace beast_http = boost::beast::http;
using boost::beast::string_view;
using ErrorCode = boost::system::error_code;

constexpr std::uint32_t header_bytes = 64 * 1024;       // scan_head has kept the real limit
constexpr std::size_t usual_fields = 16, usual_field_bytes = 512;  // a provider's request
constexpr std::size_t chunk_head_bytes_max = 8 * 1024;  // extensions and trailers, which nobody needs

std::string_view plain(string_view s) { return {s.data(), s.size()}; }

// Beast's parser without its message: what it finds goes straight into our Request. What RFC 9112 lets a
// server be strict about is refused, because two readings of one request are how requests are smuggled.
class InPlace final : public beast_http::basic_parser<true> {
 public:
  InPlace(const BodyLimit& limit, const BodyPlanner& planner) : limit_(&limit), planner_(&planner) {
    eager(true);
    body_limit(boost::none);
    header_limit(header_bytes);
    incoming.request.fields.reserve(usual_fields, usual_field_bytes);
  }
  InPlace(InPlace&&) = default;

  std::size_t read(std::string_view data) {
    // The line of the last chunk alone: Beast 1.81 asks for more, and asserts five bytes when it is shown the same again.
    if (header_done_ && codings_ > 0 && data.size() < 5 && data.starts_with('0') && data.find("\r\n") != std::string_view::npos) return 0;
    ErrorCode failed;
    const std::size_t used = data.empty() ? 0 : put(boost::asio::const_buffer(data.data(), data.size()), failed);
    const bool waits = failed == beast_http::error::need_more;
    // The header is complete, as its lines say; a parser that wants more of it has found a line that never was one.
    if ((failed && !waits) || !is_header_done()) refuse_unless_refused();
    if (waits && data.size() - used > chunk_head_bytes_max) refuse_unless_refused();
    return used;
  }
  bool over() const { return is_done() || incoming.refused.has_value(); }

  Incoming incoming;

 private:
  void on_request_impl(beast_http::verb, string_view method, string_view target, int version, ErrorCode& failed) override {
    Request& request = incoming.request;
    request.method = plain(method);
    request.target = plain(target);
    version_ = version;
    incoming.version_1_0 = version == 10;
    std::optional<std::string> path = checked_path(request.target);
    if (!path || (version != 10 && version != 11)) return refuse(bad_request(), failed);
    request.path = std::move(*path);
    if (const std::size_t at = request.target.find('?'); at != std::string::npos) request.query = request.target.substr(at + 1);
  }
  void on_field_impl(beast_http::field name, string_view text, string_view value, ErrorCode& failed) override {
    if (header_done_) return;  // trailers are not fields of the request
    incoming.request.fields.add(plain(text), plain(value));
    switch (name) {
      case beast_http::field::host:
        if (++hosts_ > 1 || !checked_host(plain(value))) refuse(bad_request(), failed);
        break;
      case beast_http::field::content_length:
        if (++lengths_ > 1) refuse(bad_request(), failed);
        break;
      case beast_http::field::transfer_encoding:
        if (++codings_ > 1 || !same_letters(plain(value), "chunked")) refuse(bad_request(), failed);
        break;
      case beast_http::field::connection: switches_ = switches_ || lists(plain(value), "upgrade"); break;
      case beast_http::field::upgrade: incoming.upgrade = lists(plain(value), "websocket"); break;
      case beast_http::field::expect: incoming.expects_continue = same_letters(plain(value), "100-continue"); break;
      default: break;
    }
  }
  void on_header_impl(ErrorCode& failed) override {
    header_done_ = true;
    incoming.keep_alive = keep_alive();
    incoming.upgrade = incoming.upgrade && switches_ && incoming.request.method == "GET" && version_ == 11;
    if (hosts_ == 0 && version_ == 11) return refuse(bad_request(), failed);
    if (codings_ > 0 && (lengths_ > 0 || version_ == 10)) return refuse(bad_request(), failed);
    incoming.body_bytes_max = *limit_ ? (*limit_)(incoming.request.method, incoming.request.path) : 0;
    if (*planner_) {
      BodyPlan plan = (*planner_)(incoming.request);
      incoming.by_door = plan.refused.has_value();
      if (plan.refused) return refuse(std::move(*plan.refused), failed);
      if (plan.sink) incoming.body_bytes_max = plan.bytes_max, beyond_ = std::move(plan.beyond);
      incoming.request.sink = std::move(plan.sink);
    }
    if (const auto length = content_length(); length && *length > incoming.body_bytes_max) too_large(failed);
  }
  std::size_t on_body_impl(string_view piece, ErrorCode& failed) override { return keep(piece, failed); }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, ErrorCode& failed) override {
    if (piece.size() > incoming.body_bytes_max - incoming.received()) return too_large(failed), 0;
    return keep(piece, failed);
  }
  void on_chunk_header_impl(std::uint64_t size, string_view, ErrorCode& failed) override {
    if (size > incoming.body_bytes_max - incoming.received()) too_large(failed);
  }
  void on_response_impl(int, string_view, int, ErrorCode&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorCode&) override {}
  void on_finish_impl(ErrorCode&) override {}

  std::size_t keep(string_view piece, ErrorCode& failed) {
    if (!incoming.request.sink) incoming.request.body.append(piece.data(), piece.size());
    else if (!incoming.request.sink->take(plain(piece))) return refuse(unkept(), failed), 0;
    return piece.size();
  }
  void refuse_unless_refused() {
    if (!incoming.refused) incoming.refused = bad_request();
  }
  void refuse(Response response, ErrorCode& failed) {
    incoming.refused = std::move(response);
    failed = beast_http::error::bad_value;
  }
  void too_large(ErrorCode& failed) { refuse(beyond_ ? std::move(*beyond_) : body_too_large(incoming.body_bytes_max), failed); }

  const BodyLimit* limit_;
  const BodyPlanner* planner_;
  std::optional<Response> beyond_;
  int version_ = 0, hosts_ = 0, lengths_ = 0, codings_ = 0;
  bool header_done_ = false, switches_ = false;
};

class Rest final : public BodyReader {
 public:
  explicit Rest(InPlace&& begun) : parser_(std::move(begun)) {}
  std::size_t feed(std::string_view data) override { return parser_.over() ? 0 : parser_.read(data); }
  bool done() const override { return parser_.over(); }
  Incoming& incoming() override { return parser_.incoming; }

 private:
  InPlace parser_;
};

}  // namespace

Parsed parse_request(std::string_view data, const BodyLimit& limit, const BodyPlanner& planner) {
  InPlace parser(limit, planner);
  Parsed parsed;
  parsed.used = parser.read(data);
  if (parser.over()) parsed.incoming = std::move(parser.incoming);
  else parsed.rest = std::make_unique<Rest>(std::move(parser));
  return parsed;
}

}  // namespace tributary::http
