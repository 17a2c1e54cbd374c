#include "tests/faults/aftermath.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <utility>
#include <vector>

#include "tests/faults/load.h"

namespace tributary::faults {

namespace {

constexpr int cuts_of_a_recovery = 6, told_again = 40, told_anew = 10;

// Things of before, which the relay may or may not know, and new ones.
std::vector<std::size_t> something_to_say(Ledger& ledger, std::mt19937& chance) {
  std::vector<std::size_t> items;
  const std::size_t first = chance() % ledger.size();
  for (std::size_t at = first; at < ledger.size() && items.size() < told_again; ++at)
    if (ledger.item(at).by_the_provider()) items.push_back(at);
  for (int at = 0; at < told_anew; ++at) items.push_back(ledger.new_message(at == 0));
  return items;
}

// The first half of the cuts come before anything is answered: while the relay is not there for anybody yet.
std::vector<std::size_t> moments(const std::vector<Step>& steps, std::size_t recovered, std::mt19937& chance) {
  std::vector<std::size_t> cuts;
  for (int at = 0; at < cuts_of_a_recovery; ++at) cuts.push_back(1 + chance() % (at < cuts_of_a_recovery / 2 ? recovered : steps.size()));
  std::sort(cuts.begin(), cuts.end());
  return cuts;
}

}  // namespace

Witness::Witness(const Ledger& ledger, Expected before) : expected(std::move(before)), ledger_(ledger) {
  for (const auto& [port, items] : ledger.asked()) answers_[port] = items.size();
}

void Witness::take(const Step& step) {
  if (step.op == Op::request) {
    if (std::string text = form_value(step.bytes.substr(step.bytes.rfind('\n') + 1), "Body"); !text.empty()) expected.started.insert(std::move(text));
  }
  if (step.op != Op::answer) return;
  const auto line = ledger_.asked().find(static_cast<std::uint16_t>(std::stoi(step.name)));
  if (line == ledger_.asked().end()) return;
  const std::size_t nth = answers_[line->first]++;
  if (nth < line->second.size() && step.bytes.substr(9, 1) == "2") expected.kept.insert(line->second[nth]);
}

std::string wrong_after_start(const Programs& programs, const std::string& data, Provider& provider, Ledger& ledger, const Expected& expected) {
  provider.take_accepted();
  RelayProcess relay(programs, {data, {}, provider.port(), nullptr, false});
  if (!relay.is_serving()) return "the relay does not start: " + relay.said();
  std::vector<std::size_t> all;
  std::set<std::size_t> told = expected.kept;
  for (std::size_t at = 0; at < ledger.size(); ++at)
    if (ledger.item(at).by_the_provider()) all.push_back(at), told.insert(at);
  if (!send_again(relay, ledger, all)) return "what is told again is not acknowledged";
  if (const std::string said = relay.command({"check"}); !said.starts_with("All is well")) return "check says: " + said;
  std::string wrong = wrong_in(data, ledger, {told, expected.started});
  for (const Provider::Accepted& message : provider.take_accepted())
    if (expected.started.contains(message.text)) wrong = "\"" + message.text + "\" went out a second time";
  return wrong;
}

SecondCuts cut_again(const Programs& programs, const Folder& folder, Provider& provider, Ledger& ledger, const std::map<std::string, std::string>& found, const Expected& before, std::mt19937& chance,
                     const Take& take) {
  const std::string data = folder.at("again"), trace = folder.at("trace-again");
  write_folder(data, found);
  std::remove(trace.c_str());
  const std::vector<std::size_t> items = something_to_say(ledger, chance);
  Witness witness(ledger, before);
  {
    Shared control(folder.at("control-again"));
    control.count_only();
    RelayProcess relay(programs, {data, trace, provider.port(), &control, false});
    if (!relay.is_serving()) {
      take("its start", "the relay does not start: " + relay.said());
      return {};
    }
    send_again(relay, ledger, items);
    relay.signal(SIGKILL);
    relay.wait();
  }
  const std::vector<Step> steps = read_trace(trace, true);
  const auto answered = std::find_if(steps.begin(), steps.end(), [](const Step& step) { return step.op == Op::answer; });
  const std::size_t recovered = std::max<std::size_t>(1, static_cast<std::size_t>(answered - steps.begin()));
  SecondCuts done;
  Disk disk(found);
  std::size_t taken = 0;
  const auto started = static_cast<int>(chance() % cuts_of_a_recovery);
  for (const std::size_t until : moments(steps, recovered, chance)) {
    for (; taken < until && taken < steps.size(); ++taken) {
      disk.take(steps[taken]);
      witness.take(steps[taken]);
    }
    const auto cut = static_cast<Cut>(chance() % static_cast<unsigned>(Cut::count));
    const auto left = disk.after(cut, chance);
    write_folder(data, left);
    std::string wrong = wrong_in(data, ledger, witness.expected);
    if (wrong.empty() && done.states == started) {
      write_folder(data, left);  // looking has already mended it
      wrong = wrong_after_start(programs, data, provider, ledger, witness.expected);
      ++done.started;
    }
    ++done.states;
    done.in_recovery += until <= recovered;
    take("a second time after step " + std::to_string(taken) + " of " + std::to_string(steps.size()) + ", " + word(cut), wrong);
  }
  return done;
}

}  // namespace tributary::faults
