#pragma once
// The three proofs, each with its counts and its seed. Every failing one says a command that repeats it.
#include <cstdint>
#include <string>

#include "tests/faults/relay_process.h"

namespace tributary::faults {

struct Counted { int passed = 0, failed = 0; };
struct Scale {
  int count = 0;
  std::uint32_t seed = 1;
  bool every = false;
  std::string only = {};    // points or calls whose name has this
  bool first_wrong = false; // ends with the first that is not as promised
  int most = 0;             // ends after so many, however they are; 0: as many as there are
};

class Report {
 public:
  Report(std::string repeat, const Scale& scale) : repeat_(std::move(repeat)), first_wrong_(scale.first_wrong), most_(scale.most) {}
  // One state, run or point. Empty: it is as promised.
  void take(const std::string& which, const std::string& wrong);
  Counted counted() const { return counted_; }
  // Nobody wants to know more: the rest need not be run.
  bool has_enough() const { return (first_wrong_ && counted_.failed > 0) || (most_ > 0 && counted_.passed + counted_.failed >= most_); }

 private:
  std::string repeat_;
  bool first_wrong_;
  int most_;
  Counted counted_;
};

// Each throws when the relay does not even start, or nothing can be tried: that is no broken promise, but a broken proof.
Counted power_cuts(const Programs&, Scale);   // count: crash states; beside them a few of an upgrade
void upgrade_cuts(const Programs&, std::uint32_t seed, int count, Report&);
Counted upgrades(const Programs&, Scale);     // those alone
Counted kills(const Programs&, Scale);        // count: kills, half of them at named points
Counted failing_calls(const Programs&, Scale);  // every: each n of each call; otherwise `count` of them
Counted teeth(const Programs&, Scale);          // over a relay with planted mistakes

}  // namespace tributary::faults
