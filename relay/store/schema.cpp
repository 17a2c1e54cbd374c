#include "relay/store/schema.h"

#include <string>

#include "relay/store/backup.h"
#include "relay/store/database.h"
#include "relay/store/failure.h"

namespace tributary::store {
namespace {

void refuse_foreign(Database& database, const Schema& schema, std::int64_t version) {
  const std::int64_t id = database.number("PRAGMA application_id");
  const bool fresh = version == 0 && id == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (fresh || id == schema.application_id) return;
  throw StorageFailed(database.file() + ": this is not a file of Tributary's. Give the relay a folder of its own.", false);
}

void refuse_newer(const Database& database, std::int64_t version, std::int64_t known) {
  if (version <= known) return;
  throw StorageFailed(database.file() + ": a newer version wrote this file (schema " + std::to_string(version) + "; this program knows " +
                          std::to_string(known) + "). Start the newer program, or restore a backup made before the upgrade.", false);
}

// user_version and application_id cannot be bound; both are numbers of ours.
void apply_steps(Database& database, const Schema& schema, std::size_t from) {
  database.run("BEGIN IMMEDIATE");
  try {
    for (std::size_t at = from; at < schema.steps.size(); ++at) database.run(schema.steps[at]);
    database.run(("PRAGMA application_id=" + std::to_string(schema.application_id)).c_str());
    database.run(("PRAGMA user_version=" + std::to_string(schema.steps.size())).c_str());
    database.run("COMMIT");
  } catch (...) {
    try { database.run("ROLLBACK"); } catch (const StorageFailed&) {}  // the first failure is the one to tell
    throw;
  }
}

}  // namespace

void migrate(Database& database, const Schema& schema) {
  const std::int64_t version = database.number("PRAGMA user_version");
  refuse_foreign(database, schema, version);
  const auto known = static_cast<std::int64_t>(schema.steps.size());
  refuse_newer(database, version, known);
  if (version == known) return;
  if (version > 0) back_up_before_upgrade(database, version);
  apply_steps(database, schema, static_cast<std::size_t>(version));
}

}  // namespace tributary::store
