// kill -9 under load, at random and at named points. The data folder lives on from kill to kill; what got no 2xx is
// tried once more, as Twilio does, and what fails again is left to the provider's list, which the relay reads at its start.
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <utility>

#include "tests/faults/load.h"
#include "tests/faults/proofs.h"

namespace tributary::faults {

namespace {

enum class When { load, stop, birth };
struct Point { const char* name; Call call; Deed deed; const char* file; When when; int among; };  // among: at one of the first so many

// Between two system calls nothing changes that survives the process: these are all the ways there are to die.
constexpr Point points[] = {
    {"before the log's frames are written", Call::write, Deed::die_before, "log.db-wal$", When::load, 12},
    {"in the middle of the log's frames", Call::write, Deed::die_halfway, "log.db-wal$", When::load, 12},
    {"before the commit's sync", Call::sync, Deed::die_before, "log.db-wal$", When::load, 12},
    {"durable, and nobody was answered", Call::sync, Deed::die_after, "log.db-wal$", When::load, 12},
    {"before an answer leaves", Call::answer, Deed::die_before, "", When::load, 30},
    {"one of a round is answered", Call::answer, Deed::die_after, "", When::load, 30},
    {"the provider was asked, its answer not read", Call::request, Deed::die_after, "", When::load, 3},
    {"the provider's answer was read, not kept", Call::heard, Deed::die_after, "", When::load, 3},
    {"before a file of a message is made", Call::open, Deed::die_before, "/files/unfinished", When::load, 2},
    {"a file of a message is half written", Call::write, Deed::die_after, "/files/unfinished", When::load, 2},
    {"before a file of a message is synced", Call::sync, Deed::die_before, "/files/unfinished", When::load, 2},
    {"before a file takes its name", Call::rename, Deed::die_before, "/files/", When::load, 2},
    {"a file has its name, the folder is not synced", Call::rename, Deed::die_after, "/files/", When::load, 2},
    {"the search index is half written", Call::write, Deed::die_halfway, "search.db-wal$", When::load, 2},
    {"the state's snapshot is half written", Call::write, Deed::die_halfway, "log.db-wal$", When::stop, 1},
    {"in the middle of the checkpoint", Call::write, Deed::die_after, "log.db$", When::stop, 8},
    {"before the checkpoint is synced", Call::sync, Deed::die_before, "log.db$", When::stop, 1},
    {"the checkpoint is done, the WAL still there", Call::remove, Deed::die_before, "log.db-wal$", When::stop, 1},
    {"the WAL is gone", Call::remove, Deed::die_after, "log.db-wal$", When::stop, 1},
    {"the key is made and not synced", Call::sync, Deed::die_before, "/master.key.new", When::birth, 1},
    {"the key is there, its check is not", Call::open, Deed::die_before, "/master.check", When::birth, 2},
    {"the first tables are half written", Call::write, Deed::die_halfway, "log.db", When::birth, 4},
    {"the tenant's folder is there and empty", Call::open, Deed::die_before, "/tenants/default/log.db", When::birth, 1},
};
constexpr int named = static_cast<int>(std::size(points));
constexpr int sends_of_a_run = 60, random_ms_max = 40;
// Where in the load a point is met is chance. One that was not reached is tried again, at the first of its calls.
constexpr int more_tries = 10, usual_wait_ms = 2'000, long_wait_ms = 10'000;

// Waits until it has ended, for at most so long.
bool ends_within(RelayProcess& relay, int ms) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
  while (!relay.has_ended() && std::chrono::steady_clock::now() < until) ::poll(nullptr, 0, 1);
  return relay.has_ended();
}

// A start after a kill. That the very first one fails says nothing about kills.
struct DoesNotStartAgain : std::runtime_error { using std::runtime_error::runtime_error; };

class Storm {
 public:
  Storm(const Programs& programs, std::uint32_t seed) : programs_(programs), chance_(seed), ledger_(provider_, seed), control_(folder_.at("control")) {}

  // One kill, the start after it, and what is then wrong.
  std::string at_point(const Point& point, bool& reached, bool again = false) {
    const std::int64_t nth = again ? 1 : 1 + static_cast<std::int64_t>(chance_() % static_cast<unsigned>(point.among));
    if (point.when == When::birth) return birth(point, nth, reached);
    std::unique_ptr<RelayProcess> relay = start();
    if (point.when == When::load) control_.arm(point.call, point.deed, point.file, nth);
    send_load(*relay, ledger_, Mix{.media = 10, .uploads = 6}, sends_of_a_run);
    if (point.when == When::stop) {
      control_.arm(point.call, point.deed, point.file, nth);
      relay->signal(SIGTERM);
      relay->wait();
    }
    reached = ends_within(*relay, again ? long_wait_ms : usual_wait_ms);
    control_.disarm();
    relay->signal(SIGKILL);
    relay->wait();
    relay.reset();
    return after();
  }

  std::string at_random() {
    std::unique_ptr<RelayProcess> relay = start();
    std::thread killer([&, ms = static_cast<int>(chance_() % random_ms_max)] {
      ::poll(nullptr, 0, ms);
      relay->signal(SIGKILL);
    });
    send_load(*relay, ledger_, Mix{.media = 5, .uploads = 4}, 100'000);
    killer.join();
    relay->wait();
    relay.reset();
    return after();
  }

  // At the end everything that was ever said is there, told by the provider, by its second try or by its list.
  std::string at_the_end() {
    const auto relay = start();
    send_again(*relay, ledger_, messages_left());
    std::set<std::size_t> all;
    for (std::size_t at = 0; at < ledger_.size(); ++at)
      if (const Item item = ledger_.item(at); item.acknowledged || item.listed) all.insert(at);
    std::string wrong;
    for (int tries = 0; tries < 1'000; ++tries) {  // the list and the files are fetched in the background
      wrong = wrong_in(folder_.at("data"), ledger_, {all, {}, true});
      if (wrong.empty()) break;
      ::poll(nullptr, 0, 50);
    }
    const auto texts = provider_.texts();
    for (const std::string& text : texts)
      if (texts.count(text) > 1) wrong = "\"" + text + "\" was sent to the provider more than once";
    if (const std::string said = relay->command({"check"}); wrong.empty() && !said.starts_with("All is well")) wrong = "check says: " + said;
    return wrong;
  }
  const Ledger& ledger() const { return ledger_; }
  int answers_lost() const { return provider_.answers_lost(); }

 private:
  std::unique_ptr<RelayProcess> start() {
    control_.disarm();
    auto relay = std::make_unique<RelayProcess>(programs_, RelayProcess::Settings{folder_.at("data"), {}, provider_.port(), &control_, false});
    if (!relay->is_serving() && prepared_) throw DoesNotStartAgain("it does not start any more: " + relay->said());
    if (!relay->is_serving()) throw std::runtime_error("The relay does not start: " + relay->said());
    if (!std::exchange(prepared_, true)) prepare(*relay, ledger_);
    return relay;
  }

  // The very first start, cut short, in a folder of its own; the next one must make what is missing.
  std::string birth(const Point& point, std::int64_t nth, bool& reached) {
    const Folder folder;
    control_.arm(point.call, point.deed, point.file, nth);
    {
      RelayProcess first(programs_, {folder.at("data"), {}, provider_.port(), &control_, false});
      reached = first.has_ended() || !first.is_serving();
      control_.disarm();
    }
    Ledger ledger(provider_, 1);
    RelayProcess second(programs_, {folder.at("data"), {}, provider_.port(), nullptr, false});
    if (!second.is_serving()) return "it does not start any more: " + second.said();
    if (!send_again(second, ledger, {ledger.new_message()})) return "it takes nothing";
    return wrong_in(folder.at("data"), ledger, {ledger.finished(), {}});
  }

  std::vector<std::size_t> messages_left() const { return ledger_.unfinished(); }

  std::string after() {
    const auto relay = start();
    // A second try once; what fails again, Twilio forgets, and only its list remembers. An agent's page tries on.
    for (const std::size_t at : ledger_.unfinished())
      if (const Item item = ledger_.item(at); item.kind == Item::Kind::message && !item.media && item.tries > 1) ledger_.give_up(at);
    std::vector<std::size_t> again;
    for (const std::size_t at : ledger_.unfinished())
      if (!ledger_.item(at).listed) again.push_back(at);
    send_again(*relay, ledger_, again);
    return wrong_in(folder_.at("data"), ledger_, {ledger_.finished(), {}});
  }

  Programs programs_;
  Folder folder_;
  Provider provider_;
  std::mt19937 chance_;
  Ledger ledger_;
  Shared control_;
  bool prepared_ = false;
};

constexpr int kills_of_a_storm = 250;  // a store that grows for ever makes looking at it slow

template <class Look>
std::string what_is_wrong(Look look) {
  try {
    return look();
  } catch (const DoesNotStartAgain& wrong) {
    return wrong.what();
  }
}

struct Reached { std::vector<int> points = std::vector<int>(named); int answers_lost = 0; };

void storm(const Programs& programs, std::uint32_t seed, int count, const std::string& only, Report& report, Reached& reached, bool all_points) {
  std::vector<std::size_t> wanted;
  for (std::size_t at = 0; at < std::size(points); ++at)
    if (std::string(points[at].name).find(only) != std::string::npos) wanted.push_back(at);
  Storm one(programs, seed);
  for (int at = 0; at < count && !wanted.empty() && !report.has_enough(); ++at) {
    if (only.empty() && at % 2 == 1) {
      report.take("kill " + std::to_string(at) + " of seed " + std::to_string(seed) + ", at random", what_is_wrong([&] { return one.at_random(); }));
      continue;
    }
    const std::size_t which = wanted[static_cast<std::size_t>(only.empty() ? at / 2 : at) % wanted.size()];
    bool there = false;
    const std::string wrong = what_is_wrong([&] { return one.at_point(points[which], there); });
    reached.points[which] += there;
    report.take("kill " + std::to_string(at) + " of seed " + std::to_string(seed) + ", " + points[which].name, wrong);
  }
  for (const std::size_t which : wanted)
    for (int tries = 0; all_points && tries < more_tries && reached.points[which] == 0 && !report.has_enough(); ++tries) {
      bool there = false;
      const std::string wrong = what_is_wrong([&] { return one.at_point(points[which], there, true); });
      reached.points[which] += there;
      report.take("another kill of seed " + std::to_string(seed) + ", " + points[which].name, wrong);
    }
  if (report.has_enough()) return;
  report.take("after all kills of seed " + std::to_string(seed), what_is_wrong([&] { return one.at_the_end(); }));
  reached.answers_lost += one.answers_lost();
  std::printf("seed %u: %zu things sent, %llu of them beside their twin, %zu acknowledged; %d of the provider's answers were lost\n", seed, one.ledger().size(),
              static_cast<unsigned long long>(one.ledger().twins()), one.ledger().finished().size(), one.answers_lost());
}

}  // namespace

Counted kills(const Programs& programs, Scale scale) {
  Report report("faults kill --count " + std::to_string(scale.count) + " --seed " + std::to_string(scale.seed), scale);
  const bool all_points = scale.only.empty() && scale.count >= 2 * named;
  Reached reached;
  for (int done = 0, at = 0; done < scale.count; done += kills_of_a_storm, ++at)
    storm(programs, scale.seed + static_cast<std::uint32_t>(at), std::min(kills_of_a_storm, scale.count - done), scale.only, report, reached, all_points);
  std::string missed;
  for (std::size_t at = 0; at < std::size(points); ++at) {
    std::printf("%4d times %s\n", reached.points[at], points[at].name);
    if (reached.points[at] == 0) missed.append(missed.empty() ? "" : "; ").append(points[at].name);
  }
  // A point that is never reached proves nothing, and neither does a provider whose answers all arrive.
  if (all_points) report.take("named points", missed.empty() ? "" : "never reached: " + missed);
  if (all_points) report.take("answers of the provider", reached.answers_lost > 0 ? "" : "none was lost");
  return report.counted();
}

}  // namespace tributary::faults
