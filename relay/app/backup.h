#pragma once
// Backups while serving, their verification, and a restore that sends nothing (promises.md P12; docs/operations.md).
// A backup is a folder: system.db, each tenant's log.db and files, and manifest.json, which is written last and names
// every file with its size and SHA-256. Without it the folder is no backup. The master key is never in it.
#include <atomic>
#include <string>
#include <vector>

#include "relay/host/house.h"

namespace tributary::app {

struct BackupPlan { std::string data, to; std::vector<std::string> tenants; Instant at; };
// What is to be copied. Loop thread; throws with a sentence.
BackupPlan plan_backup(host::House&, const std::string& to);
// Copies and verifies. Any thread, while everybody is served; throws with a sentence, and leaves no folder then.
std::string carry_out(const BackupPlan&, const std::atomic<bool>& stop);
// Both at once, and remembers when; for the command line when nobody is served.
std::string back_up(host::House&, const std::string& to);

// Empty: the folder is a whole backup, byte for byte as it was made. Otherwise the first thing that is wrong, as a sentence.
std::string damage_of_backup(const std::string& folder);

// Fills an empty data folder from a backup; the master key must lie there already (or be named by --key-file).
// Every message that was not finished becomes `unknown`, the epoch changes, so that every browser takes a snapshot,
// everybody signs in anew, and nothing is sent until a person releases it. Nothing stays behind when it fails.
std::string restore(const host::Config&, const std::string& from);

}  // namespace tributary::app
