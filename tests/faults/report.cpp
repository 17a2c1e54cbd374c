#include <cstdio>

#include "tests/faults/proofs.h"

namespace tributary::faults {

void Report::take(const std::string& which, const std::string& wrong) {
  (wrong.empty() ? counted_.passed : counted_.failed) += 1;
  if (wrong.empty() || counted_.failed > 20) return;
  std::printf("%s: %s\n    again: %s\n", which.c_str(), wrong.c_str(), repeat_.c_str());
  std::fflush(stdout);
}

}  // namespace tributary::faults
