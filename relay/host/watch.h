#pragma once
// Looks at every tenant's health once a minute, so that what turns red is said where operators look even when nobody has
// the page open (P6g): one line on standard error when a value turns red, and one when it is well again.
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace tributary::host {

class House;

class Watch {
 public:
  using Say = std::function<void(const std::string& line)>;
  Watch(House&, Say);
  void start();
  void stop() { timer_.cancel(); }
  void look();

 private:
  House& house_;
  Say say_;
  boost::asio::steady_timer timer_;
  std::set<std::pair<std::string, std::string>> red_;  // tenant, value
};

}  // namespace tributary::host
