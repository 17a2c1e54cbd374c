#include "relay/host/overload.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/planted.h"
#include "relay/host/memory.h"
#include "relay/http/answer.h"

namespace tributary::host {
namespace {

// From which fullness on a kind is refused, in the order of Kind: 1 is a budget used up.
constexpr std::array<double, 5> refused_from{0.80, 0.85, 0.90, 0.95, 1.0};
constexpr auto while_held = std::chrono::milliseconds(100), usually = std::chrono::milliseconds(1000);
constexpr std::size_t shed_at_once = 50;

bool is_hook(std::string_view path) { return path.starts_with("/api/v1/webhooks/") || path.starts_with("/hooks/"); }

}  // namespace

Overload::Overload(boost::asio::io_context& io, Clock& clock, Look look) : clock_(clock), look_(std::move(look)), timer_(io) {}
Overload::~Overload() = default;

Overload::Kind Overload::kind_of(const http::Request& request) {
  if (request.path == "/healthz" || request.path == "/metrics") return Kind::always;
  if (is_hook(request.path)) return PLANTED(64) ? Kind::connect : Kind::webhook;
  if (request.method != "GET" && request.method != "HEAD") return Kind::send;
  return request.field("Authorization").empty() ? Kind::bulk_read : Kind::api_read;
}

double Overload::fullness() const {
  const Load load = look_();
  const double memory = load.memory_budget == 0 ? 0 : static_cast<double>(load.memory) / static_cast<double>(load.memory_budget);
  const double bytes = static_cast<double>(load.waiting_bytes) / static_cast<double>(waiting_bytes_max);
  const double age = static_cast<double>(load.oldest_ms) / static_cast<double>(load.oldest_ms_max);
  return std::max({memory, bytes, age});
}

bool Overload::refuses(Kind kind) const {
  return kind != Kind::always && fullness() >= refused_from[static_cast<std::size_t>(kind)] && !PLANTED(63);
}

bool Overload::refuses_body(const http::Request& head) const {
  const Kind kind = kind_of(head);
  if (kind != Kind::webhook) return refuses(kind);
  const Load load = look_();
  return load.memory_budget > 0 && load.memory / 11 >= load.memory_budget / 10;
}

http::Response Overload::refusal() const { return http::overloaded(); }

void Overload::admit(http::Request request, http::Responder respond, const Go& go) {
  const Kind kind = kind_of(request);
  if (kind == Kind::always) return go(std::move(request), std::move(respond));
  request.waits_until_ms = clock_.steady_ms() + webhook_held_ms_max;
  const bool full = refuses(kind);
  // Those that are held came first, and go first.
  if (kind == Kind::webhook && (full || !held_.empty())) return hold(std::move(request), std::move(respond), go);
  if (full) return refuse(respond);
  pass_on(std::move(request), std::move(respond), go);
}

void Overload::refuse(const http::Responder& respond) {
  ++refused_;
  http::Response later = refusal();
  told_(later);
  respond(std::move(later));
}

void Overload::refuse_webhook(const http::Responder& respond) {
  webhook_refused_();
  refuse(respond);
}

void Overload::pass_on(http::Request request, http::Responder respond, const Go& go) {
  struct Counted {  // given back with the answer, or with the last who could have answered
    Counted(std::shared_ptr<std::size_t> waiting, std::size_t size) : all(std::move(waiting)), bytes(size) { *all += bytes; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { *all -= bytes; }
    std::shared_ptr<std::size_t> all;
    std::size_t bytes;
  };
  const auto counted = std::make_shared<Counted>(waiting_bytes_, request.body.size());
  go(std::move(request), [counted, respond = std::move(respond)](http::Response response) { respond(std::move(response)); });
}

void Overload::hold(http::Request request, http::Responder respond, const Go& go) {
  const void* whose = whose_(request);
  const Part& part = parts_[whose];
  const std::size_t bytes = request.body.size(), shares = whose && !PLANTED(143) ? 2 : 1;
  const bool share_full = part.count >= held_max / shares || part.bytes + bytes > held_bytes_max / shares;
  if (share_full || held_.size() >= held_max || held_bytes_ + bytes > held_bytes_max) return refuse_webhook(respond);
  parts_[whose] = {part.count + 1, part.bytes + bytes};
  held_bytes_ += bytes;
  held_.push_back({std::move(request), std::move(respond), go, whose});
  if (held_.size() == 1) wind();
}

Overload::Held Overload::take_first() {
  Held one = std::move(held_.front());
  held_.pop_front();
  const std::size_t bytes = one.request.body.size();
  held_bytes_ -= bytes;
  Part& part = parts_[one.whose];
  --part.count, part.bytes -= bytes;
  if (held_.empty()) parts_.clear();
  return one;
}

void Overload::tick() {
  while (!held_.empty() && held_.front().request.waits_until_ms <= clock_.steady_ms()) refuse_webhook(take_first().respond);
  while (!held_.empty() && !refuses(Kind::webhook)) {
    Held one = take_first();
    pass_on(std::move(one.request), std::move(one.respond), one.go);
  }
  const Load load = look_();
  if (load.memory_budget > 0 && load.memory / 8 >= load.memory_budget / 10) give_back_memory();
  if (shed_ && load.memory_budget > 0 && load.memory >= load.memory_budget) shed_(shed_at_once);
}

void Overload::start(Shed shed) {
  shed_ = std::move(shed);
  started_ = true;
  wind();
}

void Overload::stop() {
  started_ = false;
  timer_.cancel();
  while (!held_.empty()) {  // nobody is kept waiting by a relay that goes
    const http::Responder respond = take_first().respond;
    refuse(respond);
  }
}

void Overload::wind() {
  if (held_.empty() && !started_) return;
  timer_.expires_after(held_.empty() ? usually : while_held);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    tick();
    wind();
  });
}

}  // namespace tributary::host
