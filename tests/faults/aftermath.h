#pragma once
// What a trace says was promised up to a point, and whether a relay that starts on what a cut left keeps it.
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "tests/faults/crash.h"
#include "tests/faults/ledger.h"
#include "tests/faults/relay_process.h"

namespace tributary::faults {

// Acknowledged things, and words that may be on their way to the provider. Steps are given in their order.
class Witness {
 public:
  explicit Witness(const Ledger& ledger) : ledger_(ledger) {}
  // Over another life of the relay: what was promised before it still holds, and what was asked before it is not asked
  // again when a port is used a second time. Made before that life begins.
  Witness(const Ledger&, Expected before);
  void take(const Step&);
  Expected expected;

 private:
  const Ledger& ledger_;
  std::map<std::uint16_t, std::size_t> answers_;
};

// The relay starts on what was left; everything is told again; then everything is there once, the books of the outbox
// balance, and nothing that may have left goes out a second time.
std::string wrong_after_start(const Programs&, const std::string& data, Provider&, Ledger&, const Expected&);

struct SecondCuts { int states = 0, in_recovery = 0, started = 0; };
using Take = std::function<void(const std::string& which, const std::string& wrong)>;
// A relay starts on what a first cut left, is told things, and the current goes away again: while it recovers, or soon
// after. What is found then holds everything that was acknowledged before either cut.
SecondCuts cut_again(const Programs&, const Folder&, Provider&, Ledger&, const std::map<std::string, std::string>& found, const Expected& before, std::mt19937&, const Take&);

}  // namespace tributary::faults
