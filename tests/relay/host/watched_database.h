#pragma once
// The relay's own connection to one of its files, caught while it is opened, so that SQLite itself can be made to fail: a
// statement that may not touch a table, a log that may not grow. One at a time, made before the relay.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <string_view>

namespace tributary::test {

class WatchedDatabase {
 public:
  explicit WatchedDatabase(std::string_view file) {
    end_ = file;
    handle_ = nullptr;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(opened));
  }
  ~WatchedDatabase() { sqlite3_reset_auto_extension(); }
  WatchedDatabase(const WatchedDatabase&) = delete;
  WatchedDatabase& operator=(const WatchedDatabase&) = delete;

  // From now on: SQLITE_READ, SQLITE_INSERT … of this table fails, and that is no full disk.
  void deny(int action, std::string table) {
    action_ = action;
    table_ = std::move(table);
    sqlite3_set_authorizer(handle_, [](void* self, int asked, const char* about, const char*, const char*, const char*) { return static_cast<WatchedDatabase*>(self)->judge(asked, about); }, this);
  }
  void allow() { sqlite3_set_authorizer(handle_, nullptr, nullptr); }

  // Not within a turn: every further row of this table needs pages, and there are none to be had. `filler` takes them.
  void fill(const std::string& table = "events", const std::string& filler = "small_values(name, value) VALUES('filler', zeroblob(100000))") {
    run("PRAGMA max_page_count=1");  // no more than there are
    run(("CREATE TEMP TRIGGER filler AFTER INSERT ON main." + table + " BEGIN INSERT INTO " + filler + "; END").c_str());
  }
  void make_room() {
    run("DROP TRIGGER temp.filler");
    run("PRAGMA max_page_count=1000000");
  }

 private:
  static int opened(sqlite3* database, char**, const sqlite3_api_routines*) {
    const char* file = sqlite3_db_filename(database, "main");
    if (!handle_ && file && std::string_view(file).ends_with(end_)) handle_ = database;
    return SQLITE_OK;
  }
  int judge(int asked, const char* about) const { return asked == action_ && about && table_ == about ? SQLITE_DENY : SQLITE_OK; }
  static void run(const char* sql) { EXPECT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle_); }

  inline static std::string end_;
  inline static sqlite3* handle_ = nullptr;  // the first that was opened
  int action_ = 0;
  std::string table_;
};

}  // namespace tributary::test
