#include "relay/http/connection.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <ctime>
#include <exception>

#include "core/base/planted.h"
#include "relay/http/ascii.h"
#include "relay/http/handshake.h"
#include "relay/http/peer.h"
#include "relay/http/request_head.h"
#include "relay/http/ticket.h"

namespace tributary::http {
namespace {

constexpr std::uint32_t unanswered_max = 64;             // pipelined requests; the next wait in the kernel
constexpr std::size_t output_bytes_max = 256 * 1024;     // answers a client has not read; then it gets no further turn
constexpr std::size_t unread_bytes_max = 2 << 20;        // P7: of answers to requests that were taken before; what is longer than short is then not kept
constexpr std::size_t short_body_bytes = 4 * 1024;       // of these 64 more may come
constexpr std::size_t large_body_bytes = 64 * 1024;      // above, a body is written from where it lies
constexpr std::size_t key_letters = 24;                  // 16 bytes in base64
constexpr std::uint16_t restarting = 1012;
constexpr std::int64_t body_grace_ms = 5'000;
constexpr std::int64_t crowded_ms_max = 2'000;           // for a connection beyond the limit to say what it wants

}  // namespace

Connection::Connection(std::shared_ptr<Core> core, Socket socket, std::string peer)
    : core_(std::move(core)), socket_(std::move(socket)), peer_(std::move(peer)) {}

void Connection::start() {
  active_ = core_->now;
  watch();
}

void Connection::start_crowded() {
  crowded_ = true;
  start();
}

bool Connection::room() const {
  return !last_ && !upgrade_ && !alone_ && next_ - first_ < unanswered_max && waiting() < output_bytes_max;
}

bool Connection::due_alone() const { return alone_ && first_ == next_ && waiting() < output_bytes_max; }

bool Connection::idle() const { return first_ == next_ && input_.empty() && !body_ && output_.empty() && !upgrade_ && !draining_; }

void Connection::watch() {
  if (reading_ || over_ || input_ended_) return;
  reading_ = true;
  socket_.async_wait(Socket::wait_read, net::bind_allocator(Exact<void>(), [self = shared_from_this()](ErrorCode failed) {
    self->reading_ = false;
    self->readable(failed);
  }));
}

void Connection::readable(ErrorCode failed) {
  if (over_) return;
  if (failed) return finish();
  std::vector<char>& buffer = reading_buffer();
  const std::size_t n = socket_.read_some(net::buffer(buffer), failed);
  if (failed == net::error::would_block) return watch();
  if (failed == net::error::eof) {  // a client may end its half and still wait for answers
    input_ended_ = true;
    if (draining_ || body_ || !input_.empty()) return finish();
    return settle();
  }
  if (failed) return finish();
  if (draining_) return watch();
  active_ = core_->now;
  take({buffer.data(), n});
}

// As many whole requests as there are and may be. Their answers, where they come at once, leave in one piece.
void Connection::take(std::string_view fresh) {
  const bool joined = !input_.empty();
  if (joined) input_.append(fresh);
  std::string_view data = joined ? std::string_view(input_) : fresh;
  corked_ = true;
  if (due_alone()) hand_over(std::move(*std::exchange(alone_, nullptr)));
  while (!data.empty() && room() && take_one(data)) {}
  corked_ = false;
  paused_ = !data.empty() && !room() && !last_;
  if (last_) data = {};
  std::string rest(data);  // nearly always empty
  input_.swap(rest);
  flush();
  settle();
}

// False: more bytes are needed.
bool Connection::take_one(std::string_view& data) {
  if (body_) {
    data.remove_prefix(body_->feed(data));
    if (!body_->done()) return false;
    Incoming whole = std::move(body_->incoming());
    body_.reset();
    return dispatch(std::move(whole)), true;
  }
  const HeadScan head = scan_head(data, static_cast<std::size_t>(core_->limits.header_bytes_max), core_->limits.header_fields_max);
  if (head.verdict == HeadScan::Verdict::need_more) {
    if (!std::exchange(in_head_, true)) since_ = core_->now;
    return false;
  }
  in_head_ = false;
  if (head.verdict == HeadScan::Verdict::bad) return refuse_unasked(bad_request()), true;
  if (head.verdict == HeadScan::Verdict::too_large) return refuse_unasked(header_too_large()), true;
  Parsed parsed = parse_request(data, core_->door.body_bytes_max, core_->door.stream);
  data.remove_prefix(parsed.used);
  if (!parsed.rest) return dispatch(std::move(parsed.incoming)), true;
  body_ = std::move(parsed.rest);
  since_ = core_->now;
  if (crowded_) return refuse_unasked(overloaded()), true;  // before a byte of it is held
  return !data.empty();
}

void Connection::dispatch(Incoming incoming) {
  if (incoming.refused) return incoming.by_door ? refuse(std::move(*incoming.refused)) : refuse_unasked(std::move(*incoming.refused));
  if (crowded_ && !(core_->door.always && core_->door.always(incoming.request.path))) return refuse_unasked(overloaded());
  incoming.request.peer = peer_;
  if (!incoming.upgrade && next_ != first_ && core_->door.large && core_->door.large(incoming.request.path)) {
    alone_ = std::make_unique<Incoming>(std::move(incoming));
    return;
  }
  if (!incoming.upgrade) return hand_over(std::move(incoming));
  if (next_ != first_) return refuse_unasked(bad_request());  // nobody upgrades behind requests that wait for answers
  upgrade_ = std::make_unique<Request>(std::move(incoming.request));
}

void Connection::hand_over(Incoming incoming) {
  AnswerShape shape;
  shape.head_only = incoming.request.method == "HEAD";
  shape.close = !incoming.keep_alive;
  shape.keep_alive = incoming.keep_alive && incoming.version_1_0;
  last_ = last_ || shape.close;
  auto ticket = std::make_shared<Ticket>(weak_from_this(), next_++, shape);
  try {
    core_->door.request(std::move(incoming.request), [ticket](Response response) { ticket->answer(std::move(response)); });
  } catch (const std::exception& bug) {  // one request ends with 500, not the relay with everybody's
    std::fprintf(stderr, "a request handler threw: %s\n", bug.what());
  }
}

// By the server itself, before the door has heard of it.
void Connection::refuse_unasked(Response response) {
  tell(response);
  refuse(std::move(response));
}

void Connection::tell(const Response& response) const {
  if (core_->door.refused) core_->door.refused(response);
}

void Connection::forgotten(std::uint32_t number, AnswerShape shape) {
  if (over_ || closing_) return;
  Response response = unanswered();
  tell(response);
  answer(number, std::move(response), shape);
}

void Connection::refuse(Response response) {
  last_ = true;
  AnswerShape shape;
  shape.close = true;
  answer(next_++, std::move(response), shape);
}

void Connection::answer(std::uint32_t number, Response response, AnswerShape shape) {
  if (over_ || closing_) return;
  if (!may_wait(response)) return end_behind_what_waits();
  if (number != first_) return keep_early({number, std::move(response), shape});
  write_answer(std::move(response), shape);
  for (std::size_t i = 0; i < early_.size() && !closing_;) {
    if (early_[i].number != first_) { ++i; continue; }
    Early next = std::move(early_[i]);
    early_.erase(early_.begin() + static_cast<std::ptrdiff_t>(i));
    early_bytes_ -= next.response.body.size();
    write_answer(std::move(next.response), next.shape);
    i = 0;
  }
  if (corked_) return;
  flush();
  settle();
}

// Requests may be pipelined, and their answers come whether somebody reads or not.
bool Connection::may_wait(const Response& response) const {
  return response.body.size() <= short_body_bytes || waiting() + early_bytes_ < unread_bytes_max || PLANTED(207);
}

void Connection::keep_early(Early early) {
  early_bytes_ += early.response.body.size();
  early_.push_back(std::move(early));
  count();
}

// More is due than may wait. What was answered whole still leaves; whoever wants the rest asks again.
void Connection::end_behind_what_waits() {
  last_ = closing_ = true;
  early_.clear();
  early_bytes_ = 0;
  alone_.reset();
  if (corked_) return;
  flush();
  settle();
}

void Connection::write_answer(Response response, AnswerShape shape) {
  ++first_;
  if (!safe(response)) tell(response = unanswered());
  shape.close = shape.close || response.close || core_->retiring || crowded_;
  if (shape.close) last_ = closing_ = true;
  if (output_.empty()) output_.swap(core_->spare);
  append_head(output_, response, shape, std::time(nullptr));
  if (!has_body(response, shape)) return;
  if (response.body.size() < large_body_bytes || blocked_) output_ += response.body;
  else write_large(response.body);
  if (blocked_) count();
}

void Connection::write_large(const std::string& body) {
  ErrorCode failed;
  const std::size_t head = output_.size() - output_at_;
  const std::array<net::const_buffer, 2> both{net::buffer(output_) + output_at_, net::buffer(body)};
  const std::size_t n = socket_.write_some(both, failed);  // an error comes again in flush()
  output_at_ += std::min(n, head);
  output_.append(body, n > head ? n - head : 0);
}

void Connection::flush() {
  while (!blocked_ && !over_ && output_at_ < output_.size()) {
    ErrorCode failed;
    const std::size_t n = socket_.write_some(net::buffer(output_) + output_at_, failed);
    output_at_ += n;
    if (n > 0) active_ = core_->now;
    if (n > 0 && !PLANTED(201)) written_ = core_->now;
    if (failed == net::error::would_block) return wait_to_write();
    if (failed) return finish();
  }
  if (output_at_ < output_.size()) return;
  output_.clear();
  output_at_ = 0;
  written_ = 0;
  if (output_.capacity() <= large_body_bytes && core_->spare.capacity() < output_.capacity()) output_.swap(core_->spare);
  std::string().swap(output_);
  if (counted_ > 0) count();
}

// Only what waits is counted: an answer that the kernel takes at once never gets here.
void Connection::count() {
  const std::size_t before = std::exchange(counted_, over_ ? 0 : waiting() + early_bytes_);
  core_->unread += counted_ - before;
  if (counted_ > before && core_->unread > core_->limits.answers_bytes_max) core_->relieve(*this);
}

void Connection::wait_to_write() {
  blocked_ = true;
  if (written_ == 0) written_ = core_->now;
  count();
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](ErrorCode failed) {
    self->blocked_ = false;
    if (self->over_) return;
    if (failed) return self->finish();
    self->flush();
    self->settle();
  });
}

// What comes next, once everything that could be done now is done.
void Connection::settle() {
  if (over_ || shaking_ || draining_) return;
  if (closing_) return output_.empty() ? drain() : void();
  if (due_alone()) return resume_later();
  if (input_ended_) return first_ == next_ && output_.empty() ? finish() : void();
  if (upgrade_) return output_.empty() ? upgrade() : void();
  if (!room()) return;
  if (std::exchange(paused_, false)) return resume_later();
  offer_continue();
  watch();
}

// Not from here: whoever answers may be in the middle of something.
void Connection::resume_later() {
  net::post(socket_.get_executor(), [self = shared_from_this()] {
    if (!self->over_) self->take({});
  });
}

// "100 Continue" must not come before the answers to earlier requests.
void Connection::offer_continue() {
  if (!body_ || !body_->incoming().expects_continue || first_ != next_) return;
  body_->incoming().expects_continue = false;
  output_ += "HTTP/1.1 100 Continue\r\n\r\n";
  flush();
}

// The last answer is with the kernel. Closing now with bytes unread would reset the connection and could take
// the answer with it, so the rest is read and forgotten for a moment.
void Connection::drain() {
  ErrorCode ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  draining_ = true;
  since_ = core_->now;
  body_.reset();
  std::string().swap(input_);
  if (input_ended_) return finish();
  watch();
}

void Connection::upgrade() {
  Response refusal;
  bool unasked = true;
  if (upgrade_->field("Sec-WebSocket-Version") != "13") {
    refusal = bad_request();
    refusal.status = 426;
    refusal.fields.push_back({"Sec-WebSocket-Version", "13"});
  } else if (upgrade_->field("Sec-WebSocket-Key").size() != key_letters || !lists(upgrade_->field("Sec-WebSocket-Protocol"), core_->limits.subprotocol)) {
    refusal = bad_request();
  } else if (core_->retiring) {
    refusal = overloaded();
  } else {
    unasked = false;
    refusal.status = 403;
    handler_ = core_->door.upgrade ? core_->door.upgrade(*upgrade_, refusal) : nullptr;
  }
  if (!handler_) {
    upgrade_.reset();
    return unasked ? refuse_unasked(std::move(refusal)) : refuse(std::move(refusal));
  }
  shaking_ = true;
  since_ = core_->now;
  shake_hands(socket_, *upgrade_, core_->limits.subprotocol, [self = shared_from_this()](bool accepted) { self->upgraded(accepted); });
}

void Connection::upgraded(bool accepted) {
  shaking_ = false;
  if (over_) return;
  if (!accepted) return finish();
  const auto keep = shared_from_this();
  over_ = true;
  const auto peer = std::make_shared<Peer>(core_, std::move(socket_), std::move(handler_));
  core_->leave(*this);
  core_->join(peer);
  peer->start(input_);
  if (core_->retiring) peer->close(restarting, "restarting");  // the server stopped while hands were shaken
}

void Connection::sweep() {
  const auto older = [this](std::int64_t from, std::int64_t limit) { return core_->now - from > limit; };
  const ServerLimits& limits = core_->limits;
  if (draining_) return older(since_, limits.closing_ms_max) ? finish() : void();
  if (shaking_) return older(since_, limits.header_ms_max) ? finish() : void();
  // Whoever does not take our answers is not kept for the bytes they send meanwhile.
  if (blocked_ && older(written_, limits.stalled_ms_max)) return finish();
  if (in_head_ && older(since_, limits.header_ms_max)) return finish();
  if (blocked_ || !room()) return;
  if (crowded_ && older(active_, crowded_ms_max)) return refuse_unasked(overloaded());
  if (body_) {
    const std::int64_t elapsed = core_->now - since_, bytes = static_cast<std::int64_t>(body_->incoming().received());
    if (elapsed <= body_grace_ms || bytes * 1000 >= elapsed * limits.body_bytes_per_second_min) return;
    body_.reset();
    return refuse_unasked(too_slow());
  }
  if (idle() && older(active_, limits.idle_ms_max)) finish();
}

void Connection::retire(std::uint16_t, std::string_view) {
  if (idle()) finish();
}

void Connection::finish() {
  if (std::exchange(over_, true)) return;
  const auto keep = shared_from_this();
  last_ = true;
  std::string().swap(output_);
  output_at_ = early_bytes_ = 0;
  early_.clear();
  alone_.reset();
  count();
  ErrorCode ignored;
  socket_.close(ignored);
  core_->leave(*this);
}

}  // namespace tributary::http
