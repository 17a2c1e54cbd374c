#pragma once
// The master key (DIR/master.key, 0400, never in a backup) and what is done with it: sealing secrets and
// making identities. libsodium; keys are wiped.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/types.h"
#include "core/inbox/kinds.h"

namespace tributary::store {

class Keys {
 public:
  ~Keys();                                            // wiped
  Keys(const Keys&) = default;
  Keys& operator=(const Keys&) = default;
  // `key_file` empty: DIR/master.key. Made when absent, unless this folder has known another key before: then a
  // missing or different key is refused, since every sealed value and every identity hangs on it. Throws
  // std::runtime_error with a sentence, also when others may read the file or when `key_file` lies inside DIR.
  static Keys open(const std::string& data_folder, const std::string& key_file);
  // XChaCha20-Poly1305; `place` = "tenant|table|row|column": a sealed value cannot be moved.
  std::string seal(std::string_view secret, std::string_view place) const;
  std::optional<std::string> unseal(std::string_view sealed, std::string_view place) const;
  // HMAC(tenant key, kind | normalised address), 128 bit.
  IdentityId identity(std::string_view tenant, IdentityKind, std::string_view address) const;
  // Any other keyed 128 bits: call ids from the provider's, for example.
  void keyed(std::string_view tenant, std::string_view purpose, std::string_view text, std::uint64_t& high, std::uint64_t& low) const;

 private:
  using Key = std::array<unsigned char, 32>;
  Keys() = default;
  Key derived(std::string_view purpose) const;        // a key of its own for each use
  Key master_{};
  struct Schedules;                                   // of keyed(), begun once per key: half of such a hash is its key
  std::shared_ptr<Schedules> schedules_;
};

void start_crypto();                                  // libsodium; harmless when called again
std::string random_secret();                          // 256 bits, 43 characters of base64url
void random_bits(std::uint64_t& high, std::uint64_t& low);
template <class IdType>
IdType mint() { IdType id; random_bits(id.high, id.low); return id; }
// A message takes its command's id, and rows are keyed by it: commands of one run of the relay follow each other
// (64 random bits behind a number that grows by random steps from a random start), so that what is written in one
// turn lies side by side. Measured: half the processor time of a turn of 100. Ids stay unguessable; they are no secrets.
template <>
CommandId mint<CommandId>();
std::string sha256_hex(std::string_view);
std::string hash_password(std::string_view);          // argon2id, t=3, m=64 MiB: about 70 ms; not on the loop thread
bool right_password(std::string_view hash, std::string_view password);

}  // namespace tributary::store
