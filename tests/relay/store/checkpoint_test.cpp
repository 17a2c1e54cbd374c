// The log is brought into its file beside the writer, and whoever reads the file finds all of it.
#include "relay/store/checkpoint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "relay/store/database.h"
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

TEST(CheckpointPace, CountsWhatCameSinceTheLastAndStartsOverWithTheLog) {
  CheckpointPace pace(4'000);
  EXPECT_FALSE(pace.due(3'999));
  EXPECT_TRUE(pace.due(4'010));
  EXPECT_FALSE(pace.due(8'000)) << "the one that runs has them";
  EXPECT_TRUE(pace.due(8'010));
  EXPECT_FALSE(pace.due(12)) << "the log began again";
  EXPECT_TRUE(pace.due(4'012));
}

}  // namespace
}  // namespace tributary::store
