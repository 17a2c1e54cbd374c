#pragma once
// Copies of a file that is in use: what was committed when the copying began, nothing half.
#include <cstdint>
#include <string>

namespace tributary::store {

class Database;

// Written beside its place, checked, and only then renamed there, mode 0600. Throws BackupFailed: the running
// file is not concerned.
void back_up(const Database& from, const std::string& to);

// "log.db" -> "log.db.before-schema-2": the way back when a new version turns out badly (P11).
void back_up_before_upgrade(const Database&, std::int64_t version);

}  // namespace tributary::store
