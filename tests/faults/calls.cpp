// The n-th read, write, sync, truncation, open, rename, folder, or allocation fails, or is cut short. Then the relay stops
// writing, says nothing good any more and exits with its code; or, where the disk is only full, refuses and goes on.
// A start without faults heals it, and nothing acknowledged is lost; nor is it when the power goes after that, though what
// a failed flush left in memory never reached the disk. Whoever cannot read shows nothing wrong instead, and says so.
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iterator>
#include <numeric>
#include <stdexcept>

#include "tests/faults/crash.h"
#include "tests/faults/load.h"
#include "tests/faults/proofs.h"
#include "tests/faults/shown.h"

namespace tributary::faults {

namespace {

constexpr std::string_view files_of_messages = "/files";
struct Fault { const char* name; Call call; Deed deed; int error; const char* file = ""; };
constexpr Fault faults[] = {
    {"read EIO", Call::read, Deed::fail, EIO},
    {"write EIO", Call::write, Deed::fail, EIO},          {"write ENOSPC", Call::write, Deed::fail, ENOSPC},
    {"write cut short", Call::write, Deed::cut_short, 0}, {"sync EIO", Call::sync, Deed::fail, EIO},
    {"sync ENOSPC", Call::sync, Deed::fail, ENOSPC},      {"open EIO", Call::open, Deed::fail, EIO},
    {"open ENOSPC", Call::open, Deed::fail, ENOSPC},      {"truncate EIO", Call::truncate, Deed::fail, EIO},
    {"rename EIO", Call::rename, Deed::fail, EIO},        {"rename ENOSPC", Call::rename, Deed::fail, ENOSPC},
    {"sync EIO of a file of a message", Call::sync, Deed::fail, EIO, files_of_messages.data()},
    {"folder EIO", Call::make_folder, Deed::fail, EIO},   {"allocation", Call::memory, Deed::fail, ENOMEM},
};
// Where the faults begin: in the start after a kill, where most is read; in the very first start; or under load. A clean stop
// is behind each.
enum class Phase { again, birth, work };

constexpr int sends = 80;
constexpr int flush_ms = 5;  // of files of messages, which two threads store

// One relay, one fault, one healing start. Each in folders of its own.
class Trial {
 public:
  Trial(const Programs& programs, std::uint32_t seed) : programs_(programs), ledger_(provider_, seed), control_(folder_.at("control")) {}

  // How many calls of each kind there are to go wrong.
  std::vector<std::int64_t> count(Phase phase, const std::string& file) {
    of_files_ = file == files_of_messages;
    live(phase, [&] { arm({"", Call::none, Deed::none, 0, file.c_str()}, 0); });
    return {std::begin(control_->seen), std::end(control_->seen)};
  }

  std::string with(Phase phase, const Fault& fault, std::int64_t nth) {
    memory_ = fault.call == Call::memory;
    of_files_ = fault.file == files_of_messages;
    live(phase, [&] { arm(fault, nth); });
    control_.disarm();
    if (control_->done == 0) return {};  // the calls came in another order this time: nothing went wrong, and nothing may be wrong
    std::string wrong = wrong_end(fault);
    if (wrong.empty()) wrong = wrong_shown_;
    if (wrong.empty()) wrong = wrong_in_trace(fault, phase);
    if (wrong.empty()) wrong = heal();
    // In the very first start nothing was acknowledged yet, and a folder it could not make is begun anew by hand.
    return wrong.empty() && phase == Phase::work ? wrong_after_cut() : wrong;
  }

 private:
  void arm(const Fault& fault, std::int64_t nth) {
    control_.arm(fault.call, fault.deed, fault.file, nth, fault.error);
    if (of_files_) control_->flush_ms = flush_ms;
  }

  void live_and_be_killed() {
    RelayProcess relay(programs_, {folder_.at("data"), "", provider_.port(), nullptr, false});
    if (!relay.is_serving()) throw std::runtime_error("The relay does not start: " + relay.said());
    prepare(relay, ledger_);
    send_load(relay, ledger_, Mix{.media = 12, .uploads = 8}, sends, 4);
    before_ = all_shown(relay, ledger_);
    relay.signal(SIGKILL);
    relay.wait();
  }

  template <class Arm>
  void live(Phase phase, Arm arm) {
    if (phase == Phase::again) live_and_be_killed();
    if (phase != Phase::work) arm();
    RelayProcess relay(programs_, {folder_.at("data"), folder_.at("trace"), provider_.port(), &control_, memory_});
    if (phase == Phase::work && !relay.is_serving()) throw std::runtime_error("The relay does not start: " + relay.said());
    if (relay.is_serving()) {
      serving_ = true;
      if (phase == Phase::work) {
        prepare(relay, ledger_);
        arm();
      }
      if (phase == Phase::again) wrong_shown_ = wrong_shown(relay, ledger_, before_);
      send_load(relay, ledger_, Mix{.media = 12, .uploads = 8}, sends, 4);
      done_behind(relay);
      relay.signal(SIGTERM);
    }
    status_ = relay.wait();
    said_ = relay.said();
  }

  // What is done behind the answers. Where a file is to fail, fetched ones are to meet that too, which come when there is time:
  // until its calls have rested for three seconds, longer than a busy machine lets a thread wait. (To look into the folder would
  // be a hand on the log beside the relay's.)
  void done_behind(RelayProcess& relay) {
    if (!of_files_) return void(::poll(nullptr, 0, 30));
    std::int64_t before = -1;
    for (int rested = 0, tries = 0; rested < 60 && tries < 1'200 && !relay.has_ended(); ++tries) {
      ::poll(nullptr, 0, 50);
      const std::int64_t now = std::accumulate(std::begin(control_->seen), std::end(control_->seen), std::int64_t{0});
      rested = now == before ? rested + 1 : 0;
      before = now;
    }
  }

  // Ended by itself with a code that says why; gone on, as with a full disk; or ended as asked. Never by a signal.
  std::string wrong_end(const Fault& fault) const {
    const bool told = status_ == exit_storage_failed || (fault.call == Call::memory && status_ == exit_out_of_memory);
    if (status_ < 0) return "it died of signal " + std::to_string(-status_) + ": " + said_;
    if (status_ > 0 && said_.empty()) return "it ended with " + std::to_string(status_) + " and said nothing";
    if (fault.call == Call::read && said_.find("Restore a backup") != std::string::npos) return "it called damaged what could not be read: " + said_;
    if (status_ == exit_storage_failed && said_.find("Storage failed") == std::string::npos) return "it stopped for its storage and did not say so: " + said_;
    if (!serving_) return status_ == 1 || told ? "" : "it did not start, and ended with " + std::to_string(status_);
    if (status_ == 0 || told) return {};
    return "it ended with " + std::to_string(status_) + ": " + said_;
  }

  // One that ends by itself leaves its other threads wherever they are, and the healed one is killed.
  std::vector<Step> steps_of(const char* trace) const { return read_trace(folder_.at(trace), true); }

  std::string wrong_in_trace(const Fault& fault, Phase phase) const {
    bool failed = false, taken_back = false, full = fault.error == ENOSPC || fault.deed == Deed::cut_short;
    std::string file;
    for (const Step& step : steps_of("trace")) {
      if (step.op == Op::failed && !failed) {
        failed = true;
        file = step.name;
        continue;
      }
      if (!failed) continue;
      // The very first page of a file has no WAL yet: it is taken back by writing what was there before, and that is synced.
      taken_back |= phase == Phase::birth && step.op == Op::write && step.name == file;
      const bool hurts = file.find("search.db") == std::string::npos && file.find("/files") == std::string::npos && (!full || fault.call == Call::sync);
      // A folder's sync after it was SQLite's own, which goes on without; what must not be synced again is data.
      const bool data = file.substr(file.find_last_of('/') + 1).find('.') != std::string::npos;
      if (step.op == Op::trying && fault.call == Call::sync && step.name == file && hurts && data && !taken_back) return file + " was synced again after a failed sync";
      const bool ours = step.op == Op::answer && ledger_.asked().contains(static_cast<std::uint16_t>(std::stoi(step.name)));
      const bool of_writer = fault.call == Call::write || fault.call == Call::sync;
      if (ours && hurts && of_writer && file.find("log.db") != std::string::npos && step.bytes.substr(9, 1) == "2") return "a 2xx left after " + file + " could not be written";
    }
    return {};
  }

  std::string heal() {
    control_.count_only();
    RelayProcess relay(programs_, {folder_.at("data"), folder_.at("trace-healed"), provider_.port(), &control_, false});
    if (!relay.is_serving()) return "it does not start any more: " + relay.said();
    std::string wrong = wrong_in(folder_.at("data"), ledger_, {ledger_.finished(), {}});
    if (!wrong.empty()) return wrong;
    if (ledger_.size() == 0) ledger_.new_message();
    std::vector<std::size_t> again;
    for (std::size_t at = 0; at < ledger_.size(); ++at)
      if (ledger_.item(at).kind != Item::Kind::reply) again.push_back(at);
    if (!send_again(relay, ledger_, again)) return "what is told again is not acknowledged";
    const auto texts = provider_.texts();
    for (const std::string& text : texts)
      if (texts.count(text) > 1) return "\"" + text + "\" was sent to the provider more than once";
    for (int tries = 0; tries < 1'000; ++tries) {  // what is done behind the answers takes its time
      wrong = wrong_in(folder_.at("data"), ledger_, {ledger_.finished(), {}});
      if (wrong.empty()) break;
      ::poll(nullptr, 0, 60);
    }
    return wrong;
  }

  std::string wrong_after_cut() const {
    Disk disk;
    for (const char* trace : {"trace", "trace-healed"})
      for (const Step& step : steps_of(trace)) disk.take(step);
    std::mt19937 chance(1);
    for (const Cut cut : {Cut::dropped, Cut::entries_lost}) {
      const std::string left = folder_.at("left");
      write_folder(left, disk.after(cut, chance));
      const std::string wrong = wrong_in(left, ledger_, {ledger_.finished(), {}});
      if (!wrong.empty()) return "healed, and then a power cut, " + std::string(word(cut)) + ": " + wrong;
    }
    return {};
  }

  Programs programs_;
  Folder folder_;
  Provider provider_;
  Ledger ledger_;
  Shared control_;
  bool memory_ = false, serving_ = false, of_files_ = false;
  int status_ = 0;
  std::string said_, wrong_shown_;
  Shown before_;
};

struct Chosen { Phase phase; const Fault* fault; std::int64_t nth; };

std::string name_of(Phase phase, const Fault& fault) {
  return std::string(fault.name) + (phase == Phase::again ? " after a kill" : phase == Phase::birth ? " in the first start" : " under load");
}

// What is read matters where there is something to read; the first start has nothing but what it just wrote.
bool belongs(Phase phase, const Fault& fault) {
  if (phase == Phase::again) return fault.call == Call::read;
  return phase == Phase::work || (fault.call != Call::read && fault.call != Call::memory);
}

// Every n of every fault; of allocations there are tens of thousands, and every 50th is enough.
std::vector<Chosen> all_of(const Programs& programs, std::uint32_t seed, const std::string& only) {
  std::vector<Chosen> all;
  for (const Phase phase : {Phase::again, Phase::birth, Phase::work}) {
    std::map<std::string, std::vector<std::int64_t>> counted;  // by the files that are meant
    for (const Fault& fault : faults) {
      const bool memory = fault.call == Call::memory;
      if (!belongs(phase, fault) || name_of(phase, fault).find(only) == std::string::npos) continue;
      if (!counted.contains(fault.file)) counted[fault.file] = Trial(programs, seed).count(phase, fault.file);
      const std::int64_t many = memory ? 20'000 : counted[fault.file].at(static_cast<std::size_t>(fault.call));
      for (std::int64_t nth = 1; nth <= many; nth += memory ? 50 : 1) all.push_back({phase, &fault, nth});
    }
  }
  return all;
}

// A few of each kind, so that a rare one is not drowned by writes; where there are very few, some of each phase.
std::vector<Chosen> some_of(std::vector<Chosen> all, int count, std::uint32_t seed) {
  std::mt19937 chance(seed);
  std::map<std::pair<const Fault*, int>, std::vector<Chosen>> by_kind;
  for (const Chosen& one : all) by_kind[{one.fault, static_cast<int>(one.phase)}].push_back(one);
  std::vector<Chosen> some;
  while (static_cast<int>(some.size()) < count)
    for (const auto& [kind, of_kind] : by_kind) some.push_back(of_kind[chance() % of_kind.size()]);
  some.resize(static_cast<std::size_t>(count));
  return some;
}

}  // namespace

Counted failing_calls(const Programs& programs, Scale scale) {
  Report report("faults calls --count " + std::to_string(scale.count) + " --seed " + std::to_string(scale.seed) + (scale.every ? " --long" : ""), scale);
  std::vector<Chosen> chosen = all_of(programs, scale.seed, scale.only);
  std::printf("calls that may go wrong: %zu\n", chosen.size());
  if (!scale.every && !chosen.empty()) chosen = some_of(std::move(chosen), scale.count, scale.seed);
  for (const Chosen& one : chosen) {
    if (report.has_enough()) break;
    report.take(name_of(one.phase, *one.fault) + ", number " + std::to_string(one.nth), Trial(programs, scale.seed).with(one.phase, *one.fault, one.nth));
  }
  return report.counted();
}

}  // namespace tributary::faults
