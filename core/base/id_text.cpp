#include "core/base/id_text.h"

#include "core/base/digest.h"

namespace tributary {
namespace {

// Crockford's alphabet in lower case: no i, l, o or u. Reading is strict, so that one id has one text.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_length = 26;

int value_of(char c) {
  const std::size_t at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// The finaliser of splitmix64: every bit of the input moves half of the bits of the output.
std::uint64_t avalanche(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9ull;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebull;
  return word ^ (word >> 31);
}

}  // namespace

// 26 characters hold 130 bits; the two spare ones are the highest of the first character, and zero.
std::string base32(std::uint64_t high, std::uint64_t low) {
  std::string text(text_length, '0');
  for (std::size_t i = text_length; i-- > 0;) {
    text[i] = alphabet[static_cast<std::size_t>(low & 31)];
    low = (low >> 5) | (high << 59);
    high >>= 5;
  }
  return text;
}

bool from_base32(std::string_view text, std::uint64_t& high, std::uint64_t& low) {
  if (text.size() != text_length || value_of(text[0]) > 7) return false;
  std::uint64_t upper = 0, lower = 0;
  for (char c : text) {
    const int five_bits = value_of(c);
    if (five_bits < 0) return false;
    upper = (upper << 5) | (lower >> 59);
    lower = (lower << 5) | static_cast<std::uint64_t>(five_bits);
  }
  high = upper;
  low = lower;
  return true;
}

// A sponge of two words: each input word is stirred through both, so that neighbouring commands,
// purposes and salts give unrelated ids. Not a secret: whoever knows the command knows the ids.
void mix_bits(CommandId from, std::string_view purpose, std::uint64_t salt, std::uint64_t& high, std::uint64_t& low) {
  std::uint64_t a = 0x9e3779b97f4a7c15ull, b = 0xc2b2ae3d27d4eb4full;
  const std::uint64_t inputs[] = {from.high, from.low, Digest().add(purpose).value(), salt};
  for (std::uint64_t word : inputs) {
    a = avalanche((a ^ word) + 0x9e3779b97f4a7c15ull);
    b = avalanche((b + word) ^ ((a << 32) | (a >> 32)));
  }
  high = avalanche(a ^ b);
  low = avalanche(b + 0x9e3779b97f4a7c15ull);
  if ((high | low) == 0) low = 1;  // all zero means "none"
}

}  // namespace tributary
