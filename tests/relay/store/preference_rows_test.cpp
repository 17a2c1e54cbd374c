#include "relay/store/folder_lock.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

constexpr AgentId anna{4, 1}, ben{4, 2};

TEST(PreferenceRows, ComeBackToTheirAgentAloneAlsoAfterARestart) {
  Folder folder;
  {
    auto store = TenantStore::open(folder.at("default"));
    EXPECT_FALSE(store->preferences(anna));
    store->put_preferences(anna, R"({"theme":"light"})");
    store->put_preferences(anna, R"({"theme":"dark"})");
    store->put_preferences(ben, "{}");
    store->commit();
  }
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_EQ(store->preferences(anna), R"({"theme":"dark"})");
  EXPECT_EQ(store->preferences(ben), "{}");
}

TEST(PreferenceRows, OfATurnThatWasRolledBackAreAsTheyWere) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_preferences(anna, "kept");
  store->commit();
  store->put_preferences(anna, "never");
  store->roll_back();
  EXPECT_EQ(store->preferences(anna), "kept");
}

TEST(PreferenceRows, AreInABackup) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_preferences(anna, R"({"theme":"dark"})");
  store->commit();
  make_private_folder(folder.at("copy"));
  store->backup_to(folder.at("copy/log.db"));
  EXPECT_EQ(TenantStore::open(folder.at("copy"))->preferences(anna), R"({"theme":"dark"})");
}

}  // namespace
}  // namespace tributary::store
