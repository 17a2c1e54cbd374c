// faults power-cut|kill|calls|upgrade|teeth [--count N] [--seed S] [--only WORDS] [--long] --relay FILE [--planted N]
// Proves on the real relay that nothing acknowledged is lost and nothing is doubled, whatever ends it.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include "tests/faults/proofs.h"

using namespace tributary::faults;

namespace {

struct Proof { const char* name; Counted (*run)(const Programs&, Scale); int full, much; };
constexpr Proof proofs[] = {{"power-cut", power_cuts, 500, 50'000}, {"kill", kills, 100, 5'000}, {"calls", failing_calls, 54, 0}, {"upgrade", upgrades, 20, 2'000}, {"teeth", teeth, 1, 1}};

int wrong_use() {
  std::fprintf(stderr, "faults power-cut|kill|calls|upgrade|teeth [--count N] [--seed S] [--only WORDS] [--long] --relay FILE [--planted N]\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) return wrong_use();
  Programs programs{"", FAULTLINE_LIBRARY, FAULTMEMORY_LIBRARY, 0, FAULT_SCHEMAS};
  Scale scale;
  bool much = false;
  for (int at = 2; at < argc; ++at) {
    const bool more = at + 1 < argc;
    if (std::strcmp(argv[at], "--long") == 0) much = true;
    else if (std::strcmp(argv[at], "--relay") == 0 && more) programs.relay = argv[++at];
    else if (std::strcmp(argv[at], "--count") == 0 && more) scale.count = std::atoi(argv[++at]);
    else if (std::strcmp(argv[at], "--seed") == 0 && more) scale.seed = static_cast<std::uint32_t>(std::atoi(argv[++at]));
    else if (std::strcmp(argv[at], "--only") == 0 && more) scale.only = argv[++at];
    else if (std::strcmp(argv[at], "--planted") == 0 && more) programs.planted = std::atoi(argv[++at]);
    else return wrong_use();
  }
  if (programs.relay.empty()) return wrong_use();
  for (const Proof& proof : proofs) {
    if (std::strcmp(proof.name, argv[1]) != 0) continue;
    scale.every = much;
    if (scale.count == 0) scale.count = much ? proof.much : proof.full;
    const Counted counted = proof.run(programs, scale);
    std::printf("%d passed, %d failed\n", counted.passed, counted.failed);
    return counted.failed == 0 && counted.passed > 0 ? 0 : 1;
  }
  return wrong_use();
} catch (const std::exception& wrong) {
  std::fprintf(stderr, "%s\n0 passed, 1 failed\n", wrong.what());
  return 1;
}
