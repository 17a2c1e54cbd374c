#pragma once
// Whom backups are sealed to: a key of two halves. The public half lies in DIR/backup.pub and is all that
// making a backup takes. The secret half is made beside it, in DIR/backup.key, so that nothing need be configured; it opens
// backups and nothing else, and its owner takes it away. Everything here throws std::runtime_error with a sentence.
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tributary::store {

using BackupRecipient = std::array<unsigned char, 32>;

// 32 bytes that nobody else may know; wiped when they go.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(const std::array<unsigned char, 32>& bytes) : bytes_(bytes) {}
  SecretBytes(const SecretBytes&) = default;
  SecretBytes& operator=(const SecretBytes&) = default;
  ~SecretBytes();
  unsigned char* data() { return bytes_.data(); }
  const unsigned char* data() const { return bytes_.data(); }

 private:
  std::array<unsigned char, 32> bytes_{};
};

BackupRecipient recipient_of(const SecretBytes&);
// "backup-" and 48 characters, of which some guard the others: a mistyped one would seal backups for nobody.
std::string recipient_text(const BackupRecipient&);
std::optional<BackupRecipient> parse_recipient(std::string_view);

// The secret half as a file: 32 bytes, refused when others than its owner may read it.
SecretBytes read_backup_key(const std::string& file);
BackupRecipient make_backup_key(const std::string& file);  // never over a file that is there

struct SealedTo { BackupRecipient recipient{}; bool made = false, secret_is_here = false; };
// Made when this folder has none yet. One caller at a time.
SealedTo sealed_to(const std::string& data_folder);
// From now on to this one. Refused while DIR/backup.key is the other half of another: it opens what was made until now.
void seal_to(const std::string& data_folder, const BackupRecipient&);
std::string place_of_backup_key(const std::string& data_folder);

}  // namespace tributary::store
