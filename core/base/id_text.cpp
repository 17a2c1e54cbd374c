#include "core/base/id_text.h"

#include <array>

#include "core/base/digest.h"

namespace tributary {
namespace {

// Crockford's alphabet in lower case: no i, l, o or u. Reading is strict, so that one id has one text.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_length = 26;

constexpr std::array<signed char, 256> make_values() {
  std::array<signed char, 256> values{};
  for (signed char& value : values) value = -1;
  for (std::size_t at = 0; at < alphabet.size(); ++at) values[static_cast<unsigned char>(alphabet[at])] = static_cast<signed char>(at);
  return values;
}
constexpr std::array<signed char, 256> values = make_values();

int value_of(char c) { return values[static_cast<unsigned char>(c)]; }

// The finaliser of splitmix64: every bit of the input moves half of the bits of the output.
std::uint64_t avalanche(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9ull;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebull;
  return word ^ (word >> 31);
}

}  // namespace

// 26 characters hold 130 bits; the two spare ones are the highest of the first character, and zero.
void append_base32(std::string& out, std::uint64_t high, std::uint64_t low) {
  std::array<char, text_length> text{};
  const auto write = [&text](std::size_t from, std::size_t to, std::uint64_t bits) {
    for (std::size_t i = to; i-- > from; bits >>= 5) text[i] = alphabet[static_cast<std::size_t>(bits & 31)];
  };
  write(14, text_length, low);               // the lowest 60 bits
  write(13, 14, (low >> 60) | (high << 4));  // the five where the words meet
  write(0, 13, high >> 1);
  out.append(text.data(), text.size());
}

std::string base32(std::uint64_t high, std::uint64_t low) {
  std::string text;
  append_base32(text, high, low);
  return text;
}

bool from_base32(std::string_view text, std::uint64_t& high, std::uint64_t& low) {
  if (text.size() != text_length || value_of(text[0]) > 7) return false;
  int all = 0;  // negative when one of them was
  const auto read = [&](std::size_t from, std::size_t to) {
    std::uint64_t bits = 0;
    for (std::size_t i = from; i < to; ++i) {
      const int five_bits = value_of(text[i]);
      all |= five_bits;
      bits = (bits << 5) | static_cast<std::uint64_t>(five_bits & 31);
    }
    return bits;
  };
  const std::uint64_t upper = read(0, 13), middle = read(13, 14), lower = read(14, text_length);
  if (all < 0) return false;
  high = (upper << 1) | (middle >> 4);
  low = (middle << 60) | lower;
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
