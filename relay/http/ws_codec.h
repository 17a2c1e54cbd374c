#pragma once
// RFC 6455 frames, both directions, sans-I/O; fuzzed. The server's half: masked in, unmasked out.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "relay/http/utf8_check.h"

namespace tributary::http {

void append_frame(std::string& out, std::string_view payload, std::uint8_t opcode = 0x1);
std::string close_payload(std::uint16_t code, std::string_view reason);  // the reason is cut to what a frame holds

class FrameReader {
 public:
  explicit FrameReader(std::size_t message_bytes_max) : message_max_(message_bytes_max) {}
  enum class Kind : std::uint8_t { need_more, text, ping, pong, close, error };
  struct Event { Kind kind = Kind::need_more; std::string payload; std::uint16_t code = 0; };  // error: code to close with (1002, 1007, 1009); close: the peer's, 1005 when it gave none
  // Takes bytes; call next() until need_more. Binary messages are refused with 1003.
  void feed(std::string_view bytes);
  // After an error or a close nothing more is read: need_more for ever.
  Event next();
  bool idle() const { return input_.empty() && message_.empty(); }  // holds no memory worth speaking of
  bool in_message() const { return in_message_; }                   // its last frame has not ended, however little of it is there

 private:
  struct Head { bool last = false; std::uint8_t opcode = 0; std::uint64_t length = 0; std::size_t size = 0; };
  std::string_view waiting() const { return std::string_view(input_).substr(used_); }
  std::optional<Head> read_head() const;       // nothing: more bytes are needed
  std::uint16_t wrong_early() const;           // a close code for a head that cannot become right, else 0
  std::uint16_t wrong(const Head&) const;
  std::optional<Event> begin_frame();
  std::optional<Event> read_control();
  std::optional<Event> read_data();
  Event close_event(std::string payload);
  Event fail(std::uint16_t code);
  void forget_used();

  std::string input_, message_;  // bytes not yet understood; the message that is being joined
  std::size_t used_ = 0;         // of input_
  std::size_t message_max_;
  std::uint64_t left_ = 0;       // payload of the current data frame still to come
  Utf8Check utf8_;
  unsigned char mask_[4] = {};
  std::uint8_t mask_at_ = 0;
  bool in_message_ = false;      // a message was begun and its last frame has not ended
  bool in_frame_ = false;        // inside a data frame's payload
  bool last_frame_ = false;
  bool failed_ = false;
};

}  // namespace tributary::http
