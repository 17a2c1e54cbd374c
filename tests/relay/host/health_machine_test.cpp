// The values of the health page (docs/operations.md) that the machine and its operator answer for: room, sizes, sockets,
// backups and their key. How much room there is and how many files may be open are inputs; everything else is as it lies there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "relay/app/commands.h"
#include "relay/host/health_table.h"
#include "relay/host/watch.h"
#include "tests/relay/host/health_page.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
namespace rows = host::health_rows;

class HealthOfTheMachine : public AtHealthPage {};

TEST_F(HealthOfTheMachine, P9_SpaceAndSizesComeFromTheDisk) {
  machine().space = [](const std::string&) { return host::Machine::Space{rows::gibibyte, 4 * rows::gibibyte}; };
  EXPECT_EQ(level("storage_free"), "attention");
  machine().space = [](const std::string&) { return host::Machine::Space{500 * rows::mebibyte, 4 * rows::gibibyte}; };
  EXPECT_EQ(level("storage_free"), "red");
  machine().space = [](const std::string&) { return host::Machine::Space{90 * rows::gibibyte, 1000 * rows::gibibyte}; };
  EXPECT_EQ(level("storage_free"), "attention") << "less than a tenth";
  EXPECT_GT(measured("storage_used"), 0);
  machine().bytes_of = [](const std::string& file) { return file.ends_with("-wal") ? 300 * rows::mebibyte : 11 * rows::gibibyte; };
  EXPECT_EQ(level("storage_used"), "red");
  EXPECT_EQ(level("wal"), "red");
}

// What grows past the limits is a hole at the end of the file, which takes no room: the log itself says how much of it counts.
TEST_F(HealthOfTheMachine, TheSizesAreThoseOfTheFilesAndTheRoomThatOfTheirDisk) {
  relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  const std::string log = relay.tenant().runtime.folder() + "/log.db";
  EXPECT_EQ(level("storage_used"), "ok");
  EXPECT_EQ(level("wal"), "ok");
  fs::resize_file(log, 11 * rows::gibibyte);
  fs::resize_file(log + "-wal", 300 * rows::mebibyte);
  EXPECT_EQ(level("storage_used"), "red");
  EXPECT_EQ(measured("storage_used"), 11 * rows::gibibyte);
  EXPECT_EQ(level("wal"), "red");
  EXPECT_EQ(relay.hook("sms", relay.sms("SM2", "+15550100101", "still here")).status, 200);
  EXPECT_EQ(machine().space(relay.folder.string()).total, static_cast<std::int64_t>(fs::space(relay.folder).capacity));
}

TEST_F(HealthOfTheMachine, ConnectedPagesAreHeldAgainstTheLimitOnOpenFiles) {
  SocketClient one(relay), two(relay);
  ASSERT_EQ(one.open_as(token), 101);
  one.welcome();
  EXPECT_EQ(measured("clients"), 1);
  EXPECT_EQ(level("clients"), "ok");
  machine().files_max = [] { return std::int64_t{2}; };
  EXPECT_EQ(level("clients"), "red");
  ASSERT_EQ(two.open_as(token), 101);
  two.welcome();
  EXPECT_EQ(measured("clients"), 2);
}

TEST_F(HealthOfTheMachine, ABackupThatIsMissingOrOldIsSaid) {
  EXPECT_EQ(level("last_backup"), "ok");
  relay.pass(27 * limits::hour_ms);
  EXPECT_EQ(level("last_backup"), "attention");
  relay.pass(7 * limits::day_ms);
  EXPECT_EQ(level("last_backup"), "red");
  relay.house->backed_up(relay.house->clock().now());
  relay.house->round().finish_now();
  EXPECT_EQ(level("last_backup"), "ok");
  relay.restart();
  EXPECT_NE(page().at("lastBackup").kind(), json::kind::null) << "remembered";
}

// A week is time enough to take it away.
TEST_F(HealthOfTheMachine, P12_AKeyThatStaysBesideTheDataTurnsRedAndIsSaidUntilItIsTakenAway) {
  std::vector<std::string> said;
  host::Watch watch(*relay.house, [&](const std::string& line) { said.push_back(line); });
  const auto times_said = [&](const std::string& line) {
    watch.look();
    return std::count_if(said.begin(), said.end(), [&](const std::string& one) { return one.starts_with(line); });
  };
  const std::string copy = relay.folder.string() + "-copy";
  EXPECT_TRUE(value("backup_key").empty()) << "there is none before the first backup";
  const app::Said backup = app::run_command(*relay.house, {{"backup", "--to", copy}, ""});
  fs::remove_all(copy);
  ASSERT_TRUE(backup.ok) << backup.text;
  EXPECT_EQ(level("backup_key"), "attention");
  relay.pass(6 * limits::day_ms);
  EXPECT_EQ(level("backup_key"), "attention");
  EXPECT_EQ(times_said("ALARM default backup_key"), 0);
  relay.pass(limits::day_ms);
  EXPECT_EQ(level("backup_key"), "red");
  EXPECT_GE(measured("backup_key"), 7 * limits::day_ms);
  EXPECT_EQ(times_said("ALARM default backup_key"), 1);
  fs::remove(relay.folder / "backup.key");
  EXPECT_TRUE(value("backup_key").empty());
  EXPECT_EQ(times_said("WELL default backup_key"), 1);
  EXPECT_EQ(times_said("WELL default backup_key"), 1) << "once, not every minute";
}

}  // namespace
}  // namespace tributary::test
