// The relay with its known mistakes, for the crash proofs: they must notice each of them (tests/faults/teeth.cpp).
// This program is built for the tests alone; in the relay itself the questions are the constant `false`.
#include <cstdlib>

#include "core/base/planted.h"

namespace tributary {

int planted_bug = [] {
  const char* number = std::getenv("TRIBUTARY_PLANTED_BUG");
  return number ? std::atoi(number) : 0;
}();

}  // namespace tributary
