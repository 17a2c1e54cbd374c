#include "relay/host/disk_quota.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include "core/base/planted.h"
#include "relay/store/content_files.h"

namespace tributary::host {
namespace {

namespace fs = std::filesystem;
constexpr auto between_looks = std::chrono::seconds(10);

// What goes while we walk is not there any more, and that is all. A file that is still being written is not counted: all of
// it is spoken for, what has come of it too.
std::int64_t bytes_under(const std::string& folder) {
  std::int64_t bytes = 0;
  std::error_code ec;
  for (fs::recursive_directory_iterator at(folder, ec), end; !ec && at != end; at.increment(ec)) {
    std::error_code gone;
    if (!at->is_regular_file(gone) || store::is_unfinished(at->path().filename().string())) continue;
    const auto size = at->file_size(gone);
    if (!gone) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

}  // namespace

DiskQuota::DiskQuota(boost::asio::io_context& io, boost::asio::thread_pool& behind, std::string folder, const std::int64_t& bytes_max)
    : io_(io), behind_(behind), timer_(io), folder_(std::move(folder)), bytes_max_(bytes_max) {}

void DiskQuota::start() {
  if (bytes_max_ <= 0) return;
  stopped_ = false;
  look();
  wait();
}

void DiskQuota::stop() {
  stopped_ = true;
  timer_.cancel();
}

void DiskQuota::wait() {
  timer_.expires_after(between_looks);
  timer_.async_wait([this, alive = std::weak_ptr<bool>(alive_)](boost::system::error_code ec) {
    if (ec || alive.expired() || stopped_) return;
    look();
    wait();
  });
}

void DiskQuota::look(std::function<void()> done) {
  if (std::exchange(looking_, true)) return done();
  boost::asio::post(behind_, [this, &io = io_, alive = std::weak_ptr(alive_), folder = folder_, grown = grown_, done = std::move(done)] {
    const std::int64_t bytes = bytes_under(folder);
    boost::asio::post(io, [this, alive, bytes, grown, done] {
      if (alive.expired()) return;
      found(bytes, grown);
      done();
    });
  });
}

// What grew while the folder was walked may have been seen or not: it counts once more until the next look.
void DiskQuota::found(std::int64_t bytes, std::int64_t grown_before) {
  looking_ = false;
  used_ = bytes;
  grown_ -= grown_before;
  judge();
}

void DiskQuota::grew(std::int64_t bytes) {
  grown_ += bytes;
  judge();
}

std::optional<std::int64_t> DiskQuota::used() const {
  if (bytes_max_ <= 0 || used_ < 0) return std::nullopt;
  return used_ + grown_;
}

// Until the first look has come back nobody knows, and files can wait for it.
std::int64_t DiskQuota::left_for_files() const {
  if (bytes_max_ <= 0 || (used_ < 0 && stopped_) || PLANTED(193)) return std::numeric_limits<std::int64_t>::max();
  return used_ < 0 ? 0 : std::max<std::int64_t>(0, bytes_max_ / 10 * 9 - used_ - grown_ - *promised_);
}

DiskQuota::Promise DiskQuota::promise(std::int64_t bytes) const {
  *promised_ += bytes;
  return Promise(promised_.get(), [all = promised_, bytes](const void*) { *all -= bytes; });
}

// Leaving takes a twentieth more room than staying out, so that it does not flutter.
void DiskQuota::judge() {
  const auto used = this->used();
  if (!used || PLANTED(141)) return void(room_ = Room::enough);
  const std::int64_t full = room_ == Room::none ? bytes_max_ - bytes_max_ / 20 : bytes_max_;
  room_ = *used >= full ? Room::none : *used >= bytes_max_ / 10 * 9 ? Room::little : Room::enough;
}

}  // namespace tributary::host
