#include "relay/store/backup_key.h"

#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "relay/store/backup.h"
#include "relay/store/folder_lock.h"
#include "relay/store/key_file.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

static_assert(crypto_box_PUBLICKEYBYTES == 32 && crypto_box_SECRETKEYBYTES == 32);

constexpr std::string_view prefix = "backup-";
constexpr std::size_t guard_bytes = 4, characters = 48;
using Guarded = std::array<unsigned char, 32 + guard_bytes>;

[[noreturn]] void refuse(const std::string& sentence) { throw std::runtime_error(sentence); }

std::string place_of_recipient(const std::string& data_folder) { return data_folder + "/backup.pub"; }

Guarded guarded(const BackupRecipient& recipient) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), recipient.data(), recipient.size(), nullptr, 0);
  Guarded all{};
  std::copy(recipient.begin(), recipient.end(), all.begin());
  std::copy_n(hash.begin(), guard_bytes, all.begin() + 32);
  return all;
}

std::optional<BackupRecipient> read_recipient(const std::string& data_folder) {
  const std::string path = place_of_recipient(data_folder);
  if (!std::filesystem::exists(path)) return {};
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  while (text.ends_with('\n')) text.pop_back();
  const auto recipient = parse_recipient(text);
  if (!recipient) refuse(path + " is damaged: nobody could open what is sealed to it. Say tributary-relay backup-key --recipient KEY, or remove it where backup.key lies beside it.");
  return recipient;
}

std::optional<SecretBytes> read_secret(const std::string& path) {
  auto found = read_private_file(path);
  if (!found) return {};
  const SecretBytes secret(*found);
  sodium_memzero(found->data(), found->size());
  return secret;
}

void write_recipient(const std::string& data_folder, const BackupRecipient& recipient) {
  write_durably(place_of_recipient(data_folder), recipient_text(recipient) + "\n");
}

}  // namespace

SecretBytes::~SecretBytes() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::string place_of_backup_key(const std::string& data_folder) { return data_folder + "/backup.key"; }

BackupRecipient recipient_of(const SecretBytes& secret) {
  BackupRecipient recipient{};
  if (crypto_scalarmult_base(recipient.data(), secret.data()) != 0) refuse("These 32 bytes are no key.");
  return recipient;
}

std::string recipient_text(const BackupRecipient& recipient) {
  const Guarded all = guarded(recipient);
  std::array<char, characters + 1> text{};
  sodium_bin2base64(text.data(), text.size(), all.data(), all.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return std::string(prefix) + text.data();
}

std::optional<BackupRecipient> parse_recipient(std::string_view text) {
  if (!text.starts_with(prefix) || text.size() != prefix.size() + characters) return {};
  Guarded all{};
  std::size_t bytes = 0;
  const int failed = sodium_base642bin(all.data(), all.size(), text.data() + prefix.size(), characters, nullptr, &bytes, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  BackupRecipient recipient{};
  std::copy_n(all.begin(), recipient.size(), recipient.begin());
  if (failed || bytes != all.size() || guarded(recipient) != all) return {};
  return recipient;
}

SecretBytes read_backup_key(const std::string& file) {
  start_crypto();
  const auto secret = read_secret(file);
  if (!secret) refuse("There is no file " + file + ".");
  return *secret;
}

BackupRecipient make_backup_key(const std::string& file) {
  start_crypto();
  if (std::filesystem::exists(file)) refuse("There is already a file " + file + ". Choose another name.");
  MasterKey bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  const SecretBytes secret(bytes);
  write_private_file(file, bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return recipient_of(secret);
}

// The secret half first: a power cut in between leaves one from which the public half is made again.
SealedTo sealed_to(const std::string& data_folder) {
  start_crypto();
  const std::string place = place_of_backup_key(data_folder);
  const auto recipient = read_recipient(data_folder);
  const auto secret = read_secret(place);
  if (!secret && recipient) return {*recipient, false, false};
  const BackupRecipient own = secret ? recipient_of(*secret) : make_backup_key(place);
  if (recipient && *recipient != own) refuse(place + " does not open what is sealed to " + recipient_text(*recipient) + ", which backup.pub names. Take it away from here, to where it belongs.");
  if (!recipient) write_recipient(data_folder, own);
  return {own, !secret, true};
}

void seal_to(const std::string& data_folder, const BackupRecipient& recipient) {
  start_crypto();
  const std::string place = place_of_backup_key(data_folder);
  if (const auto secret = read_secret(place); secret && recipient_of(*secret) != recipient)
    refuse(place + " opens the backups that were made until now. Take it away from here first, to where it is kept.");
  make_private_folder(data_folder);
  write_recipient(data_folder, recipient);
}

}  // namespace tributary::store
