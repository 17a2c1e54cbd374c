// P9, P11: a start on a disk so full that it cannot even be said which program came. SQLite itself is told that the log's file
// may not grow, so that the failure comes from the statement that asks for a page.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string_view>

#include "core/engine/engine.h"
#include "relay/store/go_without.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

sqlite3* writer = nullptr;  // the first that opens a log

int keep_log_small(sqlite3* database, char**, const sqlite3_api_routines*) {
  if (writer || !std::string_view(sqlite3_db_filename(database, "main")).ends_with("/log.db")) return SQLITE_OK;
  writer = database;
  return sqlite3_exec(database, "PRAGMA max_page_count=1", nullptr, nullptr, nullptr);  // no more than there are
}

class FullStart : public ::testing::Test {
 protected:
  ~FullStart() override {
    sqlite3_reset_auto_extension();
    writer = nullptr;
  }
  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  int hook(const std::string& sid) { return relay.hook("sms", relay.sms(sid, "+15550100101", "Hello")).status; }
  std::string kinds() { return runtime().store().value(store::kinds_name).value_or(""); }
  // One that knows other kinds of events and none of ours: as many as fit into a row without a page of its own.
  std::string another_program() {
    std::string names;
    for (int at = 0; at < 64; ++at) names += "newer_kind_" + std::to_string(10 + at) + "\n";
    relay.server.reset();
    relay.front.reset();
    relay.house.reset();
    sqlite3* log = nullptr;
    EXPECT_EQ(sqlite3_open((relay.folder / "tenants/default/log.db").c_str(), &log), SQLITE_OK);
    const std::string sql = "UPDATE small_values SET value = CAST('" + names + "' AS BLOB) WHERE name = '" + std::string(store::kinds_name) + "'; VACUUM;";
    EXPECT_EQ(sqlite3_exec(log, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(log);
    return names;
  }
  static void fill() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(keep_log_small)); }
  static void make_room() { EXPECT_EQ(sqlite3_exec(writer, "PRAGMA max_page_count=1000000", nullptr, nullptr, nullptr), SQLITE_OK); }

  LivingRelay relay{[](host::Config& config) { config.free_bytes_pretended = 4096 * host::disk::mebibyte; }};
};

TEST_F(FullStart, P9_WhatIsThereIsReadAndTheFirstThatIsWrittenOnceThereIsRoomSaysWhichProgramCame) {
  ASSERT_EQ(hook("SM1"), 200);
  const std::string token = relay.token({"conversations:read"});
  const std::uint64_t head = runtime().head(), known = digest(runtime().state());
  const std::string names = another_program();
  fill();
  relay.restart();
  ASSERT_TRUE(writer);
  EXPECT_EQ(kinds(), names) << "there was no room for more";
  EXPECT_EQ(runtime().head(), head);
  EXPECT_EQ(digest(runtime().state()), known);
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array().size(), 1u);
  EXPECT_EQ(hook("SM2"), 503);
  EXPECT_EQ(runtime().head(), head);
  EXPECT_EQ(digest(runtime().state()), known) << "read again from the log, all of it";
  make_room();
  relay.house->disk().look();
  EXPECT_EQ(hook("SM2"), 200);
  EXPECT_FALSE(store::with_names(kinds(), store::kinds_here())) << "with the first line of ours";
  EXPECT_GT(runtime().head(), head);
}

}  // namespace
}  // namespace tributary::test
