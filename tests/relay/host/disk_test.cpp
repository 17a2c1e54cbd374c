// P9: a full disk refuses what is new, with a sentence; reading, signing in and deleting go on; it ends by itself.
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

using host::Room;
using host::disk::mebibyte;

class Disk : public ::testing::Test {
 protected:
  static constexpr std::int64_t ballast = 1 << 16;
  std::int64_t free_at_start = 4096 * mebibyte;
  LivingRelay relay{[this](host::Config& config) {
    config.free_bytes_pretended = free_at_start;
    config.ballast_bytes = ballast;
  }};
  std::string token = relay.token({"conversations:read", "messages:send", "admin"});
  void has_free(std::int64_t mib) { relay.house->disk().pretend(mib * mebibyte); }
  bool ballast_lies_there() { return std::filesystem::exists(relay.folder / "ballast"); }
  int hook(const std::string& sid) { return relay.hook("sms", relay.sms(sid, "+15550100101", "Hello")).status; }
};

TEST_F(Disk, P9_ThresholdsAreWhatThePromiseSays) {
  has_free(600);
  EXPECT_EQ(relay.house->disk().room(), Room::enough);
  has_free(511);
  EXPECT_EQ(relay.house->disk().room(), Room::little);
  has_free(127);
  EXPECT_EQ(relay.house->disk().room(), Room::none);
  has_free(256);
  EXPECT_EQ(relay.house->disk().room(), Room::none) << "it must not flutter";
  has_free(257);
  EXPECT_EQ(relay.house->disk().room(), Room::little);
}

TEST_F(Disk, P9_WithoutRoomNothingNewIsTakenAndEverythingIsStillRead) {
  EXPECT_EQ(hook("SM1"), 200);
  has_free(100);
  const Answer refused = relay.hook("sms", relay.sms("SM2", "+15550100101", "Hello again"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "disk_full");
  const Answer list = relay.as(token, "GET", "/api/v1/conversations");
  ASSERT_EQ(list.status, 200);
  EXPECT_EQ(list.json().at("items").as_array().size(), 1u);
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/tags", R"({"name":"new"})").code(), "disk_full");
  EXPECT_NE(relay.ask("POST", "/api/v1/session", R"({"email":"a@b.example","password":"not the one at all"})").status, 503) << "signing in goes on";
}

TEST_F(Disk, P9_ItLeavesTheStateByItself) {
  has_free(100);
  EXPECT_EQ(hook("SM1"), 503);
  has_free(300);
  EXPECT_EQ(hook("SM1"), 200);
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array().size(), 1u);
}

TEST_F(Disk, P9_WithLittleRoomWordsAreTakenAndFilesAreNot) {
  has_free(400);
  EXPECT_EQ(hook("SM1"), 200);
  const Answer file = relay.as(token, "POST", "/api/v1/uploads", "some bytes");
  EXPECT_EQ(file.status, 507);
  EXPECT_EQ(file.code(), "disk_low");
}

TEST_F(Disk, P9_TheBallastIsHeldAndGivenBackAndTakenAgain) {
  has_free(4096);
  EXPECT_TRUE(ballast_lies_there());
  EXPECT_EQ(std::filesystem::file_size(relay.folder / "ballast"), static_cast<std::uintmax_t>(ballast));
  has_free(100);
  EXPECT_FALSE(ballast_lies_there());
  has_free(300);
  EXPECT_FALSE(ballast_lies_there()) << "taking it back must not fill the disk again";
  has_free(4096);
  EXPECT_TRUE(ballast_lies_there());
}

TEST_F(Disk, P9_AStartOnAFullDiskGivesTheBallastBackBeforeItOpensItsFiles) {
  has_free(4096);
  EXPECT_EQ(hook("SM1"), 200);
  ASSERT_TRUE(ballast_lies_there());
  free_at_start = 100 * mebibyte;
  relay.restart();
  EXPECT_FALSE(ballast_lies_there()) << "and nobody has looked at the disk since";
  EXPECT_EQ(hook("SM2"), 503);
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array().size(), 1u);
  has_free(300);
  EXPECT_EQ(hook("SM2"), 200);
}

TEST_F(Disk, P9_ACommitThatMeetsAFullDiskIsRefusedAndTheNextOneIsTaken) {
  relay.house->disk().met_full_disk();
  EXPECT_EQ(hook("SM1"), 503);
  relay.house->disk().look();
  EXPECT_EQ(hook("SM1"), 200);
}

}  // namespace
}  // namespace tributary::test
