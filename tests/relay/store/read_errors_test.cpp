// P1c: a disk that refuses to read is no damaged file. Whoever is told to restore a backup loses what was written since.
#include <fcntl.h>
#include <unistd.h>

#include <vector>

#include "relay/store/database.h"
#include "relay/store/failure.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

namespace fs = std::filesystem;

// Whoever has this file open reads it from now on where no byte can be read: this process' own memory, far below any of it.
void make_unreadable(const fs::path& file) {
  const int nothing = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  ASSERT_GE(nothing, 0);
  std::vector<int> handles;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code none;
    if (fs::read_symlink(entry.path(), none) == file) handles.push_back(std::stoi(entry.path().filename().string()));
  }
  ASSERT_FALSE(handles.empty());
  for (const int handle : handles) ASSERT_EQ(::dup2(nothing, handle), handle);
  ::close(nothing);
}

template <class Work>
std::string refusal_of(Work work) {
  try {
    work();
  } catch (const StorageFailed& failed) {
    return failed.what();
  }
  return "none";
}

class ReadErrors : public ::testing::Test {
 protected:
  // Nearly all of it lies in the file, and its length stands in the log, which has begun anew.
  ReadErrors() : writer(folder.at("log.db")) {
    writer.run("CREATE TABLE many(number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
    writer.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO many SELECT i, printf('%300d', i) FROM n");
    writer.bring_in();
    writer.run("INSERT INTO many VALUES(0, 'one more')");
  }
  Folder folder;
  Database writer;
};

TEST_F(ReadErrors, P1c_AFileThatCannotBeReadIsNotCalledDamaged) {
  Database reader(folder.at("log.db"));
  ASSERT_EQ(reader.number("SELECT count(*) FROM sqlite_schema"), 1);
  ASSERT_NO_FATAL_FAILURE(make_unreadable(fs::canonical(folder.at("log.db"))));
  const std::string expected = folder.at("log.db") + ": it cannot be read: Input/output error.";
  EXPECT_EQ(refusal_of([&] { reader.number("SELECT sum(length(body)) FROM many"); }), expected);
  EXPECT_EQ(refusal_of([&] { reader.damage(); }), expected);
}

TEST_F(ReadErrors, P1c_ALogThatCannotBeReadIsNotCalledDamaged) {
  Database reader(folder.at("log.db"));
  ASSERT_EQ(reader.number("SELECT count(*) FROM sqlite_schema"), 1);
  ASSERT_NO_FATAL_FAILURE(make_unreadable(fs::canonical(folder.at("log.db-wal"))));
  const std::string expected = folder.at("log.db") + ": disk I/O error (266).";
  EXPECT_EQ(refusal_of([&] { reader.number("SELECT sum(length(body)) FROM many"); }), expected);
  EXPECT_EQ(refusal_of([&] { reader.damage(); }), expected);
}

}  // namespace
}  // namespace tributary::store
