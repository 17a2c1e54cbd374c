#include "relay/store/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "core/base/planted.h"
#include "relay/store/failure.h"
#include "relay/store/file_handle.h"
#include "relay/store/keys.h"

namespace tributary::store {
namespace {

constexpr std::string_view kind_of_any = "tributary-backup-", kind = "tributary-backup-2\n";
constexpr std::size_t mark_bytes = 16, length_bytes = 4, sealed_key_bytes = 32 + crypto_box_SEALBYTES;
constexpr std::size_t recipient_at = kind.size(), key_at = recipient_at + 32, mark_at = key_at + sealed_key_bytes, stream_at = mark_at + mark_bytes;
constexpr std::size_t head_bytes = stream_at + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t extra = crypto_secretstream_xchacha20poly1305_ABYTES;
static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == 32);

using Stream = crypto_secretstream_xchacha20poly1305_state;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

[[noreturn]] void refuse(const std::string& sentence) { throw BackupFailed(sentence); }

// Said of these 64 bytes: the file's key, which its maker and the recipient know, and the recipient.
std::string marked(const Mark& mark, const SecretBytes& key, const BackupRecipient& recipient) {
  std::string text(reinterpret_cast<const char*>(key.data()), 32);
  text.append(reinterpret_cast<const char*>(recipient.data()), recipient.size());
  std::string said = mark(text);
  sodium_memzero(text.data(), text.size());
  return said;
}

void write_all(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse("Cannot write " + path + ": " + std::strerror(errno) + ".");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// As many bytes as there are, up to `wanted`.
std::string read_up_to(int file, std::size_t wanted, const std::string& path) {
  std::string bytes(wanted, '\0');
  std::size_t have = 0;
  while (have < wanted) {
    const ssize_t n = ::read(file, bytes.data() + have, wanted - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse("Cannot read " + path + ": " + std::strerror(errno) + ".");
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace

Mark mark_of(const Keys& keys) {
  return [keys](std::string_view text) {
    std::uint64_t high = 0, low = 0;
    keys.keyed("", "backup", text, high, low);
    std::string said;
    for (const std::uint64_t half : {high, low})
      for (int shift = 56; shift >= 0; shift -= 8) said += static_cast<char>(half >> shift & 0xff);
    return said;
  };
}

struct SealedWriter::Inside {
  explicit Inside(const std::string& to) : path(to), file(to, O_WRONLY | O_CREAT | O_EXCL, 0600) {}
  ~Inside() { sodium_memzero(&stream, sizeof stream); }

  void push(std::string_view record, unsigned char tag) {
    if (record.size() > sealed_record_bytes_max) refuse("A record of a backup is too long.");
    const std::size_t sealed = record.size() + extra;
    out.resize(length_bytes + sealed);
    for (std::size_t at = 0; at < length_bytes; ++at) out[at] = static_cast<char>(sealed >> 8 * at & 0xff);
    crypto_secretstream_xchacha20poly1305_push(&stream, bytes_of(out) + length_bytes, nullptr, bytes_of(record), record.size(), bytes_of(head), head.size(), tag);
    head.clear();  // the first record has vouched for it
    write_all(file.handle(), out, path);
  }

  std::string path, head, out;
  FileHandle file;
  SecretBytes key;
  Stream stream{};
};

SealedWriter::SealedWriter(const std::string& path, const BackupRecipient& recipient, const Mark& mark) : inside_(std::make_unique<Inside>(path)) {
  Inside& in = *inside_;
  if (in.file.handle() < 0) refuse("Cannot make " + path + ": " + std::strerror(errno) + ".");
  crypto_secretstream_xchacha20poly1305_keygen(in.key.data());
  std::string sealed(sealed_key_bytes, '\0'), stream(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  if (crypto_box_seal(bytes_of(sealed), in.key.data(), 32, recipient.data()) != 0) refuse("Nothing can be sealed to " + recipient_text(recipient) + ".");
  crypto_secretstream_xchacha20poly1305_init_push(&in.stream, bytes_of(stream), in.key.data());
  in.head.append(kind).append(reinterpret_cast<const char*>(recipient.data()), recipient.size()).append(sealed).append(marked(mark, in.key, recipient)).append(stream);
  write_all(in.file.handle(), in.head, path);
}

SealedWriter::~SealedWriter() = default;

const SecretBytes& SealedWriter::file_key() const { return inside_->key; }

void SealedWriter::add(std::string_view record) { inside_->push(record, 0); }

void SealedWriter::finish(std::string_view last_record) {
  inside_->push(last_record, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  if (::fsync(inside_->file.handle()) != 0) refuse("Cannot sync " + inside_->path + ": " + std::strerror(errno) + ".");
}

struct SealedReader::Inside {
  explicit Inside(const std::string& from) : path(from), file(from, O_RDONLY) {
    if (file.handle() < 0) refuse("Cannot read " + from + ": " + std::strerror(errno) + ".");
    head = read_up_to(file.handle(), head_bytes, path);
    const std::string_view text = head;
    if (text.starts_with(kind_of_any) && text.size() >= kind.size() && !text.starts_with(kind)) refuse("A newer version made this backup. Restore it with that version.");
    if (!text.starts_with(kind.substr(0, text.size())) || text.empty()) refuse("It does not begin as a sealed backup does.");
    if (text.size() < head_bytes) refuse("It is cut off at its beginning.");
    std::copy_n(bytes_of(text) + recipient_at, recipient.size(), recipient.begin());
  }
  ~Inside() { sodium_memzero(&stream, sizeof stream); }

  void begin() {
    if (crypto_secretstream_xchacha20poly1305_init_pull(&stream, bytes_of(head) + stream_at, key.data()) != 0) refuse("The head of this backup is damaged.");
    open = true;
  }

  std::string path, head;
  FileHandle file;
  BackupRecipient recipient{};
  SecretBytes key;
  Stream stream{};
  bool open = false, begun = false, done = false;
};

SealedReader::SealedReader(const std::string& path) {
  start_crypto();
  inside_ = std::make_unique<Inside>(path);
}

SealedReader::~SealedReader() = default;

const BackupRecipient& SealedReader::recipient() const { return inside_->recipient; }
bool SealedReader::is_done() const { return inside_->done; }

void SealedReader::open_with(const SecretBytes& secret_half) {
  const BackupRecipient own = recipient_of(secret_half);
  const bool opened = crypto_box_seal_open(inside_->key.data(), bytes_of(inside_->head) + key_at, sealed_key_bytes, own.data(), secret_half.data()) == 0;
  if (!opened && own != inside_->recipient) refuse("It is sealed to " + recipient_text(inside_->recipient) + ", and this key opens what is sealed to " + recipient_text(own) + ".");
  if (!opened || own != inside_->recipient) refuse("The head of this backup is damaged.");
  inside_->begin();
}

void SealedReader::open_with_file_key(const SecretBytes& key) {
  inside_->key = key;
  inside_->begin();
}

bool SealedReader::bears(const Mark& mark) const {
  const std::string said = marked(mark, inside_->key, inside_->recipient);
  return said.size() == mark_bytes && sodium_memcmp(said.data(), inside_->head.data() + mark_at, mark_bytes) == 0;
}

std::string SealedReader::next() {
  Inside& in = *inside_;
  if (!in.open || in.done) refuse("There is no more to read in " + in.path + ".");
  const std::string length = read_up_to(in.file.handle(), length_bytes, in.path);
  std::size_t sealed = 0;
  for (std::size_t at = 0; at < length.size(); ++at) sealed |= static_cast<std::size_t>(static_cast<unsigned char>(length[at])) << 8 * at;
  const std::string_view cut_off = "It is cut off: its end is missing.";
  if (length.size() < length_bytes) refuse(std::string(cut_off));
  if (sealed < extra || sealed > extra + sealed_record_bytes_max) refuse("It is damaged: it is not as it was when it was made.");
  const std::string closed = read_up_to(in.file.handle(), sealed, in.path);
  if (closed.size() < sealed) refuse(std::string(cut_off));
  std::string record(sealed - extra, '\0');
  unsigned char tag = 0;
  const std::string_view vouched_for = in.begun ? std::string_view() : std::string_view(in.head);
  if (crypto_secretstream_xchacha20poly1305_pull(&in.stream, bytes_of(record), nullptr, &tag, bytes_of(closed), closed.size(), bytes_of(vouched_for), vouched_for.size()) != 0)
    refuse("It is damaged: it is not as it was when it was made.");
  in.begun = true;
  in.done = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (in.done && !PLANTED(150) && !read_up_to(in.file.handle(), 1, in.path).empty()) refuse("It is damaged: something was added to its end.");
  return record;
}

}  // namespace tributary::store
