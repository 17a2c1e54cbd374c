#pragma once
// Any bytes, cut in any way: the frame reader must say the same, keep its limits, and never read past its input.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/text.h"
#include "relay/http/ws_codec.h"

namespace tributary::fuzz {

inline void require(bool right) { if (!right) std::abort(); }

// What a reader says when fed pieces of `size` bytes, as one text.
inline std::string frames_said(std::string_view bytes, std::size_t size) {
  constexpr std::size_t message_max = 600;
  http::FrameReader reader(message_max);
  std::string said;
  for (; !bytes.empty(); bytes.remove_prefix(bytes.size() < size ? bytes.size() : size)) {
    reader.feed(bytes.substr(0, size));
    for (auto event = reader.next(); event.kind != http::FrameReader::Kind::need_more; event = reader.next()) {
      using enum http::FrameReader::Kind;
      require(event.payload.size() <= (event.kind == text ? message_max : 125));
      if (event.kind == text || event.kind == close) require(valid_utf8(event.payload));
      if (event.kind == error) require(event.code == 1002 || event.code == 1003 || event.code == 1007 || event.code == 1009);
      said += static_cast<char>('0' + static_cast<int>(event.kind));
      said += std::to_string(event.code) + ":" + std::to_string(event.payload.size()) + ":" + event.payload;
    }
  }
  return said;
}

inline void ws_codec(std::string_view bytes) {
  const std::string whole = frames_said(bytes, bytes.size() + 1);
  require(frames_said(bytes, 1) == whole);
  require(frames_said(bytes, 3) == whole);
}

}  // namespace tributary::fuzz
