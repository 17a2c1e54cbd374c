// The log is brought into its file beside the writer, and whoever reads the file finds all of it.
#include "relay/store/checkpoint.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "relay/store/database.h"
#include "relay/store/failure.h"
#include "relay/store/statement.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

class Checkpoint : public ::testing::Test {
 protected:
  Checkpoint() : database(folder.at("log.db")) {
    database.run("CREATE TABLE told(n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
    database.leave_checkpoints();
  }
  // Rows of a page's length, some in each turn.
  void tell(int count, int in_a_turn = 100) {
    Statement insert(database, "INSERT INTO told(body) VALUES(?)");
    const std::string body(4'000, 'x');
    for (int i = 0; i < count; ++i) {
      if (i % in_a_turn == 0) database.run(i == 0 ? "BEGIN" : "COMMIT; BEGIN");
      Use use(insert);
      ASSERT_TRUE(use.bind(body).insert());
    }
    database.run("COMMIT");
  }
  // What is in the file itself, without its log.
  std::int64_t rows_in_the_file() {
    const std::string alone = folder.at("alone.db");
    std::filesystem::copy_file(folder.at("log.db"), alone, std::filesystem::copy_options::overwrite_existing);
    return Database(alone).number("SELECT count(*) FROM told");
  }
  Folder folder;
  Database database;
};

TEST_F(Checkpoint, BringsInWhatIsCommittedAndTheLogBeginsAgain) {
  tell(5'000);
  EXPECT_GT(database.wal_pages(), 5'000);
  Checkpointer checkpointer(folder.at("log.db"));
  checkpointer.run();
  EXPECT_EQ(rows_in_the_file(), 5'000);
  tell(1);
  EXPECT_LT(database.wal_pages(), 10);
  EXPECT_EQ(database.number("SELECT count(*) FROM told"), 5'001);
}

TEST_F(Checkpoint, ATurnThatIsUnderWayStaysOutAndIsNotHeldUp) {
  tell(10);
  database.run("BEGIN IMMEDIATE; INSERT INTO told(body) VALUES('under way')");
  Checkpointer(folder.at("log.db")).run();
  EXPECT_EQ(rows_in_the_file(), 10);
  database.run("COMMIT");
  EXPECT_EQ(database.number("SELECT count(*) FROM told"), 11);
}

TEST_F(Checkpoint, WhenNobodyRunsOneTheWriterDoesBeforeTheLogIsEndless) {
  tell(17'000);
  EXPECT_LT(database.wal_pages(), 16'200);
  EXPECT_GT(rows_in_the_file(), 15'000);
}

TEST_F(Checkpoint, WhatIsLeftTheWriterBringsInAndTheLogBeginsAgain) {
  tell(3'000);
  database.run("BEGIN IMMEDIATE; INSERT INTO told(body) VALUES('under way')");
  EXPECT_GE(Checkpointer(folder.at("log.db")).run(), 3'000);
  database.run("COMMIT");
  tell(200);
  EXPECT_GT(database.wal_pages(), 3'200) << "a log that was written to meanwhile goes on";
  database.bring_in();
  EXPECT_EQ(rows_in_the_file(), 3'201);
  tell(1);
  EXPECT_LT(database.wal_pages(), 10);
}

TEST_F(Checkpoint, P1c_AnErrorOfTheDiskIsNotPassedOverAndTheLogStillHoldsEverything) {
  tell(300);
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  const auto before = ::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{64u << 10, usual.rlim_max};  // the file may not become as long as the rows are
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_THROW(database.bring_in(), StorageFailed);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &usual), 0);
  ::signal(SIGXFSZ, before);
  database.bring_in();
  EXPECT_EQ(rows_in_the_file(), 300);
}

using Next = CheckpointPace::Next;

TEST(CheckpointPace, CountsWhatCameSinceTheLastAndStartsOverWithTheLog) {
  CheckpointPace pace(4'000, 12'000);
  EXPECT_EQ(pace.next(3'999), Next::nothing);
  EXPECT_EQ(pace.next(4'010), Next::behind);
  pace.ran(4'010);
  EXPECT_EQ(pace.next(8'000), Next::nothing) << "the one that ran has them";
  EXPECT_EQ(pace.next(8'010), Next::behind);
  pace.ran(8'010);
  EXPECT_EQ(pace.next(12), Next::nothing) << "the log began again";
  EXPECT_EQ(pace.next(4'012), Next::behind);
}

TEST(CheckpointPace, OfALongLogTheWriterBringsInWhatIsLeftOnceThatIsLittle) {
  CheckpointPace pace(4'000, 12'000);
  for (int pages : {4'000, 8'000, 12'000}) {
    ASSERT_EQ(pace.next(pages), Next::behind);
    pace.ran(pages);
  }
  EXPECT_EQ(pace.next(12'400), Next::here);
  EXPECT_EQ(pace.next(100), Next::nothing) << "the log began again";
}

TEST(CheckpointPace, WhereMuchCameMeanwhileASecondOneFollowsAtOnceAndNoThird) {
  CheckpointPace pace(4'000, 12'000);
  ASSERT_EQ(pace.next(12'000), Next::behind);
  pace.ran(12'000);
  EXPECT_EQ(pace.next(14'000), Next::behind);
  pace.ran(14'000);
  EXPECT_EQ(pace.next(14'900), Next::here) << "the writer waits for these, and for no more";
  EXPECT_EQ(pace.next(15'000), Next::nothing) << "somebody reads the file: the log goes on";
  EXPECT_EQ(pace.next(18'900), Next::behind) << "and is looked after as before";
}

TEST(CheckpointPace, OneThatCouldNotRunEndsNothing) {
  CheckpointPace pace(4'000, 12'000);
  ASSERT_EQ(pace.next(12'000), Next::behind);
  pace.ran(-1);
  EXPECT_EQ(pace.next(12'100), Next::nothing);
  EXPECT_EQ(pace.next(16'000), Next::behind);
}

}  // namespace
}  // namespace tributary::store
