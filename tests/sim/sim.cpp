// One relay, the browsers of three agents, one of whom has two, customers, a provider, a bad network and one clock, from one seed.
//   sim [--seed N] [--runs N] [--steps N] [--bug K] [--bugs]
// One line per seed; the digest is the same on every machine. The exit status is 0 when every seed passed.
#include <cinttypes>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "core/base/planted.h"
#include "tests/sim/browser.h"
#include "tests/sim/courier.h"
#include "tests/sim/customers.h"

namespace tributary::sim {
namespace {

struct Result { std::string failure; std::size_t log = 0, items = 0, sent = 0; std::uint64_t digest = 0; };

class Run {
 public:
  explicit Run(std::uint64_t seed) : world_(seed), relay_(world_), courier_(world_, relay_), customers_(world_, relay_) {
    for (std::uint64_t agent : {1u, 2u, 3u, 1u}) browsers_.push_back(std::make_unique<Browser>(world_, relay_, agent));  // the first has two devices
    // Each seed has its own kinds of trouble.
    for (auto& browser : browsers_) browser->bend_cursors(seed % 3 == 0);
    flips_ = seed % 2 == 1;
    relay_.tell = [this](AgentId agent, const std::string& frame) {
      for (auto& browser : browsers_)
        if (browser->agent() == agent) browser->hear(frame);
    };
    relay_.publish = [this] { for (auto& browser : browsers_) browser->send_new_lines(); };
  }

  Result play(long steps) {
    customers_.configure();
    relay_.commit(false);
    for (long i = 0; i < steps && world_.failure.empty(); ++i) {
      if (world_.prng.chance(25)) customers_.act();
      if (world_.prng.chance(2)) customers_.are_written_to();
      browsers_[world_.prng.below(browsers_.size())]->act();
      jump_the_clock();
      if (flips_ && world_.fault(3)) let_go_or_take_back(world_.prng.below(browsers_.size()));
      pass(world_.prng.delay(1, 250));
    }
    heal();
    if (world_.failure.empty()) check();
    return {world_.failure, relay_.log().size(), customers_.items(), courier_.accepted(), digest(relay_.state())};
  }

 private:
  // Time goes on in short turns; each ends in a commit, and some commits are the relay's last word.
  void pass(std::int64_t ms) {
    for (const std::int64_t until = world_.time + ms; world_.time < until;) {
      world_.in(std::min<std::int64_t>(25, until - world_.time), [] {});
      world_.step();
      turn();
    }
  }

  void turn() {
    if (const auto due = next_wake(relay_.state()); due && *due <= world_.relay_clock())
      relay_.submit(world_.prng.id<CommandId>(), Wake{}, Actor{ActorKind::timer, {}});
    courier_.tick();
    if (!relay_.busy()) return;
    if (world_.fault(1)) return crash();             // before the commit
    if (!relay_.commit(world_.fault(1))) crash();    // between commit and publish
  }

  void crash() {
    relay_.crash(world_.prng.chance(20));
    for (auto& browser : browsers_) browser->disconnect();
    courier_.restarted();
  }

  // An admin deactivates somebody, or takes them back; sometimes as something else than before.
  void let_go_or_take_back(std::uint64_t which) {
    const AgentId id{1, 1 + which};
    const Agent* agent = relay_.state().agents.find(id);
    if (!agent) return;
    const bool active = !agent->active;
    const auto command = world_.prng.id<CommandId>();  // before the role: in a call their order would be the compiler's
    const Role role = world_.prng.chance(50) ? Role::admin : Role::agent;
    relay_.submit(command, ConfigureAgent{{id, role, active}, "Agent"}, Actor{});
    if (!active) relay_.after_commit([this, id] {
      for (auto& browser : browsers_)
        if (browser->agent() == id) browser->let_go();
    });
  }

  void take_everybody_back() {
    for (std::uint64_t which = 0; which < browsers_.size(); ++which)
      if (const Agent* agent = relay_.state().agents.find(AgentId{1, 1 + which}); agent && !agent->active) let_go_or_take_back(which);
  }

  void jump_the_clock() {
    if (!world_.fault(1)) return;
    switch (world_.prng.below(6)) {
      case 0: world_.skew += 31 * limits::day_ms; break;
      case 1: world_.skew += 25 * limits::hour_ms; break;
      case 2: world_.skew -= 10 * limits::minute_ms; break;
      default: world_.skew += world_.prng.delay(0, 5 * limits::hour_ms); break;
    }
  }

  bool quiet() const {
    for (const auto& browser : browsers_)
      if (!browser->quiet() || !browser->history_loaded()) return false;
    bool sent = true;
    relay_.state().outbox.for_each([&](const auto&, MessageId id) {
      const Delivery status = relay_.state().outgoing.find(id)->status;
      if (status != Delivery::unknown) sent = false;
    });
    return sent && !relay_.busy();
  }

  void heal() {
    pass(20'000);  // what was under way arrives, still badly
    world_.faults = false;
    world_.skew += 2 * limits::hour_ms;  // a clock that was set back waits for nobody any more
    take_everybody_back();
    turn();
    for (auto& browser : browsers_) browser->disconnect();
    int rounds = 0;
    for (; rounds < 200 && world_.failure.empty() && !(rounds > 4 && quiet()); ++rounds) {
      for (auto& browser : browsers_) browser->finish_history();
      pass(2'000);
    }
    pass(30'000);  // the provider's last words
    if (world_.failure.empty() && !quiet()) world_.fail("it never becomes quiet");
  }

  // Every command's lines stand together in the log: had it been decided again, they would not.
  void check_decided_once() {
    std::set<CommandId> seen;
    CommandId last;
    for (const Relay::Record& record : relay_.log()) {
      const CommandId cause = record.line.stamp.cause;
      if (cause != last && !seen.insert(cause).second) world_.fail("a command was decided twice");
      last = cause;
    }
  }

  void check() {
    check_decided_once();
    customers_.check();
    courier_.check();
    relay_.check_files();
    for (const auto& browser : browsers_) browser->check();
    const std::uint64_t before = digest(relay_.state());
    relay_.crash(false);
    if (digest(relay_.state()) != before) world_.fail("replaying the log gives another state");
  }

  World world_;
  Relay relay_;
  Courier courier_;
  Customers customers_;
  std::vector<std::unique_ptr<Browser>> browsers_;
  bool flips_ = false;
};

struct Options { std::uint64_t seed = 1; std::uint64_t runs = 1; long steps = 300; int bug = 0; bool bugs = false; };

Options options_of(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const char* value = i + 1 < count ? words[i + 1] : "0";
    if (word == "--bugs") { options.bugs = true; continue; }
    if (word == "--seed") options.seed = std::strtoull(value, nullptr, 10);
    if (word == "--runs") options.runs = std::strtoull(value, nullptr, 10);
    if (word == "--steps") options.steps = std::strtol(value, nullptr, 10);
    if (word == "--bug") options.bug = static_cast<int>(std::strtol(value, nullptr, 10));
    ++i;
  }
  return options;
}

bool play(std::uint64_t seed, long steps) {
  const Result result = Run(seed).play(steps);
  std::printf("seed %" PRIu64 " %s log %zu digest %016" PRIx64 " items %zu sent %zu%s%s\n", seed,
              result.failure.empty() ? "CONVERGED" : "DIVERGED", result.log, result.digest, result.items, result.sent,
              result.failure.empty() ? "" : " because ", result.failure.c_str());
  return result.failure.empty();
}

#ifdef TRIBUTARY_PLANTED
struct Planted { int number; const char* what; };
constexpr Planted planted_bugs[] = {
    {1, "engine: an expiry that has moved stays in the table"},
    {2, "engine: a late lower status wins"},
    {3, "engine: a reply may overtake an earlier one"},
    {4, "sync: a gap in the lines is accepted"},
    {5, "sync: what is pending is not sent again after a reconnect"},
    {6, "sync: a line that a page already had is shown again"},
    {7, "courier: an attempt without outcome is simply repeated after a crash"},
    {8, "courier: an ambiguous answer counts as not sent"},
    {13, "engine: a tag goes on a conversation that has it"},
    {14, "engine: a snooze that ended still waits to wake"},
    {15, "engine: a merge that was undone is still listed"},
    {16, "engine: a reply goes out although newer messages have arrived"},
    {65, "sync: the line behind a cursor is left out"},
    {66, "sync: a cursor of another history counts as ours"},
    {67, "sync: a snapshot says it is of one line later than it is"},
    {171, "engine: a word that comes after its message was let go of is not heard"},
    {172, "engine: a message that has moved still ages as before"},
    {175, "engine: only the first of several files has a row"},
    {210, "engine: what somebody has goes to the queue when its customer writes again"},
    {218, "engine: a conversation that was put away stays so when what was sent in it fails"},
    {131, "sync: an older edit of a draft lays itself over a newer one"},
};

int try_planted_bugs(long steps) {
  int missed = 0;
  for (const Planted& bug : planted_bugs) {
    planted_bug = bug.number;
    std::string how;
    std::uint64_t seed = 1;
    for (; seed <= 200 && how.empty(); ++seed) how = Run(seed).play(steps).failure;
    if (how.empty()) ++missed;
    std::printf("%s bug %d %s%s%s\n", how.empty() ? "missed" : "caught", bug.number, bug.what,
                how.empty() ? "" : (" | seed " + std::to_string(seed - 1) + ": ").c_str(), how.c_str());
  }
  const int all = static_cast<int>(std::size(planted_bugs));
  std::printf("%d passed, %d failed\n", all - missed, missed);
  return missed == 0 ? 0 : 1;
}
#endif

}  // namespace
}  // namespace tributary::sim

int main(int count, char** words) {
  using namespace tributary::sim;
  const Options options = options_of(count, words);
#ifdef TRIBUTARY_PLANTED
  if (options.bugs) return try_planted_bugs(options.steps);
  tributary::planted_bug = options.bug;
#else
  if (options.bugs || options.bug) {
    std::printf("this program has no planted bugs: use sim_planted\n");
    return 2;
  }
#endif
  std::uint64_t failed = 0;
  for (std::uint64_t i = 0; i < options.runs; ++i) failed += !play(options.seed + i, options.steps);
  std::printf("%" PRIu64 " passed, %" PRIu64 " failed\n", options.runs - failed, failed);
  return failed == 0 ? 0 : 1;
}
