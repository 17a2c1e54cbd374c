// The proofs prove something only if they notice a relay that breaks its promises.
#include <unistd.h>

#include <cstdio>

#include "tests/faults/proofs.h"

namespace tributary::faults {

namespace {

struct Mistake { int number; const char* what; Counted (*proof)(const Programs&, Scale); int count; const char* only; };
constexpr Mistake mistakes[] = {
    {0, "no bug planted: power cuts", power_cuts, 120, ""},
    {0, "no bug planted: kills", kills, 4, "provider"},
    {0, "no bug planted: failing calls", failing_calls, 4, "under load"},
    {80, "store: commits are not synced (synchronous=NORMAL)", power_cuts, 200, ""},
    {81, "round: the answers leave before the commit", power_cuts, 200, ""},
    {82, "webhooks: a twin in the same batch is answered before it is durable", power_cuts, 250, ""},
    {84, "store: the dedupe key is committed apart from its effect", power_cuts, 200, ""},
    {194, "store: the words of a reply are committed apart from it", power_cuts, 300, ""},
    {85, "files: a row says stored before the file is synced", power_cuts, 250, ""},
    {86, "files: a row says stored before its name is durable", power_cuts, 250, ""},
    {88, "store: what a start finds in the WAL is folded in without a sync (only a second cut shows it)", power_cuts, 250, ""},
    {96, "store: an upgrade is many transactions and not one", upgrades, 16, ""},
    {12, "courier: a message leaves before its attempt is durable, and again after", power_cuts, 120, ""},
    {11, "courier: what was being sent when the relay died is sent again", kills, 4, "its answer not read"},
    {83, "store: a failed sync is tried again", failing_calls, 6, "sync EIO under load"},
    {89, "files: a name that is there is trusted, though its folder could not be synced", failing_calls, 16, "sync EIO of a file of a message under load"},
    {92, "store: what can be read of the WAL is taken for written after a failed sync", failing_calls, 8, "sync EIO under load"},
    {87, "store: a turn that met a full disk counts as kept", failing_calls, 12, "write ENOSPC under load"},
};

// What a proof says about a mistake is not news: only whether it noticed.
class Silence {
 public:
  Silence() : kept_(::dup(STDOUT_FILENO)) {
    std::fflush(stdout);
    if (!std::freopen("/dev/null", "w", stdout)) std::perror("stdout");
  }
  ~Silence() {
    std::fflush(stdout);
    ::dup2(kept_, STDOUT_FILENO);
    ::close(kept_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int kept_;
};

// A relay that breaks off altogether was noticed too.
bool passes(const Programs& programs, const Mistake& mistake, std::uint32_t seed) {
  const Silence silence;
  Programs with = programs;
  with.planted = mistake.number;
  try {
    return mistake.proof(with, {mistake.count, seed, false, mistake.only}).failed == 0;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

Counted teeth(const Programs& programs, Scale scale) {
  Counted counted;
  for (const Mistake& mistake : mistakes) {
    const bool passed = passes(programs, mistake, scale.seed);
    const bool good = passed == (mistake.number == 0);
    (good ? counted.passed : counted.failed) += 1;
    std::printf("%s %s\n", mistake.number == 0 ? (passed ? "sound " : "broken") : (passed ? "missed" : "caught"), mistake.what);
    std::fflush(stdout);
  }
  return counted;
}

}  // namespace tributary::faults
