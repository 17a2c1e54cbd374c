#pragma once
// One file that anybody can write who knows a recipient's public half, and nobody can read but the holder of the secret one.
// Its key is made for it alone and sealed with crypto_box_seal; what it holds goes record by record through
// crypto_secretstream_xchacha20poly1305, so that no more than one record is ever in memory.
//
//   "tributary-backup-2\n" · the recipient, 32 bytes · the sealed key, 80 · the maker's mark, 16 · the stream's header, 24
//   then for each record: its length sealed, 4 bytes, the lowest first · the record sealed
//
// The first record vouches for all of the head, the last one says that it is the last: a file that was changed, cut off or
// added to anywhere is refused. Everything throws BackupFailed with a sentence.
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "relay/store/backup_key.h"

namespace tributary::store {

class Keys;

inline constexpr std::size_t sealed_record_bytes_max = 64u << 10;

// 16 bytes that only the holder of the master key can say of some others. Anybody can seal to a public half: the mark tells
// who did.
using Mark = std::function<std::string(std::string_view)>;
Mark mark_of(const Keys&);

class SealedWriter {
 public:
  SealedWriter(const std::string& path, const BackupRecipient&, const Mark&);  // `path` must not exist; 0600
  ~SealedWriter();
  void add(std::string_view record);
  void finish(std::string_view last_record);  // on the disk when this returns
  const SecretBytes& file_key() const;        // to read it again without the recipient

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

class SealedReader {
 public:
  explicit SealedReader(const std::string& path);  // reads the head
  ~SealedReader();
  const BackupRecipient& recipient() const;
  void open_with(const SecretBytes& secret_half);
  void open_with_file_key(const SecretBytes&);
  bool bears(const Mark&) const;                   // once it is open
  std::string next();                              // a record; the one after which is_done() is the last
  bool is_done() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::store
