#include "tests/faults/shown.h"

#include <algorithm>
#include <stdexcept>

#include "tests/faults/load.h"

namespace tributary::faults {

namespace {

constexpr const char* list = "/api/v1/conversations?limit=100";

// A line of its own for each: one that breaks must not cost the next its answer.
int ask(RelayProcess& relay, const Ledger& ledger, const std::string& target, std::set<std::string>& found) {
  Line line(relay.port());
  std::string answer;
  const int status = line.ask("GET", target, {"Authorization: Bearer " + ledger.token()}, "", &answer);
  const auto values = every(answer, target == list ? "id" : "text");
  found = {values.begin(), values.end()};
  return status;
}

}  // namespace

Shown all_shown(RelayProcess& relay, const Ledger& ledger) {
  Shown shown;
  if (ask(relay, ledger, list, shown[list]) != 200) throw std::runtime_error("The list of conversations cannot be read.");
  const std::set<std::string> conversations = shown[list];
  for (const std::string& id : conversations) {
    const std::string target = "/api/v1/conversations/" + id + "/messages?limit=200";
    if (ask(relay, ledger, target, shown[target]) != 200) throw std::runtime_error("A conversation cannot be read.");
  }
  return shown;
}

std::string wrong_shown(RelayProcess& relay, const Ledger& ledger, const Shown& before) {
  for (const auto& [target, expected] : before) {
    std::set<std::string> found;
    const int status = ask(relay, ledger, target, found);
    if (status != 200 && status != 0 && status < 500) return target + " was answered with " + std::to_string(status) + ", as if it were not there";
    if (status == 200 && !std::includes(found.begin(), found.end(), expected.begin(), expected.end())) return target + " was answered with less than there is";
  }
  return {};
}

}  // namespace tributary::faults
