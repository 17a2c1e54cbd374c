#include "sandbox/chance.h"

#include <array>

namespace tributary::sandbox {

namespace {

std::string hex(std::uint64_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out(16, '0');
  for (std::size_t at = 16; at-- > 0; value >>= 4) out[at] = digits[value & 15];
  return out;
}

std::string hex_of(std::uint64_t seed, std::uint64_t counter) {
  Chance first(seed ^ (counter * 0x9e3779b97f4a7c15ull));
  const std::uint64_t high = first.next();
  return hex(high) + hex(Chance(high ^ counter).next());
}

}  // namespace

// splitmix64: eight lines, and every seed is a good one.
std::uint64_t Chance::next() {
  state_ += 0x9e3779b97f4a7c15ull;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ull;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebull;
  return mixed ^ (mixed >> 31);
}

std::string make_sid(std::string_view prefix, std::uint64_t seed, std::uint64_t counter) {
  return std::string(prefix) + hex_of(seed, counter);
}

std::string make_token(std::uint64_t seed, std::uint64_t counter) {
  std::string text = hex_of(~seed, counter);
  for (std::size_t at : std::array<std::size_t, 4>{8, 13, 18, 23}) text.insert(at, 1, '-');
  return text;
}

bool looks_like_sid(std::string_view prefix, std::string_view text) {
  return text.size() == 34 && text.starts_with(prefix) &&
         text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

}  // namespace tributary::sandbox
