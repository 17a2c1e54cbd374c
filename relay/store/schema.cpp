#include "relay/store/schema.h"

#include <string>

#include "core/base/planted.h"
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

// user_version, read as schema.h says.
struct Shape { std::int64_t steps = 0, open_to = 0; };
constexpr std::int64_t open_to_factor = 1000;

Shape shape_of(std::int64_t version) {
  if (version < open_to_factor) return {version, version};
  return {version % open_to_factor, version / open_to_factor};
}

std::int64_t version_of(const Schema& schema) {
  const auto steps = static_cast<std::int64_t>(schema.steps.size());
  return schema.open_to > 0 && schema.open_to < steps ? schema.open_to * open_to_factor + steps : steps;
}

void refuse_newer(const Database& database, const Shape& shape, std::int64_t known) {
  if (shape.steps <= known || shape.open_to <= known) return;
  throw StorageFailed(database.file() + ": a newer version wrote this file (schema " + std::to_string(shape.steps) + "; this program knows " +
                          std::to_string(known) + "). Start the newer program, or restore a backup made before the upgrade.", false);
}

// user_version and application_id cannot be bound; both are numbers of ours.
void apply_steps(Database& database, const Schema& schema, std::size_t from) {
  const bool whole = !PLANTED(96);  // "each step is short enough"
  if (whole) database.run("BEGIN IMMEDIATE");
  try {
    for (std::size_t at = from; at < schema.steps.size(); ++at) database.run(schema.steps[at]);
    database.run(("PRAGMA application_id=" + std::to_string(schema.application_id)).c_str());
    database.run(("PRAGMA user_version=" + std::to_string(version_of(schema))).c_str());
    if (whole) database.run("COMMIT");
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
  const Shape shape = shape_of(version);
  refuse_newer(database, shape, known);
  if (shape.steps >= known) return;
  if (version > 0 && !PLANTED(94)) back_up_before_upgrade(database, shape.steps);
  apply_steps(database, schema, static_cast<std::size_t>(shape.steps));
  if (const std::string damage = database.damage(); !damage.empty())
    throw StorageFailed(database.file() + ": the file is damaged after its upgrade (" + damage + "). Its copy from before lies beside it; put it back and start the program before.", false);
}

}  // namespace tributary::store
