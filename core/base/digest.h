#pragma once
#include <cstdint>
#include <string_view>

namespace tributary {

// FNV-1a over fixed-width little-endian words: same bytes, same digest, on every host.
class Digest {
 public:
  Digest& add(std::uint64_t word) {
    for (int shift = 0; shift < 64; shift += 8) mix(static_cast<std::uint8_t>(word >> shift));
    return *this;
  }
  Digest& add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    for (char c : text) mix(static_cast<std::uint8_t>(c));
    return *this;
  }
  std::uint64_t value() const { return hash_; }

 private:
  void mix(std::uint8_t byte) { hash_ = (hash_ ^ byte) * 1099511628211ull; }
  std::uint64_t hash_ = 14695981039346656037ull;
};

}  // namespace tributary
