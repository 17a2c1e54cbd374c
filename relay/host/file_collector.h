#pragma once
// Once a day, what lies in the tenant's files and no row names is removed: the file of a message whose row was never
// written because the relay died between the two, of an upload that was refused, and of one that nobody sent within a day.
// A file goes only when it was written more than a day ago and no row names it; who writes one on the loop writes its row in the
// same handler, who writes one elsewhere looks whether it is still there before its row is written (MediaFetcher, Filing), and while
// a turn is open, whose rows may still come or go, nothing is looked at. Loop thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "relay/host/tenant_runtime.h"

namespace tributary::host {

class FileCollector {
 public:
  FileCollector(boost::asio::io_context& io, TenantRuntime& tenant) : tenant_(tenant), timer_(io) {}
  void start();                              // a minute after this, and a day after each walk's end
  void stop();
  // Walks all shelves now, a little at a time, so that nobody waits; `done` is called at the end.
  void walk(std::function<void()> done);
  std::uint64_t removed() const { return removed_; }  // since the start

 private:
  void wait(std::chrono::milliseconds, void (FileCollector::*then)());
  void begin();
  void go_on();
  void look_at(const std::string& sha256);

  TenantRuntime& tenant_;
  boost::asio::steady_timer timer_;
  std::vector<std::string> shelves_, names_;  // still to be looked at
  std::function<void()> done_;
  std::uint64_t removed_ = 0;
  bool stopped_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a timer that had run out still calls
};

}  // namespace tributary::host
