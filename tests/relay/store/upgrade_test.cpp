// P11: every shape that was ever shipped opens and is brought forward with its data, a copy from before beside it; the
// program before opens what the next one wrote, as long as that one only added; what is too new is refused, untouched.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "relay/store/database.h"
#include "relay/store/folder_lock.h"
#include "relay/store/schema.h"
#include "relay/store/system_store.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

// Kept as the program of that day made them; a new shape gets a file of its own, old ones never change.
std::string kept(const std::string& name) { return bytes_of(std::string(TRIBUTARY_ROOT) + "/tests/fixtures/schema/" + name); }

std::string shape(const std::string& file) {
  Database database(file);
  return database.sentence("SELECT group_concat(sql, '; ') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name)");
}

class Upgrade : public ::testing::Test {
 protected:
  std::string kept_tenant(const std::string& name) {
    make_private_folder(folder.at("default"));
    const std::string file = folder.at("default/log.db");
    Database(file).run(kept(name).c_str());
    return file;
  }
  Folder folder;
};

TEST_F(Upgrade, EveryShapeThatWasEverShippedIsBroughtForwardWithItsData) {
  Folder fresh;
  TenantStore::open(fresh.at("default")).reset();
  for (std::size_t number = 1; number <= tenant_schema().steps.size(); ++number) {
    std::filesystem::remove_all(folder.at("default"));
    const std::string name = "tenant-" + std::to_string(number) + ".sql";
    ASSERT_FALSE(kept(name).empty()) << "keep a " << name << " of the shape as it is shipped";
    const std::string file = kept_tenant(name);
    {
      auto store = TenantStore::open(folder.at("default"));
      EXPECT_EQ(store->value("kept"), "old") << name;
      EXPECT_EQ(store->quarantine_waiting(), 1) << name;
      store->append(line(1), {}, {});
      store->commit();
      EXPECT_EQ(store->check(), "") << name;
    }
    EXPECT_EQ(shape(file), shape(fresh.at("default/log.db"))) << name;
    const bool upgraded = number < tenant_schema().steps.size();
    const std::string before = file + ".before-schema-" + std::to_string(number + 1);
    ASSERT_EQ(std::filesystem::exists(before), upgraded) << name;
    if (upgraded) {
      EXPECT_EQ(Database(before).number("PRAGMA user_version") % 1000, static_cast<std::int64_t>(number));
    }
  }
}

TEST_F(Upgrade, SoIsTheFileOfUsersAndSessions) {
  Database(folder.at("system.db")).run(kept("system-1.sql").c_str());
  auto system = SystemStore::open(folder.path());
  EXPECT_EQ(system->tenant_name("default"), "Kept");
  EXPECT_EQ(system->check(), "");
}

TEST_F(Upgrade, TheProgramBeforeOpensWhatTheNextOneOnlyAddedTo) {
  const std::string file = folder.at("default/log.db");
  Schema next = tenant_schema();
  next.steps.push_back("CREATE TABLE added_later(x TEXT NOT NULL DEFAULT 'y') STRICT; INSERT INTO added_later DEFAULT VALUES; CREATE INDEX quarantine_by_age ON quarantine(at)");
  next.open_to = static_cast<std::int64_t>(tenant_schema().steps.size());
  TenantStore::open(folder.at("default")).reset();
  {
    Database database(file);
    migrate(database, next);
  }
  {
    auto before = TenantStore::open(folder.at("default"));  // as the program of today, one release later
    before->append(line(1), {}, {});
    before->put_value("kept", "by the program before");
    before->commit();
    EXPECT_EQ(before->check(), "");
  }
  Database database(file);
  migrate(database, next);  // forward again
  EXPECT_EQ(database.sentence("SELECT x FROM added_later"), "y");
  EXPECT_EQ(database.number("SELECT count(*) FROM events"), 1);
}

TEST_F(Upgrade, TheShapeOfTodayIsOpenToTheProgramsItNamesAndToNoOther) {
  const std::string file = folder.at("default/log.db");
  TenantStore::open(folder.at("default")).reset();
  const std::string today = shape(file);
  const std::int64_t version = Database(file).number("PRAGMA user_version"), steps = static_cast<std::int64_t>(tenant_schema().steps.size());
  EXPECT_TRUE(tenant_schema().open_to > 0 && tenant_schema().open_to < steps) << "going back is starting the program before";
  for (std::int64_t known = 1; known < steps; ++known) {
    Schema before = tenant_schema();
    before.steps.resize(static_cast<std::size_t>(known));
    before.open_to = 0;
    Database database(file);
    const std::string said = refusal_of([&] { migrate(database, before); });
    const bool open = known >= tenant_schema().open_to;
    EXPECT_EQ(said.find("a newer version wrote this file") == std::string::npos, open) << known << ": " << said;
    EXPECT_EQ(database.number("PRAGMA user_version"), version) << known;
  }
  EXPECT_EQ(shape(file), today);
}

TEST_F(Upgrade, AStepThatTakesAwayShutsTheProgramBeforeOutAndSaysWhatToDo) {
  Schema next = tenant_schema();
  next.steps.push_back("DROP TABLE diagnoses");
  next.open_to = 0;
  TenantStore::open(folder.at("default")).reset();
  {
    Database database(folder.at("default/log.db"));
    migrate(database, next);
  }
  const std::string before = bytes_of(folder.at("default/log.db"));
  const std::string sentence = refusal_of([&] { TenantStore::open(folder.at("default")); });
  EXPECT_NE(sentence.find("a newer version wrote this file"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("Start the newer program, or restore a backup"), std::string::npos) << sentence;
  EXPECT_EQ(bytes_of(folder.at("default/log.db")), before);
}

TEST_F(Upgrade, OneThatIsBrokenOffLeavesTheOldShapeAndMayBeBegunAgain) {
  const std::string file = kept_tenant("tenant-1.sql");
  const std::string old_shape = shape(file);
  Schema broken = tenant_schema();
  broken.steps.push_back("CREATE TABLE half(x TEXT); INSERT INTO nowhere VALUES(1)");
  {
    Database database(file);
    EXPECT_NE(refusal_of([&] { migrate(database, broken); }), "");
  }
  EXPECT_EQ(shape(file), old_shape);
  EXPECT_EQ(TenantStore::open(folder.at("default"))->value("kept"), "old");
}

}  // namespace
}  // namespace tributary::store
