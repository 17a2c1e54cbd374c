#include "core/base/assert.h"

#include <cstdio>
#include <string>

namespace tributary {

void check_failed(const char* expression, const char* file, int line) {
  const std::string said = std::string("tributary: check failed: ") + expression + " (" + file + ":" + std::to_string(line) + ")\n";
  std::fputs(said.c_str(), stderr);  // not printf: the page would carry its printing of numbers along
  std::fflush(stderr);
  __builtin_trap();
}

}  // namespace tributary
