#pragma once
// RFC 6455 frames, both directions, sans-I/O; fuzzed. The server's half: masked in, unmasked out.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::http {

void append_frame(std::string& out, std::string_view payload, std::uint8_t opcode = 0x1);
std::string close_payload(std::uint16_t code, std::string_view reason);

class FrameReader {
 public:
  explicit FrameReader(std::size_t message_bytes_max) : message_max_(message_bytes_max) {}
  enum class Kind : std::uint8_t { need_more, text, ping, pong, close, error };
  struct Event { Kind kind = Kind::need_more; std::string payload; std::uint16_t code = 0; };  // error: code to close with (1002, 1007, 1009); close: the peer's
  // Takes bytes; call next() until need_more. Binary messages are refused with 1003.
  void feed(std::string_view bytes);
  Event next();
  bool idle() const { return input_.empty() && message_.empty(); }  // holds no memory worth speaking of

 private:
  std::string input_, message_;
  std::size_t message_max_;
  bool in_message_ = false;
  bool failed_ = false;
};

}  // namespace tributary::http
