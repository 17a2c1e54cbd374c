#pragma once
// Many at once talk to one relay until everything is said or it no longer answers.
#include <string>
#include <vector>

#include "tests/faults/ledger.h"
#include "tests/faults/relay_process.h"

namespace tributary::faults {

// Sends `count` things over `lines` connections. Returns when all are answered, or once the relay is gone.
void send_load(RelayProcess&, Ledger&, const Mix&, int count, int lines = 8);
// The provider tries again what it got no 2xx for. True: now everything is acknowledged.
bool send_again(RelayProcess&, Ledger&, const std::vector<std::size_t>& items, int lines = 4);
// A token to reply with, and one conversation for each of several people.
void prepare(RelayProcess&, Ledger&);
// The text values of this name in a JSON answer, in their order.
std::vector<std::string> every(const std::string& answer, const std::string& name);

}  // namespace tributary::faults
