// A power cut at any moment: recorded on the real relay under load, rebuilt, looked at, and started again.
#include <algorithm>
#include <csignal>
#include <cstdio>

#include "tests/faults/crash.h"
#include "tests/faults/load.h"
#include "tests/faults/proofs.h"

namespace tributary::faults {

namespace {

constexpr int states_of_one_recording = 500, sends = 260;
constexpr int started_every = 25;   // one state in so many is served by a real relay, to which everything is told again

struct Recording {
  Recording(const Programs& programs, std::uint32_t seed) : ledger(provider, seed), control(folder.at("control")) {
    control.count_only();
    RelayProcess relay(programs, {folder.at("data"), folder.at("trace"), provider.port(), &control, false});
    if (!relay.is_serving()) throw std::runtime_error("The relay does not start: " + relay.said());
    prepare(relay, ledger);
    send_load(relay, ledger, Mix{.media = 6}, sends);
    relay.signal(seed % 2 == 0 ? SIGTERM : SIGKILL);  // a clean stop writes a snapshot and empties the WAL
    relay.wait();
    steps = read_trace(folder.at("trace"));
  }
  Folder folder;
  Provider provider;
  Ledger ledger;
  Shared control;
  std::vector<Step> steps;
};

// What the trace says up to here: acknowledged things, and words that may be on their way to the provider.
class Witness {
 public:
  explicit Witness(const Ledger& ledger) : ledger_(ledger) {}
  void take(const Step& step) {
    if (step.op == Op::request) {
      if (std::string text = form_value(step.bytes.substr(step.bytes.rfind('\n') + 1), "Body"); !text.empty()) expected.started.insert(std::move(text));
    }
    if (step.op != Op::answer) return;
    const auto line = ledger_.asked().find(static_cast<std::uint16_t>(std::stoi(step.name)));
    if (line == ledger_.asked().end()) return;
    const std::size_t nth = answers_[line->first]++;
    if (nth < line->second.size() && step.bytes.substr(9, 1) == "2") expected.kept.insert(line->second[nth]);
  }
  Expected expected;

 private:
  const Ledger& ledger_;
  std::map<std::uint16_t, std::size_t> answers_;
};

// The relay starts on what was left; everything is told again; then everything is there once, and nothing that may
// have left goes out a second time.
std::string wrong_after_start(const Programs& programs, const std::string& data, Provider& provider, Ledger& ledger, const Expected& expected) {
  provider.take_accepted();
  RelayProcess relay(programs, {data, {}, provider.port(), nullptr, false});
  if (!relay.is_serving()) return "the relay does not start: " + relay.said();
  std::vector<std::size_t> all;
  std::set<std::size_t> told = expected.kept;
  for (std::size_t at = 0; at < ledger.size(); ++at)
    if (ledger.item(at).kind != Item::Kind::reply) all.push_back(at), told.insert(at);
  if (!send_again(relay, ledger, all)) return "what is told again is not acknowledged";
  if (const std::string said = relay.command({"check"}); !said.starts_with("All is well")) return "check says: " + said;
  std::string wrong = wrong_in(data, ledger, {told, expected.started});
  for (const Provider::Accepted& message : provider.take_accepted())
    if (expected.started.contains(message.text)) wrong = "\"" + message.text + "\" went out a second time";
  return wrong;
}

struct Tally { int states[static_cast<int>(Cut::count)] = {}; int started = 0; };

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
  for (int at = 0; at < states; ++at) {
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
    report.take("seed " + std::to_string(seed) + ", cut after step " + std::to_string(taken) + " of " + std::to_string(recording.steps.size()) + ", " + word(cut), wrong);
  }
  std::printf("seed %u: %zu steps, %zu things sent, %llu of them beside their twin, %zu acknowledged\n", seed, recording.steps.size(), recording.ledger.size(),
              static_cast<unsigned long long>(recording.ledger.twins()), recording.ledger.finished().size());
  std::fflush(stdout);
}

}  // namespace

Counted power_cuts(const Programs& programs, Scale scale) {
  Report report("faults power-cut --count " + std::to_string(scale.count) + " --seed " + std::to_string(scale.seed));
  Tally tally;
  for (int done = 0; done < scale.count; done += states_of_one_recording / 2)
    replay(programs, scale.seed + static_cast<std::uint32_t>(done / (states_of_one_recording / 2)), std::min(states_of_one_recording / 2, scale.count - done), report, tally);
  std::printf("power cuts:");
  for (int at = 0; at < static_cast<int>(Cut::count); ++at) std::printf(" %d %s,", tally.states[at], word(static_cast<Cut>(at)));
  std::printf(" %d started anew and told everything again\n", tally.started);
  return report.counted();
}

}  // namespace tributary::faults
