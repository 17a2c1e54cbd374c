// P12: a backup every so many hours into a folder that keeps the last few. Time is moved, and one that fails is seen.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "relay/app/backup.h"
#include "relay/app/planned_backups.h"
#include "relay/host/health.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace fs = std::filesystem;

class PlannedBackups : public ::testing::Test {
 protected:
  PlannedBackups() {
    relay.house->config().backups = {to, 6 * limits::hour_ms, 2};
    relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  }
  ~PlannedBackups() override { fs::remove_all(to); }
  std::set<std::string> folders() {
    std::set<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(to, none)) names.insert(entry.path().filename().string());
    return names;
  }
  void look() {
    planned.look();
    relay.run_until([&] { return !planned.under_way(); });
    relay.house->round().finish_now();
  }
  host::HealthValue value() {
    for (const auto& one : host::health_of(*relay.house, relay.tenant()).values)
      if (std::string_view(one.id) == "last_backup") return one;
    return {};
  }

  LivingRelay relay;
  std::string to = relay.folder.string() + "-backups";
  app::PlannedBackups planned{*relay.house};
};

TEST_F(PlannedBackups, P12_AreMadeWhenTheyAreDueAndOnlyTheLastFewAreKept) {
  look();
  ASSERT_EQ(folders().size(), 1u);
  const std::string first = *folders().begin();
  EXPECT_EQ(app::damage_of_backup(to + "/" + first, relay.folder.string() + "/backup.key"), "");
  look();
  EXPECT_EQ(folders().size(), 1u) << "none is due";
  relay.pass(5 * limits::hour_ms);
  look();
  EXPECT_EQ(folders().size(), 1u) << "nor an hour before its time";
  fs::create_directories(to + "/mine");               // whatever else lies there is somebody's
  fs::create_directories(to + "/tributary-of-my-own");
  for (int i = 0; i < 3; ++i) {
    relay.pass(6 * limits::hour_ms);
    look();
  }
  EXPECT_EQ(folders().size(), 4u);
  EXPECT_FALSE(folders().contains(first));
  EXPECT_TRUE(folders().contains("mine"));
  EXPECT_TRUE(folders().contains("tributary-of-my-own"));
  EXPECT_EQ(value().level(), host::Level::ok);
}

TEST_F(PlannedBackups, P12_TheHealthPageSaysSoAsLongAsTheirKeyLiesBesideTheData) {
  const auto said = [&] {
    for (const auto& one : host::health_of(*relay.house, relay.tenant()).values)
      if (std::string_view(one.id) == "backup_key") return one.level() == host::Level::attention;
    return false;
  };
  EXPECT_FALSE(said()) << "there is none yet";
  look();
  EXPECT_TRUE(said());
  fs::remove(relay.folder / "backup.key");
  EXPECT_FALSE(said());
}

TEST_F(PlannedBackups, P12_TheFirstOneTellsTheOperatorOfTheKeyAndTheNextOnesDoNot) {
  testing::internal::CaptureStderr();
  look();
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_NE(told.find("Backups are sealed to backup-"), std::string::npos) << told;
  EXPECT_NE(told.find(relay.folder.string() + "/backup.key"), std::string::npos) << told;
  relay.pass(6 * limits::hour_ms);
  testing::internal::CaptureStderr();
  look();
  EXPECT_EQ(testing::internal::GetCapturedStderr().find("Backups are sealed"), std::string::npos);
  EXPECT_EQ(folders().size(), 2u);
}

TEST_F(PlannedBackups, P12_PlainOnesOfFormerTimesAreCountedAmongThem) {
  const std::string old = to + "/tributary-20200101T000000.000Z";
  fs::create_directories(old);
  std::ofstream(old + "/manifest.json") << "{}";
  look();
  EXPECT_TRUE(fs::exists(old));
  relay.pass(6 * limits::hour_ms);
  look();
  EXPECT_FALSE(fs::exists(old));
  EXPECT_EQ(folders().size(), 2u);
}

TEST_F(PlannedBackups, P12_AClockThatIsSetBackDoesNotPutTheNextOneOff) {
  look();
  relay.house->clock().set_wall_by(-limits::day_ms);
  look();
  EXPECT_EQ(folders().size(), 2u);
}

TEST_F(PlannedBackups, P12_P10_TheOneJustMadeStaysThoughOthersBearLaterNames) {
  relay.house->clock().set_wall_by(30 * limits::day_ms);
  for (int i = 0; i < 2; ++i, relay.pass(6 * limits::hour_ms)) look();
  const std::set<std::string> ahead = folders();
  relay.house->clock().set_wall_by(-31 * limits::day_ms);
  look();
  EXPECT_EQ(folders().size(), 3u);
  for (int i = 0; i < 3; ++i) {
    relay.pass(6 * limits::hour_ms);
    look();
  }
  EXPECT_EQ(folders().size(), 4u) << "two of now, and those whose time has not come";
  for (const std::string& name : ahead) EXPECT_TRUE(folders().contains(name));
}

TEST_F(PlannedBackups, P12_WhatCannotBeLookedIntoIsLeftAloneAndEndsNothing) {
  const std::string loop = to + "/tributary-20200101T000000.000Z";
  fs::create_directories(to);
  fs::create_directory_symlink(loop, loop);
  for (int i = 0; i < 3; ++i, relay.pass(6 * limits::hour_ms)) look();
  EXPECT_EQ(folders().size(), 3u);
  EXPECT_TRUE(fs::is_symlink(loop));
  EXPECT_EQ(value().level(), host::Level::ok);
}

TEST_F(PlannedBackups, P12_OneThatFailsIsSaidAndTriedAgainWithinTheHour) {
  std::ofstream(to) << "a file where the folder should be";
  testing::internal::CaptureStderr();
  look();
  EXPECT_NE(testing::internal::GetCapturedStderr().find("The planned backup failed: "), std::string::npos);
  EXPECT_EQ(value().level(), host::Level::attention);
  EXPECT_NE(value().detail.find("failed"), std::string::npos);
  EXPECT_EQ(value().detail.find(to), std::string::npos) << "folders of this machine are its operator's business";
  ASSERT_FALSE(relay.tenant().runtime.troubles().last().empty());
  EXPECT_STREQ(relay.tenant().runtime.troubles().last().front().what, "backup_failed");
  fs::remove(to);
  look();
  EXPECT_TRUE(folders().empty()) << "not at once: a full disk is not emptied by trying";
  relay.pass(limits::hour_ms);
  look();
  EXPECT_EQ(folders().size(), 1u);
  EXPECT_EQ(value().level(), host::Level::ok);
  EXPECT_EQ(value().detail, "");
}

TEST_F(PlannedBackups, P12_AreRedWhenThreeInARowAreMissing) {
  look();
  relay.pass(9 * limits::hour_ms);
  EXPECT_EQ(value().level(), host::Level::attention);
  relay.pass(11 * limits::hour_ms);
  EXPECT_EQ(value().level(), host::Level::red);
}

TEST_F(PlannedBackups, AreNotMadeWhereNoneAreAskedFor) {
  relay.house->config().backups.to.clear();
  look();
  EXPECT_TRUE(folders().empty());
}

}  // namespace
}  // namespace tributary::test
