#include "relay/host/file_collector.h"

#include <utility>

#include "core/base/limits.h"
#include "core/base/planted.h"

namespace tributary::host {

namespace {
constexpr std::chrono::minutes first_pause{1};  // a start has better things to do
constexpr std::chrono::hours pause{24};
constexpr std::chrono::milliseconds breath{4};
constexpr std::size_t names_at_once = 100;      // a millisecond: one question to the disk and one to a table each
}  // namespace

void FileCollector::start() {
  stopped_ = false;
  wait(first_pause, &FileCollector::begin);
}

void FileCollector::stop() {
  stopped_ = true;
  timer_.cancel();
}

void FileCollector::walk(std::function<void()> done) {
  done_ = std::move(done);
  begin();
}

void FileCollector::wait(std::chrono::milliseconds ms, void (FileCollector::*then)()) {
  timer_.expires_after(ms);
  timer_.async_wait([this, then, alive = std::weak_ptr<bool>(alive_)](boost::system::error_code ec) {
    if (!ec && !alive.expired() && !stopped_) (this->*then)();
  });
}

// Rows first: an upload's must be gone for good before anybody asks whether one names a file. What was settled in quarantine goes
// on the same round of the day.
void FileCollector::begin() {
  if (tenant_.round().room() != Room::none) {
    tenant_.writing().forget_uploads(tenant_.clock().now() + -limits::upload_kept_ms);
    tenant_.writing().forget_quarantined(tenant_.clock().now() + -limits::quarantine_kept_ms);
  }
  shelves_ = tenant_.files().shelves();
  names_.clear();
  wait(breath, &FileCollector::go_on);
}

void FileCollector::go_on() {
  if (tenant_.store().in_turn()) return wait(breath, &FileCollector::go_on);
  if (names_.empty() && shelves_.empty()) {
    wait(pause, &FileCollector::begin);
    if (auto done = std::exchange(done_, nullptr)) done();
    return;
  }
  if (names_.empty()) {
    names_ = tenant_.files().on_shelf(shelves_.back());
    shelves_.pop_back();
  }
  for (std::size_t n = 0; n < names_at_once && !names_.empty(); ++n) {
    look_at(names_.back());
    names_.pop_back();
  }
  wait(breath, &FileCollector::go_on);
}

void FileCollector::look_at(const std::string& sha256) {
  const auto written = tenant_.files().written_at(sha256);
  const bool old = written && tenant_.clock().now().ms - written->ms > limits::upload_kept_ms;
  if (!old || (tenant_.store().names_file(sha256) && !PLANTED(173))) return;
  tenant_.files().forget(sha256);
  ++removed_;
}

}  // namespace tributary::host
