#include "relay/host/disk_watch.h"

#include <chrono>

namespace tributary::host {

// Files are opened after this, and that too takes room. More than given back is not done yet: a command opens them as well.
DiskWatch::DiskWatch(boost::asio::io_context& io, Round& round, const std::string& folder, std::int64_t ballast_bytes, std::optional<std::int64_t> pretended)
    : round_(round), timer_(io), ballast_(folder + "/ballast", ballast_bytes), folder_(folder), pretended_(pretended) {
  round_.tell_when_full([this] { met_full_disk(); });
  measure();
  if (judge() == Room::none) met_full_disk();
}

void DiskWatch::start() {
  look();
  wait();
}

void DiskWatch::stop() { timer_.cancel(); }

void DiskWatch::wait() {
  timer_.expires_after(std::chrono::seconds(1));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    look();
    wait();
  });
}

void DiskWatch::measure() {
  space_ = store::space_of(folder_);
  if (pretended_) space_.free = *pretended_;
}

void DiskWatch::look() {
  measure();
  round_.has(judge());
  if (round_.room() == Room::none) ballast_.release();
  else if (space_.free > disk::writes_above + disk::ballast_bytes) ballast_.reserve();
}

void DiskWatch::pretend(std::int64_t free_bytes) {
  pretended_ = free_bytes;
  look();
}

// The next look decides whether it was a moment's matter.
void DiskWatch::met_full_disk() {
  round_.has(Room::none);
  ballast_.release();
}

Room DiskWatch::judge() const {
  if (space_.total == 0) return round_.room();  // the disk does not say: what writes meet is all that is known
  const std::int64_t enough = round_.room() == Room::none ? disk::writes_above + 1 : disk::no_writes_below;
  if (space_.free < enough) return Room::none;
  return space_.free < disk::no_files_below ? Room::little : Room::enough;
}

}  // namespace tributary::host
