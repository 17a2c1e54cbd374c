#pragma once
// A backup every so many hours into a folder that keeps the last few (docs/operations.md), beside the traffic and on a thread
// of its own. One that fails is said on the health page and on standard error, and tried again within the hour. Loop thread.
#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "relay/host/house.h"

namespace tributary::app {

class PlannedBackups {
 public:
  explicit PlannedBackups(host::House&);  // does nothing where none are configured
  ~PlannedBackups();                      // one that is under way is broken off
  PlannedBackups(const PlannedBackups&) = delete;
  PlannedBackups& operator=(const PlannedBackups&) = delete;

  void start();
  void stop();
  // Begins one when it is due. start() does this once a minute.
  void look();
  bool under_way() const { return under_way_; }

 private:
  bool is_due() const;
  void begin();
  void ended(Instant at, const std::string& name, const std::string& wrong);
  void forget_older_than(const std::string& newest) const;

  host::House& house_;
  boost::asio::steady_timer timer_;
  boost::asio::thread_pool thread_{1};
  std::atomic<bool> stop_{false};
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // what the thread posts may come after our end
  std::int64_t not_before_ms_ = 0;        // by the steady hand: after one that failed
  bool under_way_ = false;
};

}  // namespace tributary::app
