#pragma once
// UTF-8 as it comes in, in pieces of any size: says no at the first byte that cannot be right.
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tributary::http {

class Utf8Check {
 public:
  // False: this can never become valid text.
  bool feed(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
      if (missing_ == 0) i += ascii_words(bytes.substr(i));
      if (i < bytes.size() && !take(static_cast<unsigned char>(bytes[i++]))) return false;
    }
    return true;
  }
  bool complete() const { return missing_ == 0; }
  void restart() { *this = {}; }

 private:
  // How many bytes at the front are plain ASCII, eight at a time.
  static std::size_t ascii_words(std::string_view bytes) {
    std::size_t n = 0;
    for (std::uint64_t word = 0; n + 8 <= bytes.size(); n += 8) {
      std::memcpy(&word, bytes.data() + n, 8);
      if (word & 0x8080808080808080u) break;
    }
    return n;
  }
  // The first continuation byte is the one that tells overlong forms (E0, F0), surrogates (ED) and values
  // above U+10FFFF (F4) from real characters; after it every continuation byte is 80..BF.
  bool take(unsigned char byte) {
    if (missing_ > 0) {
      if (byte < low_ || byte > high_) return false;
      low_ = 0x80, high_ = 0xBF, --missing_;
      return true;
    }
    if (byte < 0x80) return true;
    if (byte < 0xC2 || byte > 0xF4) return false;
    missing_ = static_cast<std::uint8_t>(byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3);
    low_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    high_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    return true;
  }
  std::uint8_t missing_ = 0, low_ = 0x80, high_ = 0xBF;
};

}  // namespace tributary::http
