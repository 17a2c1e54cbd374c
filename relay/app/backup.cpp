#include "relay/app/backup.h"

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "relay/host/backup_manifest.h"
#include "relay/host/disk_watch.h"
#include "relay/store/backup.h"
#include "relay/store/backup_records.h"
#include "relay/store/folder_lock.h"

namespace tributary::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unsealed = "unsealed-";

using GoOn = std::function<bool()>;

// SQLite copies into a file of its own before that is sealed. It lies in the data folder, where everything is readable
// already, and not beside the backup, on a disk that somebody else may hold one day.
class Aside {
 public:
  explicit Aside(const std::string& data) : folder_(data + "/" + std::string(unsealed) + store::random_secret()) { store::make_private_folder(folder_); }
  ~Aside() {
    std::error_code none;
    fs::remove_all(folder_, none);
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  // A copy for as long as it is looked at.
  template <class Look>
  void with_copy(const std::string& from, const GoOn& go_on, Look look) const {
    const std::string copy = folder_ + "/copy.db";
    expect_room_for(from);
    store::back_up_file(from, copy, go_on);
    look(copy);
    fs::remove(copy);
  }

 private:
  // SQLite writes it twice before it has one. Where that would keep others from writing, there is no backup.
  void expect_room_for(const std::string& from) const {
    std::error_code none;
    const auto wal = fs::file_size(from + "-wal", none);
    const auto needed = 2 * (fs::file_size(from) + (none ? 0 : wal)) + static_cast<std::uintmax_t>(host::disk::no_writes_below);
    if (const auto free = fs::space(folder_).available; free < needed)
      throw store::BackupFailed("There is no room for the copy that is sealed: " + std::to_string(needed >> 20) + " MiB must be free where the data are, and " + std::to_string(free >> 20) + " MiB are.");
  }
  std::string folder_;
};

void pack(store::SealedWriter& sealed, const std::string& path, const std::string& file, const GoOn& go_on) {
  if (!store::pack_file(sealed, path, file, go_on)) throw store::BackupFailed("Cannot read " + file + ": it is gone.");
}

// What came into the folder meanwhile is of no row that was copied, what left it of none that still speaks of it.
void pack_contents(store::SealedWriter& sealed, const std::string& path, const fs::path& from, const GoOn& go_on) {
  if (!fs::exists(from)) return;
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const std::string name = path + "/" + entry.path().lexically_relative(from).generic_string();
    if (store::belongs_in_backup(name)) store::pack_file(sealed, name, entry.path().string(), go_on);
  }
}

std::size_t missing_contents(const std::string& log, const std::string& files) {
  std::size_t missing = 0;
  for (const std::string& sha : store::contents_named(log)) missing += !fs::exists(files + "/" + sha.substr(0, 2) + "/" + sha);
  return missing;
}

// The copy's history is the original's, line for line, and nothing of what was answered before it began is missing.
store::LogDigest compared(const std::string& from, const std::string& copy, std::uint64_t head_before) {
  const store::LogDigest copied = store::log_digest(copy, UINT64_MAX, store::Served::no);
  const store::LogDigest original = store::log_digest(from, copied.head, store::Served::yes);
  if (copied.head < head_before || !(copied == original)) throw store::BackupFailed("The copy of " + from + " does not hold the same history. Nothing was kept; try again.");
  return copied;
}

struct Sealed { std::vector<host::BackedUpTenant> tenants; std::uint64_t events = 0; std::size_t missing = 0; };

void seal_tenant(const BackupPlan& plan, const std::string& id, const Aside& aside, store::SealedWriter& to, Sealed& done, const GoOn& go_on) {
  const std::string path = "tenants/" + id, from = plan.data + "/" + path;
  const std::uint64_t head_before = store::log_digest(from + "/log.db", UINT64_MAX, store::Served::yes).head;
  aside.with_copy(from + "/log.db", go_on, [&](const std::string& copy) {
    const store::LogDigest digest = compared(from + "/log.db", copy, head_before);
    pack(to, path + "/log.db", copy, go_on);
    pack_contents(to, path + "/files", from + "/files", go_on);
    done.missing += missing_contents(copy, from + "/files");
    done.events += digest.lines;
    done.tenants.push_back({id, digest.lines, digest.sha256});
  });
}

Sealed seal_all(const BackupPlan& plan, store::SealedWriter& to, const GoOn& go_on) {
  const Aside aside(plan.data);
  Sealed done;
  aside.with_copy(plan.data + "/system.db", go_on, [&](const std::string& copy) { pack(to, "system.db", copy, go_on); });
  for (const std::string& id : plan.tenants) seal_tenant(plan, id, aside, to, done, go_on);
  return done;
}

// What lies there is read again, to its end: every record, every digest.
void verify(const std::string& file, const store::SecretBytes& key, const std::string& summary, const GoOn& go_on) {
  store::SealedReader reader(file);
  reader.open_with_file_key(key);
  store::Nowhere nowhere;
  if (store::unpack(reader, nowhere, go_on) != summary) throw store::BackupFailed("The backup does not read back as it was written. Nothing was kept; try again.");
}

Sealed write_sealed(const BackupPlan& plan, const std::string& file, const GoOn& go_on) {
  store::SealedWriter writer(file, plan.sealed_to.recipient, plan.mark);
  Sealed done = seal_all(plan, writer, go_on);
  const std::string summary = host::backup_summary_text(plan.at, done.tenants);
  store::pack_summary(writer, summary);
  verify(file, writer.file_key(), summary, go_on);
  return done;
}

}  // namespace

BackupPlan plan_backup(host::House& house, const std::string& to) {
  if (fs::exists(to)) throw std::runtime_error("--to must name a folder that does not exist yet.");
  house.round().finish_now();
  BackupPlan plan{house.config().data, to, {}, house.clock().now(), store::sealed_to(house.config().data), store::mark_of(house.keys())};
  for (const auto& [id, tenant] : house.tenants()) plan.tenants.push_back(id);
  return plan;
}

std::string carry_out(const BackupPlan& plan, const std::atomic<bool>& stop) {
  const std::string part = plan.to + ".part";
  try {
    fs::remove_all(part);  // of a backup that was cut off
    fs::create_directories(part);
    fs::permissions(part, fs::perms::owner_all);
    const Sealed done = write_sealed(plan, part + sealed_name, [&stop] { return !stop; });
    store::sync_folder(part);
    fs::rename(part, plan.to);
    store::sync_folder(fs::absolute(plan.to).parent_path().string());
    std::string told = "Backed up " + std::to_string(plan.tenants.size()) + " tenant(s), " + std::to_string(done.events) + " events, sealed and verified. The master key is not in it: keep it elsewhere.\n" + about_backup_key(plan.data, plan.sealed_to);
    if (done.missing > 0) told += "Beware: " + std::to_string(done.missing) + " file(s) the log speaks of are not in the data folder any more.\n";
    return told;
  } catch (...) {
    std::error_code none;
    fs::remove_all(part, none);
    throw;
  }
}

std::string back_up(host::House& house, const std::string& to) {
  remove_unsealed(house.config().data);
  const BackupPlan plan = plan_backup(house, to);
  const std::atomic<bool> stop{false};
  std::string told = carry_out(plan, stop);
  house.backed_up(plan.at);
  house.round().finish_now();
  return told;
}

void remove_unsealed(const std::string& data) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(data, none))
    if (entry.path().filename().string().starts_with(unsealed)) fs::remove_all(entry.path(), none);
}

std::string about_backup_key(const std::string& data, const store::SealedTo& to) {
  std::string told = "Backups are sealed to " + store::recipient_text(to.recipient) + ".\n";
  if (!to.secret_is_here) return told + "Its secret half is not in the data folder, as it should be.\n";
  return told + "Its secret half is " + fs::absolute(store::place_of_backup_key(data)).lexically_normal().string() +
         ". Copy it to where you keep the master key, away from this machine and from the backups, and remove it here: if it is lost, no backup can be opened, and whoever has it can read them.\n";
}

}  // namespace tributary::app
