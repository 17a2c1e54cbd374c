// A power cut at any moment: recorded on the real relay under load, rebuilt, looked at, and started again; and cut again
// while it recovers.
#include <algorithm>
#include <csignal>
#include <cstdio>

#include "tests/faults/aftermath.h"
#include "tests/faults/load.h"
#include "tests/faults/proofs.h"

namespace tributary::faults {

namespace {

constexpr int states_of_one_recording = 500, sends = 260;
constexpr int started_every = 25;   // one state in so many is served by a real relay, to which everything is told again
constexpr int upgrades_among = 40;  // as many states of a relay that brings an older folder forward
constexpr int cut_again_at = 12;    // of each so many: the relay that starts on it meets a second cut

struct Recording {
  Recording(const Programs& programs, std::uint32_t seed) : ledger(provider, seed), control(folder.at("control")) {
    control.count_only();
    RelayProcess relay(programs, {folder.at("data"), folder.at("trace"), provider.port(), &control, false});
    if (!relay.is_serving()) throw std::runtime_error("The relay does not start: " + relay.said());
    prepare(relay, ledger);
    send_load(relay, ledger, Mix{.media = 6, .uploads = 5}, sends);
    const bool killed = seed % 2 != 0;
    relay.signal(killed ? SIGKILL : SIGTERM);  // a clean stop writes a snapshot and empties the WAL
    relay.wait();
    steps = read_trace(folder.at("trace"), killed);
  }
  Folder folder;
  Provider provider;
  Ledger ledger;
  Shared control;
  std::vector<Step> steps;
};

struct Tally { int states[static_cast<int>(Cut::count)] = {}; int started = 0; SecondCuts second; };

void replay(const Programs& programs, std::uint32_t seed, int states, Report& report, Tally& tally) {
  Recording recording(programs, seed);
  std::mt19937 chance(seed);
  std::vector<std::size_t> cuts;
  for (int at = 0; at < states; ++at) cuts.push_back(1 + chance() % recording.steps.size());
  std::sort(cuts.begin(), cuts.end());
  Disk disk;
  Witness witness(recording.ledger);
  const std::string data = recording.folder.at("state");
  std::size_t taken = 0;
  for (int at = 0; at < states && !report.has_enough(); ++at) {
    for (; taken < cuts[static_cast<std::size_t>(at)]; ++taken) {
      disk.take(recording.steps[taken]);
      witness.take(recording.steps[taken]);
    }
    const auto cut = static_cast<Cut>(chance() % static_cast<unsigned>(Cut::count));
    ++tally.states[static_cast<int>(cut)];
    const auto found = disk.after(cut, chance);
    write_folder(data, found);
    std::string wrong = wrong_in(data, recording.ledger, witness.expected);
    if (wrong.empty() && at % started_every == 0) {
      write_folder(data, found);  // looking has already mended it
      wrong = wrong_after_start(programs, data, recording.provider, recording.ledger, witness.expected);
      ++tally.started;
    }
    const std::string which = "seed " + std::to_string(seed) + ", cut after step " + std::to_string(taken) + " of " + std::to_string(recording.steps.size()) + ", " + word(cut);
    report.take(which, wrong);
    if (!wrong.empty() || at % started_every != cut_again_at) continue;
    const SecondCuts again = cut_again(programs, recording.folder, recording.provider, recording.ledger, found, witness.expected, chance,
                                       [&](const std::string& where, const std::string& second) { report.take(which + ", and " + where, second); });
    tally.second.states += again.states, tally.second.in_recovery += again.in_recovery, tally.second.started += again.started;
  }
  std::printf("seed %u: %zu steps, %zu things sent, %llu of them beside their twin, %zu acknowledged\n", seed, recording.steps.size(), recording.ledger.size(),
              static_cast<unsigned long long>(recording.ledger.twins()), recording.ledger.finished().size());
  std::fflush(stdout);
}

}  // namespace

Counted power_cuts(const Programs& programs, Scale scale) {
  Report report("faults power-cut --count " + std::to_string(scale.count) + " --seed " + std::to_string(scale.seed), scale);
  Tally tally;
  for (int done = 0; done < scale.count && !report.has_enough(); done += states_of_one_recording / 2)
    replay(programs, scale.seed + static_cast<std::uint32_t>(done / (states_of_one_recording / 2)), std::min(states_of_one_recording / 2, scale.count - done), report, tally);
  std::printf("power cuts:");
  for (int at = 0; at < static_cast<int>(Cut::count); ++at) std::printf(" %d %s,", tally.states[at], word(static_cast<Cut>(at)));
  std::printf(" %d started anew and told everything again\n", tally.started);
  std::printf("second cuts: %d, of them %d before the first answer, %d started anew and told everything again\n", tally.second.states, tally.second.in_recovery, tally.second.started);
  if (report.has_enough()) return report.counted();
  upgrade_cuts(programs, scale.seed, 2 + scale.count / upgrades_among, report);
  if (scale.count > cut_again_at) report.take("second cuts", tally.second.in_recovery > 0 ? "" : "none came while a relay recovered");
  return report.counted();
}

}  // namespace tributary::faults
