#pragma once
// What agents are shown over REST. Whoever cannot read must not be told that there is nothing, or less than there was.
#include <map>
#include <set>
#include <string>

#include "tests/faults/ledger.h"
#include "tests/faults/relay_process.h"

namespace tributary::faults {

using Shown = std::map<std::string, std::set<std::string>>;  // target -> ids of conversations, or words of messages
// While all is well; throws when it is not.
Shown all_shown(RelayProcess&, const Ledger&);
// Asks for all of it again. Empty: whatever was answered showed as much as before, and the rest was said to have failed.
std::string wrong_shown(RelayProcess&, const Ledger&, const Shown& before);

}  // namespace tributary::faults
