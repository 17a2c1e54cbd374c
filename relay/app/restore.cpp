// What is done with a backup once it is there: looking whether it is whole, and bringing it back.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <vector>

#include "core/base/planted.h"
#include "relay/app/backup.h"
#include "relay/host/backup_manifest.h"
#include "relay/store/backup.h"
#include "relay/store/backup_records.h"
#include "relay/store/file_handle.h"
#include "relay/store/folder_lock.h"
#include "relay/store/key_file.h"

namespace tributary::app {

namespace fs = std::filesystem;

namespace {

// Everything happens in here first: a restore that is cut off leaves nothing that a relay would serve, and send from.
std::string aside_of(const std::string& data) { return data + "/" + host::restoring_name; }

bool is_sealed(const std::string& folder) { return fs::exists(folder + sealed_name); }

bool is_key(const std::string& name) { return name == "master.key" || name == "master.check" || name == "backup.key" || name == "backup.pub"; }

void expect_empty(const std::string& data) {
  for (const auto& entry : fs::directory_iterator(data))
    if (const std::string name = entry.path().filename().string(); !is_key(name) && name != host::restoring_name) throw std::runtime_error("The data folder is not empty. A backup is restored into an empty one.");
}

void open_sealed(store::SealedReader& reader, const std::string& key_file) {
  if (!fs::exists(key_file))
    throw std::runtime_error("It is sealed to " + store::recipient_text(reader.recipient()) + ". Say --backup-key FILE with the secret half: there is no " + key_file + ".");
  reader.open_with(store::read_backup_key(key_file));
}

// Every folder on the way: names say something too.
void make_private_way(const std::string& data, const fs::path& way) {
  fs::path at = data;
  for (const fs::path& part : way) store::make_private_folder((at /= part).string());
}

// Writes each file where it belongs in a data folder. The disk is asked to keep them all at the end.
class IntoFolder final : public store::UnpackedFiles {
 public:
  explicit IntoFolder(std::string data) : data_(std::move(data)) {}
  void begin(const std::string& path) override {
    path_ = data_ + "/" + path;
    make_private_way(data_, fs::path(path).parent_path());
    file_.emplace(path_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (file_->handle() < 0) refuse();
  }
  void add(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_->handle(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) refuse();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void end() override { file_.reset(); }
  void keep() const {
    const store::FileHandle folder(data_, O_RDONLY | O_DIRECTORY);
    if (folder.handle() < 0 || ::syncfs(folder.handle()) != 0) throw std::runtime_error("Cannot sync " + data_ + ": " + std::strerror(errno) + ".");
  }

 private:
  [[noreturn]] void refuse() const { throw std::runtime_error("Cannot write " + path_ + ": " + std::strerror(errno) + "."); }
  std::string data_, path_;
  std::optional<store::FileHandle> file_;
};

// A public half is no secret: anybody could have sealed something to it. The mark is its maker's.
void expect_our_mark(const store::SealedReader& reader, const host::Config& config) {
  const store::Keys keys = store::Keys::open(config.data, config.key_file);
  if (!reader.bears(store::mark_of(keys)) && !PLANTED(151))
    throw std::runtime_error("The master key here is not that of the relay that made it, or somebody else did. Put the right master key into the data folder, or name it with --key-file.");
}

store::BackupRecipient unseal(const host::Config& config, const std::string& from, const std::string& key_file) {
  store::SealedReader reader(from + sealed_name);
  open_sealed(reader, key_file);
  expect_our_mark(reader, config);
  IntoFolder folder(config.data);
  const std::string summary = store::unpack(reader, folder, [] { return true; });
  if (const std::string wrong = host::wrong_with_summary(summary); !wrong.empty()) throw std::runtime_error(wrong);
  folder.keep();
  return reader.recipient();
}

void copy_plain(const host::Config& config, const std::string& from) {
  if (const std::string wrong = host::damage_of_plain_backup(from); !wrong.empty()) throw std::runtime_error(wrong);
  host::copy_plain_backup(from, config.data);
  store::make_durable(config.data);
}

// Identities and secrets hang on it: with one that is made anew nobody would be known again.
void expect_master_key(const host::Config& config) {
  const std::string place = store::place_of_key(config.data, config.key_file);
  if (!fs::exists(place)) throw std::runtime_error("The master key is missing. Put it at " + place + " first, as it was kept apart from the backup.");
  if (fs::exists(config.data + "/master.check")) store::Keys::open(config.data, config.key_file);  // of another than this folder's nothing could be read
}

// What was under way may have been sent by the relay the backup came from.
std::size_t settle(host::House& house, host::Tenant& tenant) {
  tenant.runtime.writing().start_epoch();
  tenant.runtime.writing().put_value(host::sending_held_name, "1");
  std::vector<MessageId> open;
  tenant.runtime.state().outgoing.for_each([&](MessageId message, const Outgoing& o) {
    if (o.status == Delivery::queued || o.status == Delivery::sending) open.push_back(message);
  });
  for (MessageId message : open) tenant.runtime.submit(ReportDelivery{message, Delivery::unknown, 0}, ActorKind::system);
  for (const store::User& user : house.system().users(tenant.runtime.id())) house.system().end_sessions_of(user.id);
  return open.size();
}

std::size_t settle_all(const host::Config& config) {
  boost::asio::io_context io;
  host::House house(io, config);
  std::size_t undecided = 0;
  for (const auto& [id, tenant] : house.tenants()) {
    if (const std::string wrong = tenant->runtime.store().in_turn() ? std::string() : tenant->runtime.store().check(); !wrong.empty()) throw std::runtime_error(wrong);
    undecided += settle(house, *tenant);
  }
  house.save();
  return undecided;
}

// The backups to come are sealed as this one was, so that what its owner keeps opens them too.
void fill(const host::Config& config, const std::string& from, const std::string& key_file) {
  if (!is_sealed(from)) return copy_plain(config, from);
  store::seal_to(config.data, unseal(config, from, key_file));
}

// The workspaces last: until they are there, nothing can be sent.
// All of it or nothing: half of a restored relay would be served as a whole one.
void bring_out(const std::string& aside, const std::string& data) {
  std::vector<fs::path> found, out;
  for (const auto& entry : fs::directory_iterator(aside))
    if (entry.path().filename() != "tenants") found.push_back(entry.path());
  found.push_back(fs::path(aside) / "tenants");
  try {
    for (const fs::path& path : found) {
      const fs::path place = fs::path(data) / path.filename();
      if (path != found.back() && fs::exists(place)) continue;
      fs::rename(path, place);
      out.push_back(place);
    }
    store::sync_folder(data);  // before the folder goes that keeps a relay from serving half of it
    fs::remove_all(aside);
    store::sync_folder(data);  // were it back after a power cut, nothing taken in since would be served
  } catch (...) {
    std::error_code none;
    for (const fs::path& place : out)
      if (!PLANTED(203)) fs::remove_all(place, none);  // "the next one will write over it"
    throw;
  }
}

}  // namespace

std::string damage_of_backup(const std::string& folder, const std::string& key_file) {
  try {
    if (!fs::is_directory(folder)) return "There is no such folder.";
    if (!is_sealed(folder)) return host::damage_of_plain_backup(folder);
    store::SealedReader reader(folder + sealed_name);
    open_sealed(reader, key_file);
    store::Nowhere nowhere;
    return host::wrong_with_summary(store::unpack(reader, nowhere, [] { return true; }));
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

std::string restore(const host::Config& config, const std::string& from, const std::string& key_file) {
  if (!fs::is_directory(from)) throw std::runtime_error("This backup cannot be restored. There is no such folder.");
  store::make_private_folder(config.data);
  host::Config aside = config;
  aside.data = aside_of(config.data);
  expect_empty(config.data);
  expect_master_key(config);
  fs::remove_all(aside.data);  // of a restore that was cut off; not before: while it lies there, nobody serves what is beside it
  aside.key_file = store::place_of_key(config.data, config.key_file);
  try {
    store::make_private_folder(aside.data);
    fill(aside, from, key_file.empty() ? store::place_of_backup_key(config.data) : key_file);
    const std::size_t undecided = settle_all(aside);
    bring_out(aside.data, config.data);
    return "Restored. " + std::to_string(undecided) +
           " message(s) may or may not have been sent; their conversations say so. Nothing is sent until you release it: on the Health page, or with tributary-relay release-sending. Everybody signs in anew.\n";
  } catch (const std::exception& wrong) {
    std::error_code none;
    fs::remove_all(aside.data, none);
    throw std::runtime_error(std::string("This backup cannot be restored. ") + wrong.what());
  }
}

}  // namespace tributary::app
