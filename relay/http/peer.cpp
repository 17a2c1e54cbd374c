#include "relay/http/peer.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>
#include <utility>

#include "core/base/planted.h"

namespace tributary::http {
namespace {

constexpr std::size_t queued_bytes_max = 64u << 20;  // a whole snapshot of a large tenant; more means nobody reads
constexpr std::size_t unread_bytes_max = 256u << 10; // whoever has not read this much of ours is not asked for more wishes
constexpr std::size_t rest_bytes_max = 64u << 10;    // of a round begun, kept for a reader who may fall out of the ring
constexpr int last_buffer_bytes = 212'992;           // for the last words to a reader whose buffer is full
constexpr std::size_t control_bytes_max = 4096;      // pongs nobody reads; the peer may be answered its latest ping only
constexpr std::uint16_t reader_stalled = 4408;
constexpr std::uint16_t no_code = 1005, too_slow_message = 1008, went_wrong = 1011;
constexpr std::uint8_t close_opcode = 0x8, ping_opcode = 0x9, pong_opcode = 0xA;

}  // namespace

void Peer::Due::add(Source source, std::string_view data) {
  if (data.empty()) return;
  buffers[count] = net::const_buffer(data.data(), data.size());
  sources[count++] = source;
  bytes += data.size();
}

Peer::Peer(std::shared_ptr<Core> core, Socket socket, std::unique_ptr<WebSocketHandler> handler)
    : core_(std::move(core)), socket_(std::move(socket)), handler_(std::move(handler)), frames_(core_->limits.message_bytes_max) {}

void Peer::start(std::string_view bytes_after_the_request) {
  ErrorCode failed;
  socket_.non_blocking(true, failed);
  ++core_->sockets;
  heard_ = moved_ = core_->now;
  handler_->opened(shared_from_this());
  if (!bytes_after_the_request.empty()) take_frames(bytes_after_the_request);
  watch();
}

// ---- in

bool Peer::unread() const { return phase_ == Phase::open && queued_ > unread_bytes_max && !PLANTED(71); }

void Peer::watch() {
  if (reading_ || phase_ == Phase::over || unread()) return;
  reading_ = true;
  socket_.async_wait(Socket::wait_read, net::bind_allocator(Exact<void>(), [self = shared_from_this()](ErrorCode failed) {
    self->reading_ = false;
    self->readable(failed);
  }));
}

void Peer::readable(ErrorCode failed) {
  if (phase_ == Phase::over) return;
  if (failed) return finish();
  std::vector<char>& buffer = reading_buffer();
  const std::size_t n = socket_.read_some(net::buffer(buffer), failed);
  if (failed == net::error::would_block) return watch();
  if (failed) return finish();
  heard_ = core_->now;
  pinged_ = false;
  take_frames({buffer.data(), n});
  watch();
}

void Peer::take_frames(std::string_view bytes) {
  if (phase_ == Phase::ending) return;  // read and forgotten, so that our last frame is not lost to a reset
  frames_.feed(bytes);
  while (!unread()) {  // the rest waits in the reader
    FrameReader::Event event = frames_.next();
    using enum FrameReader::Kind;
    if (phase_ == Phase::over) return;
    if (event.kind == need_more) return note_begun_message();
    if (!frames_.in_message()) begun_since_ = 0;
    if (event.kind == close || event.kind == error) return end_with(event.code);
    if (phase_ != Phase::open) continue;
    if (event.kind == ping) answer_ping(event.payload);
    if (event.kind == text && !hand_over(event.payload)) return end_with(went_wrong);
  }
}

// A byte now and then keeps a socket from being silent; it must not keep what it began waiting for ever.
void Peer::note_begun_message() {
  if (frames_.idle() && !frames_.in_message()) begun_since_ = 0;
  else if (begun_since_ == 0) begun_since_ = core_->now;
}

bool Peer::hand_over(std::string_view text) {
  try {
    handler_->received(text);
    return true;
  } catch (const std::exception& bug) {  // one socket ends, not the relay with everybody's
    std::fprintf(stderr, "a socket handler threw: %s\n", bug.what());
    return false;
  }
}

void Peer::answer_ping(std::string_view payload) {
  if (control_.size() > control_bytes_max) return;
  append_frame(control_, payload, pong_opcode);
  if (!blocked_) flush();
}

// The peer closed, or sent what makes no sense: what was not begun is dropped, the code answers, nothing more is read.
void Peer::end_with(std::uint16_t code) {
  leave_ring();
  if (!close_sent_) {
    drop_unbegun();
    append_frame(control_, code == no_code ? std::string() : close_payload(code, {}), close_opcode);
    close_sent_ = true;
  }
  phase_ = Phase::ending;
  since_ = core_->now;
  if (!blocked_) flush();
  tell_closed();
}

// ---- out

void Peer::send(std::string_view text) {
  if (phase_ != Phase::open) return;
  Piece piece{ring_ ? ring_->head() : 0, {}};
  piece.bytes.reserve(text.size() + 10);
  append_frame(piece.bytes, text);
  queued_ += piece.bytes.size();
  pieces_.push_back(std::move(piece));
  if (queued_ > queued_bytes_max) return cut();
  if (!blocked_) flush();
}

void Peer::follow(Ring& ring, ListenerKey who) {
  if (phase_ != Phase::open) return;
  leave_ring();
  if (phase_ != Phase::open) return;
  ring_ = &ring;
  ring.follow(*this, socket_.native_handle(), who);
  idle(!blocked_ && held() == 0);
  for (Piece& piece : pieces_) piece.after = 0;
}

// Whether the ring may write the newest round itself.
void Peer::idle(bool yes) {
  if (ring_) ring_->place_of(*this).idle = yes;
}

void Peer::wake() {
  if (fallen_behind()) return cut();
  if (!blocked_) flush();
}

// The next try says why it was not more: there is no room, or nobody.
void Peer::took(std::size_t bytes) {
  if (bytes > 0) begun_ = Source::round, offset_ = bytes, moved_ = core_->now;
  flush();
}

void Peer::close(std::uint16_t code, std::string_view reason) {
  if (phase_ != Phase::open) return;
  leave_ring();
  if (phase_ != Phase::open) return;
  Piece piece;
  append_frame(piece.bytes, close_payload(code, reason), close_opcode);
  queued_ += piece.bytes.size();
  pieces_.push_back(std::move(piece));
  phase_ = Phase::closing;
  since_ = core_->now;
  close_sent_ = true;
  if (!blocked_) flush();
  watch();  // for the answer: reading may have rested
}

bool Peer::fallen_behind() const { return ring_ && ring_->place_of(*this).round < ring_->first(); }

std::string_view Peer::rest_of_begun() const {
  if (begun_ == Source::round) {
    const Ring::Place& at = ring_->place_of(*this);
    return std::string_view(ring_->bytes(at.round, at.who)).substr(offset_);
  }
  if (begun_ == Source::piece) return std::string_view(pieces_.front().bytes).substr(offset_);
  return {};
}

// In order: the rest of what was begun, control frames, then messages and rounds as they were given to us.
Peer::Due Peer::due() const {
  Due due;
  const Ring::Place at = ring_ ? ring_->place_of(*this) : Ring::Place{};
  std::uint64_t round = at.round;
  std::size_t piece = 0;
  due.add(begun_, rest_of_begun());
  if (begun_ == Source::round) ++round;
  if (begun_ == Source::piece) ++piece;
  due.add(Source::control, control_);
  while (!due.full()) {
    if (piece < pieces_.size() && (!ring_ || pieces_[piece].after <= round)) due.add(Source::piece, pieces_[piece++].bytes);
    else if (ring_ && round < ring_->head()) due.add(Source::round, ring_->bytes(round++, at.who));
    else break;
  }
  return due;
}

void Peer::written(const Due& due, std::size_t bytes) {
  std::size_t pieces_done = 0;
  for (std::size_t i = 0; i < due.count && bytes > 0; ++i) {
    const std::size_t taken = std::min(bytes, due.buffers[i].size());
    bytes -= taken;
    if (due.sources[i] == Source::control) {
      control_.erase(0, taken);
      continue;
    }
    const bool whole = taken == due.buffers[i].size();
    offset_ = whole ? 0 : offset_ + taken;
    begun_ = whole ? Source::none : due.sources[i];
    if (whole && due.sources[i] == Source::round) ++ring_->place_of(*this).round;
    if (whole && due.sources[i] == Source::piece) queued_ -= pieces_[pieces_done++].bytes.size();
  }
  pieces_.erase(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(pieces_done));
  if (control_.empty() && control_.capacity() > 64) std::string().swap(control_);
}

void Peer::flush() {
  if (phase_ == Phase::over || shut_) return;
  for (;;) {
    const Due next = due();
    if (next.count == 0) return flushed();
    ErrorCode failed;
    const auto all = std::span(next.buffers.data(), next.count);
    const std::size_t n = next.count == 1 ? socket_.write_some(next.buffers[0], failed) : socket_.write_some(all, failed);
    if (n > 0) moved_ = core_->now;
    written(next, n);
    if (failed && failed != net::error::would_block) return cut();
    if (n < next.bytes) return wait_to_write();
  }
}

// Nothing is lent to the kernel while waiting: what to send is decided when there is room.
void Peer::wait_to_write() {
  blocked_ = true;
  moved_ = core_->now;
  idle(false);
  // Should the ring forget the round that was begun, its frame can still be ended.
  if (begun_ == Source::round && rest_of_begun().size() <= rest_bytes_max) keep_begun_round();
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](ErrorCode failed) {
    self->blocked_ = false;
    if (failed || self->phase_ == Phase::over) return;
    if (self->fallen_behind()) return self->cut();
    const bool paused = self->unread();
    self->flush();
    if (!paused || self->unread() || self->phase_ != Phase::open) return;
    self->begun_since_ = 0;  // what is not whole waited for us
    self->take_frames({});
    self->watch();
  });
}

// Its rest becomes ours, and the next round is due after it.
void Peer::keep_begun_round() {
  Piece piece{0, std::string(rest_of_begun())};
  queued_ += piece.bytes.size();
  pieces_.insert(pieces_.begin(), std::move(piece));
  begun_ = Source::piece;
  offset_ = 0;
  ++ring_->place_of(*this).round;
}

// All that was due has left. At the end of a connection our half ends with it; the peer's end is awaited.
void Peer::flushed() {
  idle(true);
  if (pieces_.empty() && pieces_.capacity() > 4) std::vector<Piece>().swap(pieces_);
  if (phase_ == Phase::closing) since_ = core_->now;
  if (phase_ != Phase::ending) return;
  ErrorCode ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  shut_ = true;
  since_ = core_->now;
}

// ---- the end

// From here on the ring may go away: the rest of a begun round becomes ours.
void Peer::leave_ring() {
  if (ring_ && begun_ == Source::round) {
    if (fallen_behind()) return cut();
    keep_begun_round();
  }
  out_of_ring();
}

void Peer::out_of_ring() {
  if (Ring* const ring = std::exchange(ring_, nullptr)) ring->leave(*this);
}

void Peer::drop_unbegun() {
  pieces_.resize(begun_ == Source::piece ? 1 : 0);
  queued_ = pieces_.empty() ? 0 : pieces_.front().bytes.size();
}

// The frame that was begun, and why it ends after that: the kernel is given a little more room for just this, and a
// reader who wakes up within a minute or so still finds it.
void Peer::say_last() {
  if (begun_ == Source::round && fallen_behind()) return;
  std::string last(rest_of_begun());
  last += control_;
  append_frame(last, close_payload(reader_stalled, "too slow"), close_opcode);
  ErrorCode ignored;
  socket_.set_option(net::socket_base::send_buffer_size(last_buffer_bytes), ignored);
  socket_.write_some(net::buffer(last), ignored);
}

// A reader that does not read. It is told so, where that is possible; then the socket ends, the read side sees that
// and says goodbye. Nothing is destroyed here: the caller may be iterating over all sockets.
void Peer::cut() {
  ErrorCode ignored;
  if (!close_sent_) say_last();
  out_of_ring();
  begun_ = Source::none;
  offset_ = queued_ = 0;
  pieces_.clear();
  control_.clear();
  phase_ = Phase::ending;
  shut_ = close_sent_ = true;
  since_ = core_->now;
  socket_.shutdown(Socket::shutdown_both, ignored);
  watch();  // it may have rested
}

void Peer::sweep() {
  const auto older = [this](std::int64_t from, std::int64_t limit) { return core_->now - from > limit; };
  const ServerLimits& limits = core_->limits;
  if (blocked_ && phase_ != Phase::ending && older(moved_, limits.stalled_ms_max) && !PLANTED(62)) cut();
  if (phase_ == Phase::ending && older(since_, limits.closing_ms_max)) return finish();
  if (phase_ == Phase::closing && !blocked_ && older(since_, limits.closing_ms_max)) return finish();
  if (phase_ == Phase::open && begun_since_ > 0 && !unread() && older(begun_since_, limits.message_ms_max) && !PLANTED(208)) return end_with(too_slow_message);
  if (phase_ != Phase::open || blocked_) return;
  if (pinged_ && older(heard_, limits.ping_ms + limits.pong_ms_max)) return cut();
  if (pinged_ || !older(heard_, limits.ping_ms)) return;
  pinged_ = true;
  append_frame(control_, {}, ping_opcode);
  flush();
}

void Peer::tell_closed() {
  if (const auto handler = std::exchange(handler_, nullptr)) handler->closed();
}

void Peer::finish() {
  if (std::exchange(phase_, Phase::over) == Phase::over) return;
  const auto keep = shared_from_this();
  out_of_ring();
  ErrorCode ignored;
  socket_.close(ignored);
  core_->leave(*this);
  --core_->sockets;
  tell_closed();
}

}  // namespace tributary::http
