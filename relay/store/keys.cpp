#include "relay/store/keys.h"

#include <openssl/sha.h>
#include <sodium.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "relay/store/key_file.h"

namespace tributary::store {
namespace {

constexpr char sealed_version = '\1';
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// The words are part of every identity ever made: they never change, and neither does their order here matter.
std::string_view word(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::phone: return "phone";
    case IdentityKind::whatsapp: return "whatsapp";
    case IdentityKind::business_scoped: return "business_scoped";
    case IdentityKind::short_code: return "short_code";
    case IdentityKind::sender_name: return "sender_name";
  }
  return "unknown";
}

std::array<unsigned char, 32> hmac(const std::array<unsigned char, 32>& key, std::string_view text) {
  static_assert(crypto_auth_hmacsha256_BYTES == 32 && crypto_auth_hmacsha256_KEYBYTES == 32);
  std::array<unsigned char, 32> out{};
  crypto_auth_hmacsha256(out.data(), bytes_of(text), text.size(), key.data());
  return out;
}

std::uint64_t big_endian(const unsigned char* from) {
  std::uint64_t value = 0;
  for (int at = 0; at < 8; ++at) value = value << 8 | from[at];
  return value;
}

}  // namespace

struct Keys::Schedules {
  ~Schedules() {
    for (auto& [place, state] : by_place) sodium_memzero(&state, sizeof state);
  }
  // A hash under the key of this place, ready for its text.
  template <class MakeKey>
  crypto_auth_hmacsha256_state begun(const std::string& place, MakeKey make_key) {
    const std::lock_guard lock(guard);
    const auto known = by_place.find(place);
    if (known != by_place.end()) return known->second;
    Key key = make_key();
    crypto_auth_hmacsha256_state& state = by_place[place];
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    sodium_memzero(key.data(), key.size());
    return state;
  }

  std::mutex guard;  // whoever copies the keys shares this
  std::map<std::string, crypto_auth_hmacsha256_state, std::less<>> by_place;
};

void start_crypto() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start: the system gives no random numbers.");
}

Keys Keys::open(const std::string& data_folder, const std::string& key_file) {
  start_crypto();
  Keys keys;
  keys.master_ = open_key_file(data_folder, key_file);
  keys.schedules_ = std::make_shared<Schedules>();
  return keys;
}

Keys::~Keys() { sodium_memzero(master_.data(), master_.size()); }

Keys::Key Keys::derived(std::string_view purpose) const { return hmac(master_, purpose); }

std::string Keys::seal(std::string_view secret, std::string_view place) const {
  Key key = derived("seal");
  std::string sealed(1 + nonce_bytes + secret.size() + tag_bytes, '\0');
  sealed[0] = sealed_version;
  unsigned char* nonce = bytes_of(sealed) + 1;
  randombytes_buf(nonce, nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, bytes_of(secret), secret.size(), bytes_of(place),
                                             place.size(), nullptr, nonce, key.data());
  sodium_memzero(key.data(), key.size());
  return sealed;
}

std::optional<std::string> Keys::unseal(std::string_view sealed, std::string_view place) const {
  if (sealed.size() < 1 + nonce_bytes + tag_bytes || sealed[0] != sealed_version) return {};
  Key key = derived("seal");
  const unsigned char* nonce = bytes_of(sealed) + 1;
  const std::size_t closed_bytes = sealed.size() - 1 - nonce_bytes;
  std::string secret(closed_bytes - tag_bytes, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(secret), nullptr, nullptr, nonce + nonce_bytes, closed_bytes,
                                                                bytes_of(place), place.size(), nonce, key.data());
  sodium_memzero(key.data(), key.size());
  if (failed) return {};
  return secret;
}

IdentityId Keys::identity(std::string_view tenant, IdentityKind kind, std::string_view address) const {
  IdentityId id;
  keyed(tenant, "identity", std::string(word(kind)) + "|" + std::string(address), id.high, id.low);
  return id;
}

// Each tenant and each purpose has a key of its own; a NUL keeps "ab"+"c" and "a"+"bc" apart.
void Keys::keyed(std::string_view tenant, std::string_view purpose, std::string_view text, std::uint64_t& high, std::uint64_t& low) const {
  std::string place("keyed");
  place.append(1, '\0').append(tenant).append(1, '\0').append(purpose);
  crypto_auth_hmacsha256_state state = schedules_->begun(place, [&] { return derived(place); });
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash{};
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  sodium_memzero(&state, sizeof state);
  high = big_endian(hash.data());
  low = big_endian(hash.data() + 8);
}

std::string random_secret() {
  start_crypto();
  std::array<unsigned char, 32> bytes{};
  std::array<char, 44> text{};
  randombytes_buf(bytes.data(), bytes.size());
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero(bytes.data(), bytes.size());
  return std::string(text.data());
}

// Every id needs some, and each question to the system is a call of its own: one brings enough for sixteen, and libsodium asks
// for no more at once. What was given out is wiped.
void random_bits(std::uint64_t& high, std::uint64_t& low) {
  constexpr std::size_t id_bytes = 16;
  static thread_local std::array<unsigned char, 16 * id_bytes> bytes;
  static thread_local std::size_t left = 0;
  if (left == 0) {
    start_crypto();
    randombytes_buf(bytes.data(), bytes.size());
    left = bytes.size();
  }
  unsigned char* const next = bytes.data() + (left -= id_bytes);
  high = big_endian(next);
  low = big_endian(next + 8);
  sodium_memzero(next, id_bytes);
}

template <>
CommandId mint<CommandId>() {
  static std::atomic<std::uint64_t> last = [] {
    std::uint64_t start = 0, unused = 0;
    random_bits(start, unused);
    return start;
  }();
  CommandId id;
  random_bits(id.high, id.low);
  const std::uint64_t step = 1 + (id.high & 0xffff);
  id.high = last.fetch_add(step) + step;
  return id;
}

// OpenSSL asks the processor for it: five times as fast, and a start checks a hundred megabytes of saved state.
std::string sha256_hex(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  SHA256(bytes_of(text), text.size(), hash.data());
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return std::string(hex.data());
}

}  // namespace tributary::store
