#pragma once
// The client's half of RFC 6455 for tests: frames to send, every bit of them bent as wished, and whole frames as heard.
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::http::test {

// A client's frame, masked; every bit of its head may be bent.
struct Bend { bool last = true; int reserved = 0; bool mask = true; };
inline std::string frame(int opcode, std::string_view payload = {}, Bend bend = {}) {
  std::string out;
  out += static_cast<char>((bend.last ? 0x80 : 0) | bend.reserved << 4 | opcode);
  const std::size_t n = payload.size();
  const int mask = bend.mask ? 0x80 : 0;
  if (n < 126) out += static_cast<char>(mask | static_cast<int>(n));
  else {
    const int bytes = n < 65536 ? 2 : 8;
    out += static_cast<char>(mask | (bytes == 2 ? 126 : 127));
    for (int shift = bytes * 8 - 8; shift >= 0; shift -= 8) out += static_cast<char>(static_cast<std::uint64_t>(n) >> shift & 0xFF);
  }
  if (!bend.mask) return out.append(payload);
  const char key[4] = {0x37, static_cast<char>(0xfa), 0x21, 0x3d};
  out.append(key, 4);
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char>(payload[i] ^ key[i & 3]);
  return out;
}
inline std::string closing(int code, std::string_view reason = {}) {
  return frame(8, std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)} + std::string(reason));
}

struct Heard { int opcode = 0; std::string payload; };
// Takes one whole server frame from the front of `bytes`.
inline std::optional<Heard> take_frame(std::string& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto at = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])); };
  EXPECT_EQ(at(0) & 0xF0, 0x80u) << "the server neither fragments nor uses reserved bits";
  EXPECT_EQ(at(1) & 0x80, 0u) << "the server does not mask";
  std::uint64_t size = at(1) & 127;
  const std::size_t extended = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (bytes.size() < 2 + extended) return std::nullopt;
  if (extended) size = 0;
  for (std::size_t i = 0; i < extended; ++i) size = size << 8 | at(2 + i);
  if (bytes.size() < 2 + extended + size) return std::nullopt;
  Heard heard{static_cast<int>(at(0) & 15), bytes.substr(2 + extended, size)};
  bytes.erase(0, 2 + extended + size);
  return heard;
}
inline int close_code(const Heard& heard) {
  if (heard.payload.size() < 2) return 1005;
  return static_cast<unsigned char>(heard.payload[0]) << 8 | static_cast<unsigned char>(heard.payload[1]);
}

}  // namespace tributary::http::test
