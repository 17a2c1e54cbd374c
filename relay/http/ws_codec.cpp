#include "relay/http/ws_codec.h"

#include <algorithm>
#include <utility>

#include "core/base/planted.h"
#include "core/base/text.h"

namespace tributary::http {
namespace {

constexpr std::uint8_t continuation = 0x0, text = 0x1, binary = 0x2, close = 0x8, ping = 0x9, pong = 0xA;
constexpr std::size_t control_bytes_max = 125;
constexpr std::size_t kept_bytes_max = 64;  // an idle socket gives a larger buffer back

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

// Codes a peer may send: the registered ones that are not for internal use, and those for libraries and applications.
bool sendable(unsigned code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= (PLANTED(69) ? 65535u : 4999u));
}

}  // namespace

void append_frame(std::string& out, std::string_view payload, std::uint8_t opcode) {
  const std::size_t size = payload.size();
  out += static_cast<char>(0x80 | opcode);
  if (size < 126) {
    out += static_cast<char>(size);
  } else {
    const int bytes = size < 65536 ? 2 : 8;
    out += static_cast<char>(bytes == 2 ? 126 : 127);
    for (int shift = bytes * 8 - 8; shift >= 0; shift -= 8) out += static_cast<char>(static_cast<std::uint64_t>(size) >> shift & 0xFF);
  }
  out.append(payload);
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  std::string out;
  out += static_cast<char>(code >> 8);
  out += static_cast<char>(code & 0xFF);
  std::size_t size = std::min(reason.size(), control_bytes_max - 2);
  while (size < reason.size() && size > 0 && (byte_at(reason, size) & 0xC0) == 0x80) --size;  // never half a character
  return out.append(reason.substr(0, size));
}

void FrameReader::feed(std::string_view bytes) {
  if (!failed_) input_.append(bytes);
}

FrameReader::Event FrameReader::next() {
  while (!failed_) {
    if (std::optional<Event> event = in_frame_ ? read_data() : begin_frame()) {
      if (event->kind == Kind::need_more) forget_used();
      return std::move(*event);
    }
  }
  return {};
}

// A frame: FIN, three reserved bits and the opcode in one byte; the mask bit and the length (7 bits, or 126 and 16
// bits, or 127 and 64 bits) after it; four bytes of mask; the payload. What is wrong in the first two bytes is
// said at once, so that a bad peer cannot make us wait for the rest.
std::uint16_t FrameReader::wrong_early() const {
  const std::string_view at = waiting();
  if (at.empty()) return 0;
  const unsigned first = byte_at(at, 0), opcode = first & 15;
  if (first & 0x70) return 1002;
  if (opcode > pong || (opcode > binary && opcode < close)) return 1002;
  if (opcode >= close && !(first & 0x80)) return 1002;
  if (opcode == continuation ? !in_message_ : in_message_ && opcode < close) return 1002;
  if (at.size() < 2) return 0;
  if (!(byte_at(at, 1) & 0x80)) return 1002;
  return opcode >= close && (byte_at(at, 1) & 127) > control_bytes_max ? 1002 : 0;
}

std::optional<FrameReader::Head> FrameReader::read_head() const {
  const std::string_view at = waiting();
  if (at.size() < 2) return std::nullopt;
  const unsigned length = byte_at(at, 1) & 127;
  const std::size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (at.size() < 2 + extended) return std::nullopt;
  Head head{(byte_at(at, 0) & 0x80) != 0, static_cast<std::uint8_t>(byte_at(at, 0) & 15), extended ? 0u : length, 2 + extended + 4};
  for (std::size_t i = 0; i < extended; ++i) head.length = head.length << 8 | byte_at(at, 2 + i);
  return head;
}

std::uint16_t FrameReader::wrong(const Head& head) const {
  if (head.size == 8 && head.length < 126) return 1002;     // a length is written in the fewest bytes
  if (head.size == 14 && head.length < 65536) return 1002;
  if (head.length >> 63) return 1002;
  if (head.opcode == binary) return 1003;
  return head.opcode < close && head.length > message_max_ - message_.size() ? 1009 : 0;
}

std::optional<FrameReader::Event> FrameReader::begin_frame() {
  if (const std::uint16_t code = wrong_early()) return fail(code);
  const std::optional<Head> head = read_head();
  if (!head) return Event{};
  if (const std::uint16_t code = wrong(*head)) return fail(code);
  if (waiting().size() < head->size) return Event{};
  if (head->opcode >= close) return read_control();
  std::copy_n(waiting().data() + head->size - 4, 4, reinterpret_cast<char*>(mask_));
  used_ += head->size;
  left_ = head->length, mask_at_ = 0, last_frame_ = head->last;
  in_message_ = in_frame_ = true;
  return std::nullopt;
}

// Control frames are at most 125 bytes and never in pieces, so they are taken whole; they may stand between
// the frames of a message.
std::optional<FrameReader::Event> FrameReader::read_control() {
  const std::string_view at = waiting();
  const std::size_t length = byte_at(at, 1) & 127;
  if (at.size() < 6 + length) return Event{};
  const unsigned opcode = byte_at(at, 0) & 15;
  std::string payload(at.substr(6, length));
  for (std::size_t i = 0; i < length; ++i) payload[i] = static_cast<char>(payload[i] ^ at[2 + (i & 3)]);
  used_ += 6 + length;
  if (opcode == close) return close_event(std::move(payload));
  return Event{opcode == ping ? Kind::ping : Kind::pong, std::move(payload), 0};
}

// Payload is unmasked and checked as it comes: a wrong byte ends the connection without waiting for the frame's end.
std::optional<FrameReader::Event> FrameReader::read_data() {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, waiting().size()));
  const std::size_t from = message_.size();
  message_.append(waiting().substr(0, size));
  char* const fresh = message_.data() + from;
  for (std::size_t i = 0; i < size; ++i) fresh[i] = static_cast<char>(fresh[i] ^ mask_[(mask_at_ + i) & 3]);
  mask_at_ = static_cast<std::uint8_t>((mask_at_ + size) & 3);
  used_ += size, left_ -= size;
  if (!utf8_.feed(std::string_view(message_).substr(from))) return fail(1007);
  if (left_ > 0) return Event{};
  in_frame_ = false;
  if (!last_frame_) return std::nullopt;
  if (!utf8_.complete() && !PLANTED(70)) return fail(1007);
  in_message_ = false;
  utf8_.restart();
  return Event{Kind::text, std::exchange(message_, {}), 0};
}

FrameReader::Event FrameReader::close_event(std::string payload) {
  if (payload.size() == 1) return fail(1002);
  const unsigned code = payload.empty() ? 1005 : byte_at(payload, 0) << 8 | byte_at(payload, 1);
  if (!payload.empty() && !sendable(code)) return fail(1002);
  payload.erase(0, 2);
  if (!valid_utf8(payload)) return fail(1007);
  Event event = fail(static_cast<std::uint16_t>(code));
  return {Kind::close, std::move(payload), event.code};
}

FrameReader::Event FrameReader::fail(std::uint16_t code) {
  failed_ = true;
  std::string().swap(input_);
  std::string().swap(message_);
  used_ = 0;
  return {Kind::error, {}, code};
}

void FrameReader::forget_used() {
  if (used_ == input_.size() && input_.capacity() > kept_bytes_max) std::string().swap(input_);
  else input_.erase(0, used_);
  used_ = 0;
}

}  // namespace tributary::http
