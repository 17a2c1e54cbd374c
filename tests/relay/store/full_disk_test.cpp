// P9: a full disk in the middle of a turn ends the turn, not the process. SQLite itself is told that the file may not
// grow, so that the failure comes from the statement that asks for a page.
#include <sqlite3.h>

#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

int keep_small(sqlite3* database, char**, const sqlite3_api_routines*) { return sqlite3_exec(database, "PRAGMA max_page_count=60", nullptr, nullptr, nullptr); }

class FullDisk : public ::testing::Test {
 protected:
  FullDisk() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(keep_small)); }
  ~FullDisk() override { sqlite3_reset_auto_extension(); }
  Folder folder;
  const std::string filler = std::string(100'000, 'x');
};

TEST_F(FullDisk, P9_TheTurnThatMeetsItIsRefusedAsAWholeAndTheNextOneIsTaken) {
  auto store = TenantStore::open(folder.at("default"));
  store->append(line(1, filler), {}, {});
  store->commit();
  EXPECT_TRUE(store->claim("before", 1, MessageId{1, 1}).fresh);
  EXPECT_NO_THROW(store->append(line(2, filler), {}, {})) << "who is in the middle of something is not torn out of it";
  EXPECT_NO_THROW(store->put_value("after", "it"));
  bool full = false;
  try {
    store->commit();
  } catch (const StorageFailed& failed) {
    full = failed.disk_full();
  }
  EXPECT_TRUE(full);
  store->roll_back();
  EXPECT_EQ(store->head(), 1u);
  EXPECT_FALSE(store->value("after"));
  EXPECT_TRUE(store->claim("before", 1, MessageId{1, 2}).fresh);
  store->append(line(2, "a little"), {}, {});
  store->commit();
  store.reset();
  store = TenantStore::open(folder.at("default"));
  EXPECT_EQ(store->head(), 2u);
  EXPECT_EQ(store->check(), "Line 1 of the log holds an event that cannot be read.") << "the filler is no event; everything else is whole";
}

}  // namespace
}  // namespace tributary::store
