#pragma once
// The loop's time, shared between those who read over HTTP (P14). A read is answered at once, on the loop everybody shares, and
// one of a large list costs as much as a hundred webhooks. So each is timed: all of them together get a part of the loop's
// time, in equal parts for the tenants that read, and of a tenant's part one program or person gets half. Whoever has had
// more is told to come back when that is paid off; what writes, and reads over a socket, are not counted. Loop thread only.
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/base/types.h"

namespace tributary::host {

class ReadShares {
 public:
  struct Reader { std::string tenant; AgentId client; };

  // `of_the_loop`: the part of its time that reads get, read anew each time.
  explicit ReadShares(const double& of_the_loop) : of_the_loop_(of_the_loop) {}

  // None: go on. Otherwise for how long not.
  std::optional<std::int64_t> wait_ms(const Reader&);
  // Counts what it runs to this reader. What is run inside it counts once.
  void count(const Reader&, const std::function<void()>& read);
  std::uint64_t refused() const { return refused_; }

  // A clock that only goes forward; tests give their own.
  std::function<std::int64_t()> micros = [] {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };

 private:
  static constexpr double one_clients = 0.5;                          // of its tenant's part
  static constexpr double ahead_us = 1'000'000;                       // of its part a client may be, so that opening a page is free; a tenant twice as far
  struct Owes { double us = 0; std::map<AgentId, double> clients; };  // and its clients, those that owe anything
  double part() const;
  void pay_off(std::int64_t now_us);

  const double& of_the_loop_;
  std::map<std::string, Owes> tenants_;  // those that owe anything
  std::int64_t paid_at_us_ = 0;
  std::uint64_t refused_ = 0;
  bool counting_ = false;
};

}  // namespace tributary::host
