#pragma once
// The shape of the files, as numbered migrations. A step that was ever shipped is never changed: what comes
// later is a further step. user_version says how many were applied, and who may still open the file (P11): a step that
// only adds (tables, indexes, columns with a default) leaves it open to the program before, so that going back is starting
// the old program. user_version is the number of steps, plus 1000 times `open_to` where programs that know fewer steps may.
#include <cstdint>
#include <vector>

namespace tributary::store {

class Database;

struct Schema {
  std::int32_t application_id = 0;    // so that a foreign SQLite file is not taken for ours
  std::vector<const char*> steps;
  std::int64_t open_to = 0;           // programs that know at least so many steps may open the file; 0: all of them are needed
};

const Schema& tenant_schema();        // DIR/tenants/<id>/log.db
const Schema& system_schema();        // DIR/system.db

// Brings a file to the newest step, all in one transaction: a power cut leaves the old or the new shape (P11).
// A file with data is copied beside itself first. Throws StorageFailed with a sentence for a newer file and for
// one that is not ours.
void migrate(Database&, const Schema&);

}  // namespace tributary::store
