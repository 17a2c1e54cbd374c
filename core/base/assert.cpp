#include "core/base/assert.h"

#include <cstdio>

namespace tributary {

void check_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "tributary: check failed: %s (%s:%d)\n", expression, file, line);
  std::fflush(stderr);
  __builtin_trap();
}

}  // namespace tributary
