#pragma once
// Backups while serving, their verification, and a restore that sends nothing (promises.md P12; docs/operations.md).
// A backup is a folder with one file, backup.sealed: system.db, each tenant's log.db and files, and last a summary. It is
// sealed to the public half of a key (relay/store/backup_key.h): neither this relay nor whoever finds the backup can read it
// without the secret half. The master key is never in it.
#include <atomic>
#include <string>
#include <vector>

#include "relay/host/house.h"
#include "relay/store/backup_key.h"
#include "relay/store/sealed_file.h"

namespace tributary::app {

inline constexpr const char* sealed_name = "/backup.sealed";

struct BackupPlan { std::string data, to; std::vector<std::string> tenants; Instant at; store::SealedTo sealed_to; store::Mark mark; };
// What is to be copied, and whom for: the key is made with the first backup. Loop thread; throws with a sentence.
BackupPlan plan_backup(host::House&, const std::string& to);
// Copies, seals and verifies. Any thread, while everybody is served; throws with a sentence, and leaves no folder then.
std::string carry_out(const BackupPlan&, const std::atomic<bool>& stop);
// Both at once, and remembers when; for the command line when nobody is served.
std::string back_up(host::House&, const std::string& to);
// What a backup that was killed has left in the data folder: one file of it, copied and not yet sealed. While none is made.
void remove_unsealed(const std::string& data);

// Whom backups of this folder are sealed to, and what to do with the secret half: for the operator.
std::string about_backup_key(const std::string& data, const store::SealedTo&);

// Empty: the folder is a whole backup, as it was made. Otherwise the first thing that is wrong, as a sentence.
std::string damage_of_backup(const std::string& folder, const std::string& key_file);

// Fills an empty data folder from a backup, sealed or plain as they once were. `key_file` holds the secret half. The master key
// must lie in the folder already (or be named by --key-file), and be the one of the relay that made the backup.
// Every message that was not finished becomes `unknown`, the epoch changes, so that every browser takes a snapshot,
// everybody signs in anew, and nothing is sent until a person releases it. Nothing stays behind when it fails, and nothing that a relay would serve when it is killed.
std::string restore(const host::Config&, const std::string& from, const std::string& key_file);

}  // namespace tributary::app
