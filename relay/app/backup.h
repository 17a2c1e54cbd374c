#pragma once
// Online backup and a restore that sends nothing (promises.md P12).
#include <string>

#include "relay/host/house.h"

namespace tributary::app {

// Copies system.db, every tenant's log and its files into a new folder. Returns what to tell; throws with a sentence.
std::string back_up(host::House&, const std::string& to);

// Fills an empty data folder from a backup; the master key must lie there already (or be named by --key-file),
// since no backup holds it. Every message that was not finished becomes `unknown`; the epoch changes, so that
// every browser takes a snapshot.
std::string restore(const host::Config&, const std::string& from);

}  // namespace tributary::app
