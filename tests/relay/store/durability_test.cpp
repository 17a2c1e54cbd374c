// P1, P9, P11, P12: what a crash, a full disk, a newer file, a damaged file and a second process get.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "relay/store/database.h"
#include "relay/store/schema.h"
#include "relay/store/system_store.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

// Runs in a process of its own; what it returns is its exit code. -1: it was killed.
template <class Body>
int in_child(Body body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void run_sql(const std::string& file, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
}

TEST(Durability, AProcessKilledInATurnLeavesWhatWasCommittedAndNothingElse) {
  Folder folder;
  const int code = in_child([&] {
    auto store = TenantStore::open(folder.at("default"));
    append_lines(*store, 5);
    store->claim("committed", 1, MessageId{1, 1});
    store->commit();
    append_lines(*store, 7);
    store->claim("lost", 1, MessageId{1, 2});
    store->put_content(ContactName{ContactId{1, 1}, "lost"});
    ::raise(SIGKILL);
    return 0;
  });
  EXPECT_EQ(code, -1);
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_EQ(store->head(), 5u);
  EXPECT_FALSE(store->claim("committed", 1, {}).fresh);
  EXPECT_TRUE(store->claim("lost", 1, {}).fresh);
  EXPECT_FALSE(store->contact_name(ContactId{1, 1}));
  EXPECT_EQ(TenantStore::open(folder.at("other"))->head(), 0u);
}

// What a failed flush left in memory can be read and is not on the disk; nothing may be appended behind it.
TEST(Durability, P1c_AStartWritesTheWalThatItFindsAnew) {
  Folder folder;
  EXPECT_EQ(in_child([&] {
    auto store = TenantStore::open(folder.at("default"));
    append_lines(*store, 5);
    store->commit();
    ::raise(SIGKILL);
    return 0;
  }), -1);
  const std::string wal = folder.at("default/log.db-wal");
  struct stat before {}, after {};
  ASSERT_EQ(::stat(wal.c_str(), &before), 0);
  ASSERT_GT(before.st_size, 0);
  std::filesystem::create_hard_link(wal, folder.at("held"));  // so that its number is not given to the next
  write_bytes(wal + ".anew", "of a start that was cut off");
  auto store = TenantStore::open(folder.at("default"));
  ASSERT_EQ(::stat(wal.c_str(), &after), 0);
  EXPECT_NE(before.st_ino, after.st_ino);
  EXPECT_FALSE(std::filesystem::exists(wal + ".anew"));
  EXPECT_EQ(store->head(), 5u);
}

TEST(Durability, ADestroyedStoreRollsItsTurnBack) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  append_lines(*store, 2);
  store.reset();
  EXPECT_EQ(TenantStore::open(folder.at("default"))->head(), 0u);
}

TEST(Durability, AfterAFailedWriteNothingMoreIsWrittenAndNothingCommittedIsLost) {
  Folder folder;
  std::filesystem::create_directory(folder.at("default"));
  const int code = in_child([&] {
    auto store = TenantStore::open(folder.at("default"));
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{2u << 20, 2u << 20};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const std::string filler(100'000, 'x');
    int committed = 0;
    try {
      for (; committed < 100; ++committed) {
        store->append(line(store->head() + 1, filler), {}, {});
        store->commit();
      }
    } catch (const StorageFailed&) {
      const bool refused = !refusal_of([&] { store->put_value("a", "b"); }).empty() && !refusal_of([&] { store->begin(); }).empty();
      return refused ? committed : 250;
    }
    return 251;
  });
  ASSERT_GT(code, 2);
  ASSERT_LT(code, 100);
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_EQ(store->head(), static_cast<std::uint64_t>(code));
  store->put_value("a", "b");
  store->commit();
}

TEST(Durability, P1c_AfterAFailedWriteOfPeopleAndSessionsNothingMoreIsWrittenThere) {
  Folder folder;
  const int code = in_child([&] {
    auto store = SystemStore::open(folder.path());
    int told = 0;
    store->tell_when_failed([&](const std::exception_ptr&) { ++told; });
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1u << 20, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const std::string filler(100'000, 'x');
    bool failed = false;
    for (int i = 0; i < 100 && !failed; ++i) failed = !refusal_of([&] { store->add_tenant("t" + std::to_string(i), filler); }).empty();
    ::setrlimit(RLIMIT_FSIZE, &before);
    const bool refused = !refusal_of([&] { store->add_tenant("later", "There is room again"); }).empty();
    return failed && refused && told == 1 ? 7 : 8;
  });
  EXPECT_EQ(code, 7);
}

TEST(Opening, ASecondOpenerGetsASentence) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  const std::string here = refusal_of([&] { TenantStore::open(folder.at("default")); });
  EXPECT_NE(here.find("Another process is using"), std::string::npos) << here;
  const int there = in_child([&] { return refusal_of([&] { TenantStore::open(folder.at("default")); }).starts_with("Another process") ? 7 : 8; });
  EXPECT_EQ(there, 7);
  store.reset();
  EXPECT_EQ(refusal_of([&] { TenantStore::open(folder.at("default")); }), "");
}

TEST(Opening, ANewerFileIsRefusedAndLeftAsItWas) {
  Folder folder;
  TenantStore::open(folder.at("default")).reset();
  run_sql(folder.at("default/log.db"), "PRAGMA user_version=99");
  const std::string before = bytes_of(folder.at("default/log.db"));
  const std::string sentence = refusal_of([&] { TenantStore::open(folder.at("default")); });
  EXPECT_NE(sentence.find("a newer version wrote this file (schema 99"), std::string::npos) << sentence;
  EXPECT_EQ(bytes_of(folder.at("default/log.db")), before);
}

TEST(Opening, AFileThatIsNoDatabaseIsRefused) {
  Folder folder;
  std::filesystem::create_directory(folder.at("default"));
  write_bytes(folder.at("default/log.db"), "this is a letter to my mother, and it is longer than a hundred bytes, which is what a header of SQLite has");
  const std::string sentence = refusal_of([&] { TenantStore::open(folder.at("default")); });
  EXPECT_NE(sentence.find("not a database"), std::string::npos) << sentence;
}

TEST(Opening, AForeignDatabaseIsRefused) {
  Folder folder;
  std::filesystem::create_directory(folder.at("default"));
  run_sql(folder.at("default/log.db"), "CREATE TABLE bookmarks(url TEXT)");
  const std::string sentence = refusal_of([&] { TenantStore::open(folder.at("default")); });
  EXPECT_NE(sentence.find("not a file of Tributary's"), std::string::npos) << sentence;
}

TEST(Opening, ADamagedFileIsRefusedWithASentence) {
  Folder folder;
  {
    auto store = TenantStore::open(folder.at("default"));
    append_lines(*store, 2000);
    store->commit();
  }
  std::string bytes = bytes_of(folder.at("default/log.db"));
  ASSERT_GT(bytes.size(), 100'000u);
  for (std::size_t at = 40'000; at < 90'000; ++at) bytes[at] = static_cast<char>(bytes[at] ^ 0x5a);
  write_bytes(folder.at("default/log.db"), bytes);
  const std::string sentence = refusal_of([&] { TenantStore::open(folder.at("default")); });
  EXPECT_NE(sentence.find("the file is damaged"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("Restore a backup"), std::string::npos) << sentence;
}

TEST(Opening, FilesAndFoldersAreTheOwnersAlone) {
  Folder folder;
  auto store = TenantStore::open(folder.at("tenants/default"));
  append_lines(*store, 1);
  store->commit();
  for (const char* name : {"tenants/default/log.db", "tenants/default/log.db-wal", "tenants/default/log.db-shm", "tenants/default/lock", "tenants/default"}) {
    struct stat facts {};
    ASSERT_EQ(::stat(folder.at(name).c_str(), &facts), 0) << name;
    EXPECT_EQ(facts.st_mode & 077, 0u) << name;
  }
}

TEST(Migration, AppliesOnlyTheNewStepsAndKeepsACopyFromBefore) {
  Folder folder;
  Schema one{123, {"CREATE TABLE a(x TEXT)"}};
  Schema two{123, {"CREATE TABLE a(x TEXT)", "CREATE TABLE b(y TEXT); INSERT INTO b SELECT x FROM a"}};
  const std::string file = folder.at("some.db");
  {
    Database database(file);
    migrate(database, one);
    database.run("INSERT INTO a VALUES('kept')");
  }
  {
    Database database(file);
    migrate(database, two);
    EXPECT_EQ(database.sentence("SELECT y FROM b"), "kept");
    EXPECT_EQ(database.number("PRAGMA user_version"), 2);
  }
  Database copy(file + ".before-schema-2");
  EXPECT_EQ(copy.number("PRAGMA user_version"), 1);
  EXPECT_EQ(copy.sentence("SELECT x FROM a"), "kept");
}

TEST(Migration, AStepThatFailsLeavesTheOldShape) {
  Folder folder;
  Schema one{123, {"CREATE TABLE a(x TEXT)"}};
  Schema bad{123, {"CREATE TABLE a(x TEXT)", "CREATE TABLE b(y TEXT)", "INSERT INTO nowhere VALUES(1)"}};
  Database database(folder.at("some.db"));
  migrate(database, one);
  EXPECT_NE(refusal_of([&] { migrate(database, bad); }), "");
  EXPECT_EQ(database.number("PRAGMA user_version"), 1);
  EXPECT_EQ(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
}

TEST(Backup, MadeInTheMiddleOfATurnHoldsWhatWasCommitted) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  append_lines(*store, 50);
  store->put_content(ContactName{ContactId{1, 1}, "Zoe"});
  store->commit();
  append_lines(*store, 3);
  std::filesystem::create_directory(folder.at("copy"));
  store->backup_to(folder.at("copy/log.db"));
  store->commit();
  EXPECT_EQ(store->head(), 53u);

  auto copy = TenantStore::open(folder.at("copy"));
  EXPECT_EQ(copy->head(), 50u);
  EXPECT_EQ(copy->contact_name(ContactId{1, 1}), "Zoe");
  EXPECT_EQ(copy->epoch(), store->epoch());
  EXPECT_EQ(copy->check(), "");
}

TEST(Backup, NeverOverwritesAndDoesNotHarmTheStoreWhenItFails) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  append_lines(*store, 1);
  store->commit();
  write_bytes(folder.at("taken"), "precious");
  EXPECT_THROW(store->backup_to(folder.at("taken")), BackupFailed);
  EXPECT_EQ(bytes_of(folder.at("taken")), "precious");
  EXPECT_THROW(store->backup_to(folder.at("no/such/folder/x")), BackupFailed);
  append_lines(*store, 1);
  store->commit();
  EXPECT_EQ(store->head(), 2u);
}

TEST(Check, FindsAHoleAnUnreadableEventAndUnreadableWords) {
  Folder folder;
  const std::string file = folder.at("default/log.db");
  auto reopened_check = [&](const char* sql) {
    run_sql(file, sql);
    return TenantStore::open(folder.at("default"))->check();
  };
  {
    auto store = TenantStore::open(folder.at("default"));
    append_lines(*store, 2500);
    store->put_content(ContactName{ContactId{1, 1}, "Zoe"});
    store->commit();
    EXPECT_EQ(store->check(), "");
  }
  EXPECT_EQ(reopened_check("UPDATE content SET body = 'no'"), "A content row of kind contact_name cannot be read.");
  EXPECT_EQ(reopened_check("UPDATE events SET actor = 'nobody' WHERE seq = 2000"), "Line 2000 of the log has an author that cannot be read.");
  EXPECT_EQ(reopened_check("UPDATE events SET event = '{\"unheard_of\":{}}' WHERE seq = 1500"), "Line 1500 of the log holds an event that cannot be read.");
  EXPECT_EQ(reopened_check("DELETE FROM events WHERE seq = 1001"), "Line 1001 of the log is missing.");
  EXPECT_EQ(reopened_check("DELETE FROM events WHERE seq = 1"), "Line 1 of the log is missing.");
}

TEST(Connection, CannotAttachAnotherFile) {
  Folder folder;
  Database database(folder.at("some.db"));
  Database other(folder.at("other.db"));
  EXPECT_NE(refusal_of([&] { database.run(("ATTACH '" + other.file() + "' AS other").c_str()); }), "");
  EXPECT_EQ(database.sentence("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(database.number("PRAGMA synchronous"), 2);
  EXPECT_EQ(database.number("PRAGMA trusted_schema"), 0);
}

}  // namespace
}  // namespace tributary::store
