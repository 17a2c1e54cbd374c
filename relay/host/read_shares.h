#pragma once
// The loop's time, shared between those who read over HTTP (P14). A read is answered at once, on the loop everybody shares, and
// one of a large list costs as much as a hundred webhooks. So each is timed: all of them together get a part of the loop's
// time, in equal parts for the tenants that read, and of a tenant's part one program or person gets half. Whoever has had
// more is told to come back when that is paid off, unless nobody else is there who would have the time instead. What writes, and
// reads over a socket, are not counted. Loop thread only.
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
  struct Reader {
    std::string tenant;
    AgentId client;
    bool operator==(const Reader&) const = default;
  };

  // `of_the_loop`: the part of its time that reads get, read anew each time.
  explicit ReadShares(const double& of_the_loop) : of_the_loop_(of_the_loop) {}

  // None: go on. Otherwise for how long not. `commits`: how often something was written so far (Round::commits()).
  std::optional<std::int64_t> wait_ms(const Reader&, std::uint64_t commits);
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
  static constexpr std::int64_t lately_us = 1'000'000;                // whoever was here so long ago may be back in a moment
  struct Came { Reader who; std::int64_t at_us = -lately_us; };
  double part() const;
  bool is_alone(const Reader&, std::uint64_t commits, std::int64_t now_us);
  void pay_off(std::int64_t now_us);

  const double& of_the_loop_;
  std::map<std::string, Owes> tenants_;  // those that owe anything
  std::int64_t paid_at_us_ = 0, wrote_at_us_ = -lately_us;
  std::uint64_t commits_ = 0;
  Came last_, other_;  // who read last, and the last who is not the same
  std::uint64_t refused_ = 0;
  bool counting_ = false;
};

}  // namespace tributary::host
