#include "relay/app/backup.h"

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/base/civil.h"
#include "core/base/planted.h"
#include "relay/store/backup.h"
#include "relay/store/folder_lock.h"

namespace tributary::app {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr std::int64_t format = 1;
constexpr const char* manifest_name = "/manifest.json";

bool is_key(const fs::path& name) { return name == "master.key" || name == "master.check"; }

// What came into the folder meanwhile is of no row that was copied, what left it of none that still speaks of it.
void copy_contents(const fs::path& from, const fs::path& to, const std::atomic<bool>& stop) {
  if (!fs::exists(from)) return;
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (stop) throw store::BackupFailed("The backup was broken off.");
    const bool whole = entry.is_regular_file() && entry.path().filename().string().size() == 64;
    if (!whole) continue;
    const fs::path target = to / fs::relative(entry.path(), from);
    fs::create_directories(target.parent_path());
    std::error_code gone;
    fs::copy_file(entry.path(), target, gone);
    if (gone && fs::exists(entry.path())) throw store::BackupFailed("Cannot copy " + entry.path().string() + ": " + gone.message() + ".");
  }
}

std::size_t missing_contents(const std::string& folder) {
  std::size_t missing = 0;
  for (const std::string& sha : store::contents_named(folder + "/log.db")) missing += !fs::exists(folder + "/files/" + sha.substr(0, 2) + "/" + sha);
  return missing;
}

// The copy's history is the original's, line for line, and nothing of what was answered before it began is missing.
store::LogDigest copy_log(const std::string& from, const std::string& to, const std::atomic<bool>& stop) {
  const store::LogDigest before = store::log_digest(from, UINT64_MAX, store::Served::yes);
  store::back_up_file(from, to, [&stop] { return !stop; });
  const store::LogDigest copied = store::log_digest(to, UINT64_MAX, store::Served::no);
  const store::LogDigest original = store::log_digest(from, copied.head, store::Served::yes);
  if (copied.head < before.head || !(copied == original)) throw store::BackupFailed("The copy of " + from + " does not hold the same history. Nothing was kept; try again.");
  return copied;
}

json::array listed_files(const std::string& folder) {
  json::array files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files.push_back({{"path", fs::relative(entry.path(), folder).generic_string()}, {"bytes", entry.file_size()}, {"sha256", store::sha256_of_file(entry.path().string())}});
  }
  return files;
}

json::object read_manifest(const std::string& folder) {
  std::ifstream in(folder + manifest_name);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  boost::system::error_code ec;
  json::value value = json::parse(text, ec);
  return !ec && value.is_object() ? value.get_object() : json::object{};
}

const json::object* as_file(const json::value& value) {
  const json::object* file = value.if_object();
  const auto text = [file](const char* name) { return file && file->if_contains(name) && file->at(name).is_string(); };
  const json::value* bytes = file ? file->if_contains("bytes") : nullptr;
  return text("path") && text("sha256") && bytes && (bytes->is_int64() || bytes->is_uint64()) ? file : nullptr;
}

bool stays_inside(const fs::path& path) {
  if (path.empty() || path.is_absolute()) return false;
  for (const auto& part : path)
    if (part == "..") return false;
  return true;
}

std::string damage_of_file(const std::string& folder, const json::object& file) {
  const std::string path(file.at("path").as_string());
  if (!stays_inside(path)) return "The manifest names a file outside the backup.";
  const fs::path at = fs::path(folder) / path;
  if (!fs::is_regular_file(at)) return path + " is missing.";
  const std::uint64_t bytes = file.at("bytes").to_number<std::uint64_t>();
  if (fs::file_size(at) != bytes) return path + " has " + std::to_string(fs::file_size(at)) + " bytes and not " + std::to_string(bytes) + ".";
  if (!PLANTED(93) && store::sha256_of_file(at.string()) != std::string_view(file.at("sha256").as_string())) return path + " is not as it was when the backup was made.";
  return {};
}

void refuse_used_folder(const std::string& data) {
  for (const auto& entry : fs::directory_iterator(data))
    if (!is_key(entry.path().filename())) throw std::runtime_error("The data folder is not empty. A backup is restored into an empty one.");
}

void empty_again(const std::string& data) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(data, none))
    if (!is_key(entry.path().filename())) fs::remove_all(entry.path(), none);
}

void copy_listed(const json::object& manifest, const std::string& from, const std::string& data) {
  for (const json::value& value : manifest.at("files").as_array()) {
    const std::string path(value.as_object().at("path").as_string());
    const fs::path target = fs::path(data) / path;
    fs::create_directories(target.parent_path());
    fs::permissions(target.parent_path(), fs::perms::owner_all);
    fs::copy_file(fs::path(from) / path, target);
    fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
  }
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

}  // namespace

BackupPlan plan_backup(host::House& house, const std::string& to) {
  if (fs::exists(to)) throw std::runtime_error("--to must name a folder that does not exist yet.");
  house.round().finish_now();
  BackupPlan plan{house.config().data, to, {}, house.clock().now()};
  for (const auto& [id, tenant] : house.tenants()) plan.tenants.push_back(id);
  return plan;
}

std::string carry_out(const BackupPlan& plan, const std::atomic<bool>& stop) {
  const std::string part = plan.to + ".part";
  try {
    fs::remove_all(part);  // of a backup that was cut off
    fs::create_directories(part);
    fs::permissions(part, fs::perms::owner_all);
    store::back_up_file(plan.data + "/system.db", part + "/system.db", [&stop] { return !stop; });
    std::uint64_t events = 0;
    std::size_t missing = 0;
    json::array tenants;
    for (const std::string& id : plan.tenants) {
      const std::string from = plan.data + "/tenants/" + id, to = part + "/tenants/" + id;
      fs::create_directories(to);
      const store::LogDigest digest = copy_log(from + "/log.db", to + "/log.db", stop);
      copy_contents(from + "/files", to + "/files", stop);
      missing += missing_contents(to);
      tenants.push_back({{"id", id}, {"events", digest.lines}, {"log", digest.sha256}});
      events += digest.lines;
    }
    store::make_durable(part);  // the manifest vouches for what is on the disk
    const json::object manifest{{"format", format}, {"made", iso_text(plan.at)}, {"tenants", std::move(tenants)}, {"files", listed_files(part)}};
    store::write_durably(part + manifest_name, json::serialize(manifest));
    fs::rename(part, plan.to);
    store::sync_folder(fs::absolute(plan.to).parent_path().string());
    std::string told = "Backed up " + std::to_string(plan.tenants.size()) + " tenant(s), " + std::to_string(events) + " events, and verified the copy. The master key is not in it: keep it elsewhere.\n";
    if (missing > 0) told += "Beware: " + std::to_string(missing) + " file(s) the log speaks of are not in the data folder any more.\n";
    return told;
  } catch (...) {
    std::error_code none;
    fs::remove_all(part, none);
    throw;
  }
}

std::string back_up(host::House& house, const std::string& to) {
  const BackupPlan plan = plan_backup(house, to);
  const std::atomic<bool> stop{false};
  std::string told = carry_out(plan, stop);
  house.backed_up(plan.at);
  house.round().finish_now();
  return told;
}

std::string damage_of_backup(const std::string& folder) {
  if (!fs::is_directory(folder)) return "There is no such folder.";
  const json::object manifest = read_manifest(folder);
  if (manifest.empty()) return "It has no readable manifest.json: this is no backup, or one that was not finished.";
  const json::value* made_as = manifest.if_contains("format");
  if (!made_as || *made_as != format) return "A newer version made this backup. Restore it with that version.";
  const json::value* files = manifest.if_contains("files");
  if (!files || !files->is_array() || files->get_array().empty()) return "Its manifest names no files.";
  for (const json::value& value : files->get_array()) {
    const json::object* file = as_file(value);
    std::string wrong = file ? damage_of_file(folder, *file) : std::string("Its manifest is damaged.");
    if (!wrong.empty()) return wrong;
  }
  return {};
}

std::string restore(const host::Config& config, const std::string& from) {
  if (const std::string wrong = damage_of_backup(from); !wrong.empty()) throw std::runtime_error("This backup cannot be restored. " + wrong);
  fs::create_directories(config.data);
  refuse_used_folder(config.data);
  try {
    copy_listed(read_manifest(from), from, config.data);
    boost::asio::io_context io;
    host::House house(io, config);
    std::size_t undecided = 0;
    for (const auto& [id, tenant] : house.tenants()) {
      if (const std::string wrong = tenant->runtime.store().in_turn() ? std::string() : tenant->runtime.store().check(); !wrong.empty()) throw std::runtime_error(wrong);
      undecided += settle(house, *tenant);
    }
    house.save();
    return "Restored. " + std::to_string(undecided) +
           " message(s) may or may not have been sent; their conversations say so. Nothing is sent until you release it: on the Health page, or with tributary-relay release-sending. Everybody signs in anew.\n";
  } catch (...) {
    empty_again(config.data);
    throw;
  }
}

}  // namespace tributary::app
