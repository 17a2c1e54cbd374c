// What is written to the log goes out in few large pieces, and everybody who may see it sees it.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "relay/store/database.h"
#include "relay/store/statement.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

// How often this process has asked the system to write, whatever it was.
std::int64_t writes_so_far() {
  std::ifstream in("/proc/self/io");
  std::string name;
  std::int64_t number = 0;
  while (in >> name >> number)
    if (name == "syscw:") return number;
  ADD_FAILURE() << "/proc/self/io does not count";
  return 0;
}

// Rows whose keys lie all over the tree, so that nearly each of them touches a page of its own.
void insert_scattered(Database& database, int count, int from) {
  Statement insert(database, "INSERT INTO scattered(key, body) VALUES(?, ?)");
  const std::string body(300, 'x');
  for (int i = 0; i < count; ++i) {
    Use use(insert);
    use.bind(std::int64_t{(from + i) * 7'919 % 1'000'003}).bind(body);
    ASSERT_TRUE(use.insert());
  }
}

class GatheredWal : public ::testing::Test {
 protected:
  GatheredWal() : database(folder.at("log.db")) {
    database.run("CREATE TABLE scattered(key INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
    database.run("BEGIN");
    insert_scattered(database, 5'000, 0);
    database.run("COMMIT");
  }
  Folder folder;
  Database database;
};

TEST_F(GatheredWal, AHundredPagesOfATurnAreAFewWrites) {
  database.run("BEGIN IMMEDIATE");
  insert_scattered(database, 100, 5'000);
  const std::uintmax_t bytes = std::filesystem::file_size(folder.at("log.db-wal"));
  const std::int64_t before = writes_so_far();
  database.run("COMMIT");
  const std::int64_t writes = writes_so_far() - before;
  EXPECT_GT(std::filesystem::file_size(folder.at("log.db-wal")) - bytes, 60u * 4'096u);
  EXPECT_LT(writes, 20);
}

TEST_F(GatheredWal, AnotherConnectionSeesATurnAsSoonAsItIsCommitted) {
  Database other(folder.at("log.db"), Database::Opening::read_only);
  for (int turn = 0; turn < 20; ++turn) {
    database.run("BEGIN IMMEDIATE");
    insert_scattered(database, 10, 5'000 + turn * 10);
    EXPECT_EQ(other.number("SELECT count(*) FROM scattered"), 5'000 + turn * 10);
    database.run("COMMIT");
    EXPECT_EQ(other.number("SELECT count(*) FROM scattered"), 5'010 + turn * 10);
  }
  EXPECT_EQ(other.damage(), "");
}

TEST_F(GatheredWal, SoItDoesWhereNobodyAsksForASync) {
  database.run("PRAGMA synchronous=NORMAL");
  Database other(folder.at("log.db"), Database::Opening::read_only);
  database.run("BEGIN IMMEDIATE");
  insert_scattered(database, 10, 5'000);
  database.run("COMMIT");
  EXPECT_EQ(other.number("SELECT count(*) FROM scattered"), 5'010);
  EXPECT_EQ(other.damage(), "");
}

TEST_F(GatheredWal, ATurnThatOutgrowsTheCacheReadsItsOwnPagesAndCanBeTakenBack) {
  database.run("PRAGMA cache_size=10");
  for (const char* end : {"ROLLBACK", "COMMIT", "ROLLBACK"}) {
    const std::int64_t before = database.number("SELECT count(*) FROM scattered");
    database.run("BEGIN IMMEDIATE");
    insert_scattered(database, 3'000, static_cast<int>(before));
    EXPECT_EQ(database.number("SELECT count(*) FROM scattered WHERE length(body) = 300"), before + 3'000);
    database.run(end);
    EXPECT_EQ(database.number("SELECT count(*) FROM scattered"), std::string(end) == "COMMIT" ? before + 3'000 : before);
    EXPECT_EQ(database.damage(), "");
  }
}

TEST_F(GatheredWal, WhatWasCommittedIsThereAfterACheckpointAndANewStart) {
  database.run("BEGIN IMMEDIATE");
  insert_scattered(database, 1'000, 5'000);
  database.run("COMMIT");
  std::filesystem::copy_file(folder.at("log.db"), folder.at("copy.db"));
  std::filesystem::copy_file(folder.at("log.db-wal"), folder.at("copy.db-wal"));  // as a power cut would leave them
  EXPECT_EQ(Database(folder.at("copy.db")).number("SELECT count(*) FROM scattered"), 6'000);
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  insert_scattered(database, 1, 6'000);
  EXPECT_EQ(Database(folder.at("log.db"), Database::Opening::read_only).number("SELECT count(*) FROM scattered"), 6'001);
  EXPECT_EQ(database.damage(), "");
}

}  // namespace
}  // namespace tributary::store
