#include "relay/app/planned_backups.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/base/civil.h"
#include "core/base/limits.h"
#include "relay/app/backup.h"

namespace tributary::app {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::minutes between{1};
constexpr std::string_view prefix = "tributary-";
constexpr std::size_t name_bytes = 30;  // "tributary-20261121T140233.250Z"

// Names that sort by time.
std::string name_at(Instant at) {
  std::string name(prefix);
  for (const char c : iso_text(at))
    if (c != '-' && c != ':') name += c;
  return name;
}

// What cannot be looked into is not ours: another relay's, or a folder of the operator's own.
bool is_ours(const fs::path& folder) {
  const std::string name = folder.filename().string();
  std::error_code unreadable;
  return name.size() == name_bytes && name.starts_with(prefix) && name.ends_with('Z') && fs::is_directory(folder, unreadable) &&
         (fs::exists(fs::path(folder.string() + sealed_name), unreadable) || fs::exists(folder / "manifest.json", unreadable));
}

}  // namespace

PlannedBackups::PlannedBackups(host::House& house) : house_(house), timer_(house.io()) {}

PlannedBackups::~PlannedBackups() {
  stop();
  thread_.join();
}

void PlannedBackups::start() {
  if (house_.config().backups.to.empty()) return;
  look();
  timer_.expires_after(between);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) start();
  });
}

void PlannedBackups::stop() {
  stop_ = true;
  timer_.cancel();
}

void PlannedBackups::look() {
  if (!house_.config().backups.to.empty() && !under_way_ && !stop_ && is_due()) begin();
}

// A clock that was set back must not put the next one off for ever.
bool PlannedBackups::is_due() const {
  if (house_.clock().steady_ms() < not_before_ms_) return false;
  const auto last = house_.last_backup();
  const std::int64_t ago = last ? house_.clock().now().ms - last->ms : 0;
  return !last || ago < 0 || ago >= house_.config().backups.every_ms;
}

void PlannedBackups::begin() {
  const Instant at = house_.clock().now();
  const std::string name = name_at(at);
  BackupPlan plan;
  try {
    fs::create_directories(house_.config().backups.to);
    plan = plan_backup(house_, house_.config().backups.to + "/" + name);
  } catch (const std::exception& wrong) {
    return ended(at, name, wrong.what());
  }
  if (plan.sealed_to.made) std::cerr << about_backup_key(plan.data, plan.sealed_to) << std::flush;  // once
  under_way_ = true;
  boost::asio::post(thread_, [this, plan = std::move(plan), name, alive = std::weak_ptr<bool>(alive_), io = &house_.io()] {
    std::string wrong;
    try {
      carry_out(plan, stop_);
    } catch (const std::exception& failed) {
      wrong = failed.what();
    }
    boost::asio::post(*io, [this, at = plan.at, name, wrong, alive] {
      if (alive.expired()) return;
      under_way_ = false;
      if (!stop_) ended(at, name, wrong);
    });
  });
}

// What is wrong names folders of this machine: it is for its operator, and the health page only says that something is.
void PlannedBackups::ended(Instant at, const std::string& name, const std::string& wrong) {
  if (wrong.empty()) {
    house_.backed_up(at);
    house_.backup_failed(false);
    forget_older_than(name);
    return;
  }
  std::cerr << "The planned backup failed: " << wrong << std::endl;
  not_before_ms_ = house_.clock().steady_ms() + std::min<std::int64_t>(limits::hour_ms, house_.config().backups.every_ms);
  house_.backup_failed(true);
}

// Older ones than the one just made: where the clock once ran ahead, names say a later time than the newest has.
void PlannedBackups::forget_older_than(const std::string& newest) const {
  std::vector<fs::path> older;
  std::error_code failed;
  for (fs::directory_iterator entry(house_.config().backups.to, failed), end; !failed && entry != end; entry.increment(failed))
    if (entry->path().filename().string() < newest && is_ours(entry->path())) older.push_back(entry->path());
  std::sort(older.begin(), older.end());
  const std::size_t keep_beside = house_.config().backups.keep - 1;  // the one just made is the first that is kept
  for (std::size_t at = 0; at + keep_beside < older.size(); ++at) fs::remove_all(older[at], failed);
}

}  // namespace tributary::app
