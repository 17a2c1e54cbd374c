#include <sodium.h>

#include <array>
#include <new>
#include <string>

#include "relay/store/keys.h"

namespace tributary::store {
namespace {

// Both stand in the hash, so that older hashes keep working when these change.
constexpr unsigned long long passes = 3;
constexpr std::size_t memory_bytes = 64u << 20;

}  // namespace

std::string hash_password(std::string_view password) {
  start_crypto();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const int failed = crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (failed) throw std::bad_alloc();  // the only reason libsodium has
  return std::string(hash.data());
}

bool right_password(std::string_view hash, std::string_view password) {
  start_crypto();
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  const std::string text(hash);  // libsodium wants its end marked
  return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

}  // namespace tributary::store
