#pragma once
// The three proofs, each with its counts and its seed. Every failing one says a command that repeats it.
#include <cstdint>
#include <string>

#include "tests/faults/relay_process.h"

namespace tributary::faults {

struct Counted { int passed = 0, failed = 0; };
struct Scale { int count = 0; std::uint32_t seed = 1; bool every = false; std::string only; };  // only: points or calls whose name has this

class Report {
 public:
  explicit Report(std::string repeat) : repeat_(std::move(repeat)) {}
  // One state, run or point. Empty: it is as promised.
  void take(const std::string& which, const std::string& wrong);
  Counted counted() const { return counted_; }

 private:
  std::string repeat_;
  Counted counted_;
};

Counted power_cuts(const Programs&, Scale);   // count: crash states; beside them a few of an upgrade
void upgrade_cuts(const Programs&, std::uint32_t seed, int count, Report&);
Counted upgrades(const Programs&, Scale);     // those alone
Counted kills(const Programs&, Scale);        // count: kills, half of them at named points
Counted failing_calls(const Programs&, Scale);  // every: each n of each call; otherwise `count` of them
Counted teeth(const Programs&, Scale);          // over a relay with planted mistakes

}  // namespace tributary::faults
