// The proofs prove something only if they notice a relay that breaks its promises, and notice nothing in one that keeps them:
// every way in which a mistake was noticed is gone once more without one, as far as the slowest of them went.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>

#include "tests/faults/proofs.h"

namespace tributary::faults {

namespace {

// `sound`: how much is looked at without a mistake, at the least.
struct Way { const char* name; Counted (*proof)(const Programs&, Scale); int count; const char* only; int sound; };
enum Which : std::size_t { cuts, upgrade, answer_lost, sync_fails, file_sync_fails, disk_full };
constexpr Way ways[] = {
    {"power cuts", power_cuts, 300, "", 120},
    {"upgrades", upgrades, 16, "", 4},
    {"kills", kills, 4, "its answer not read", 5},
    {"failing syncs", failing_calls, 8, "sync EIO under load", 4},
    {"failing syncs of files", failing_calls, 32, "sync EIO of a file of a message under load", 4},
    {"a full disk", failing_calls, 12, "write ENOSPC under load", 4},
};

struct Mistake { int number; const char* what; Which way; };
constexpr Mistake mistakes[] = {
    {80, "store: commits are not synced (synchronous=NORMAL)", cuts},
    {81, "round: the answers leave before the commit", cuts},
    {82, "webhooks: a twin in the same batch is answered before it is durable", cuts},
    {84, "store: the dedupe key is committed apart from its effect", cuts},
    {194, "store: the words of a reply are committed apart from it", cuts},
    {85, "files: a row says stored before the file is synced", cuts},
    {86, "files: a row says stored before its name is durable", cuts},
    {88, "store: what a start finds in the WAL is folded in without a sync (only a second cut shows it)", cuts},
    {96, "store: an upgrade is many transactions and not one", upgrade},
    {12, "courier: a message leaves before its attempt is durable, and again after", cuts},
    {11, "courier: what was being sent when the relay died is sent again", answer_lost},
    {83, "store: a failed sync is tried again", sync_fails},
    {89, "files: a name that is there is trusted, though its folder could not be synced", file_sync_fails},
    {92, "store: what can be read of the WAL is taken for written after a failed sync", sync_fails},
    {87, "store: a turn that met a full disk counts as kept", disk_full},
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

enum class End { kept, noticed, broken };
struct Outcome { End end; int looked_at; };

// A relay that does not start, or a proof that cannot be made, is no mistake noticed.
Outcome outcome_of(const Programs& programs, int planted, const Way& way, std::uint32_t seed, int most) {
  Programs with = programs;
  with.planted = planted;
  try {
    const Silence silence;
    const Counted counted = way.proof(with, {.count = way.count, .seed = seed, .only = way.only, .first_wrong = true, .most = most});
    return {counted.failed > 0 ? End::noticed : counted.passed > 0 ? End::kept : End::broken, counted.passed + counted.failed};
  } catch (const std::exception& wrong) {
    std::printf("    %s\n", wrong.what());
    return {End::broken, 0};
  }
}

}  // namespace

Counted teeth(const Programs& programs, Scale scale) {
  Counted counted;
  const auto say = [&](bool good, const char* word, const char* what) {
    (good ? counted.passed : counted.failed) += 1;
    std::printf("%s %s\n", word, what);
    std::fflush(stdout);
  };
  std::array<int, std::size(ways)> looked_at{};
  for (const Mistake& mistake : mistakes) {
    const Outcome found = outcome_of(programs, mistake.number, ways[mistake.way], scale.seed, 0);
    looked_at[mistake.way] = std::max(looked_at[mistake.way], found.looked_at);
    say(found.end == End::noticed, found.end == End::noticed ? "caught" : found.end == End::kept ? "missed" : "broken", mistake.what);
  }
  for (std::size_t at = 0; at < std::size(ways); ++at) {
    const int most = std::max(looked_at[at], ways[at].sound);
    const bool kept = outcome_of(programs, 0, ways[at], scale.seed, most).end == End::kept;
    say(kept, kept ? "sound " : "broken", ("no bug planted: " + std::string(ways[at].name) + ", " + std::to_string(most) + " looked at").c_str());
  }
  return counted;
}

}  // namespace tributary::faults
