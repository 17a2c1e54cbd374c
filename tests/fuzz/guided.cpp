// libFuzzer's entry over the same targets, where clang is there: TRIBUTARY_FUZZ_TARGET names one (docs/fuzzing.md).
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const tributary::fuzz::Target* chosen = [] {
    const char* name = std::getenv("TRIBUTARY_FUZZ_TARGET");
    for (const auto& target : tributary::fuzz::targets())
      if (name && std::string_view(name) == target.name) return &target;
    std::fprintf(stderr, "TRIBUTARY_FUZZ_TARGET must name a target of tests/fuzz/targets.h\n");
    std::exit(2);
  }();
  if (size <= chosen->bytes_max) chosen->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
