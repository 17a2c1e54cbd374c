#include "web/text/run_key.h"

#include <cstring>

namespace tributary::text {
namespace {

// The finaliser of MurmurHash3: every bit of the input reaches every bit of the output.
std::uint64_t mix(std::uint64_t v) {
  v = (v ^ v >> 33U) * 0xff51afd7ed558ccdULL;
  v = (v ^ v >> 33U) * 0xc4ceb9fe1a85ec53ULL;
  return v ^ v >> 33U;
}

void absorb(RunKey& key, std::uint64_t word) {
  key.high = mix(key.high ^ word) + 0x9e3779b97f4a7c15ULL;
  key.low = mix(key.low + word * 0xd6e8feb86659fd93ULL) ^ key.high;
}

}  // namespace

RunKey key_of(std::string_view text, std::uint64_t salt) {
  RunKey key{0x243f6a8885a308d3ULL ^ salt, 0x13198a2e03707344ULL + text.size()};
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    absorb(key, word);
  }
  std::uint64_t rest = 0;
  if (!text.empty()) std::memcpy(&rest, text.data(), text.size());
  absorb(key, rest);
  return with(key, salt);
}

RunKey with(RunKey key, std::uint64_t salt) {
  absorb(key, salt);
  return key;
}

}  // namespace tributary::text
