#pragma once
// What an administrator types: create-tenant, create-user, create-token, setup-link, add-account,
// backup, backup-key, restore, check, clock, demo. One handler, whether a relay is serving this data folder or not.
#include <optional>
#include <string>
#include <vector>

#include "relay/host/house.h"

namespace tributary::app {

struct Asked { std::vector<std::string> words; std::string secret; };  // secret: what came on standard input
struct Said { bool ok = true; std::string text; };                     // text: the answer, or one sentence on why not

// Runs one command against the opened house. Loop thread.
Said run_command(host::House&, const Asked&);
// What needs no house, and would hold one up: restore, check --backup, backup-key --make. None: it is another command.
std::optional<Said> run_without_house(const host::Config&, const Asked&);
// Does this command want a secret on standard input? ("--password-stdin", "--token-stdin")
bool wants_secret(const Asked&);

}  // namespace tributary::app
