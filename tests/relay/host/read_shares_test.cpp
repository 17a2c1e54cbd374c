// P14: reads have a share of the loop's time, in equal parts for those who read. How long a read takes is what the test says:
// the health page asks how much room the disk has, and until that is known a fifth of a second passes.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/relay/host/second_tenant.h"

namespace tributary::test {
namespace {

class ReadingShares : public ::testing::Test {
 protected:
  static constexpr std::int64_t takes_us = 200'000;
  void SetUp() override {
    relay.house->config().reads_of_loop = 0.5;
    relay.house->reads().micros = [this] { return now_us; };
    relay.house->machine().space = [this](const std::string&) {
      now_us += takes_us;
      return host::Machine::Space{std::int64_t{1} << 40, std::int64_t{1} << 40};
    };
  }
  Answer read(const std::string& token) { return relay.as(token, "GET", "/api/v1/admin/health"); }
  // How often it is answered until it is told to come later, while customers write.
  int reads_until_refused(const std::string& token) {
    for (int i = 0; i < 100; ++i) {
      relay.hook("sms", relay.sms("SMa" + std::to_string(i), "+15550100101", "hello"));
      if (read(token).status == 429) return i;
    }
    return 100;
  }
  std::string admin(const std::string& tenant = "default") { return relay.token({"admin"}, tenant); }

  LivingRelay relay;
  SecondTenant other{relay};
  std::int64_t now_us = 0;
};

TEST_F(ReadingShares, P14_OneProgramIsToldToComeLaterOnceItHasHadItsShareAndEverythingElseGoesOn) {
  const std::string greedy = admin();
  EXPECT_EQ(reads_until_refused(greedy), 7) << "a second ahead of a quarter of the loop's time";
  const std::int64_t then_us = now_us;
  const Answer refused = read(greedy);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.code(), "too_many");
  EXPECT_EQ(refused.header("Retry-After"), "1");
  EXPECT_EQ(relay.as(greedy, "GET", "/api/v1/conversations").status, 429) << "whatever it reads";
  EXPECT_EQ(now_us, then_us) << "nothing was done for what is refused";
  EXPECT_EQ(relay.house->reads().refused(), 3u);
  EXPECT_EQ(relay.as(greedy, "POST", "/api/v1/tags", R"({"name":"Urgent"})").status, 201) << "writing is no reading";
  EXPECT_EQ(relay.hook("sms", relay.sms("SM1", "+15550100101", "hello")).status, 200);
  EXPECT_EQ(read(admin()).status, 200) << "another program of the same tenant";
  EXPECT_EQ(read(admin(other.id)).status, 200);
  now_us += 1'000'000;
  EXPECT_EQ(read(greedy).status, 200) << "it came back when it was told to";
}

TEST_F(ReadingShares, WhoeverIsAloneReadsAsFastAsItCan) {
  const std::string token = admin();
  for (int i = 0; i < 40; ++i) ASSERT_EQ(read(token).status, 200) << i;
  EXPECT_EQ(read(admin(other.id)).status, 200);
  EXPECT_EQ(read(token).status, 429) << "now somebody else is there";
}

TEST_F(ReadingShares, P14_ManyProgramsOfOneTenantHaveOneShareTogether) {
  int answered = 0;
  while (answered < 100 && read(admin()).status == 200) ++answered;  // each by a token that has never read
  EXPECT_EQ(answered, 20) << "two seconds ahead of half of the loop's time";
  EXPECT_EQ(read(admin()).status, 429);
  EXPECT_EQ(relay.as(admin(), "GET", "/api/v1/search?q=hello").status, 429);
  EXPECT_EQ(read(admin(other.id)).status, 200) << "another tenant's share is another's";
}

TEST_F(ReadingShares, P14_WhoeverAsksMostGetsNoMoreThanAnEqualPartAndAllTogetherLeaveTheLoopToOthers) {
  const std::vector<std::string> noisy{admin(), admin(), admin(), admin()}, quiet{admin(other.id), admin(other.id)};
  int of_noisy = 0, of_quiet = 0;
  const auto go_on = [&] {
    for (int turn = 0; turn < 60; ++turn, now_us += 100'000) {
      for (const std::string& token : noisy) of_noisy += read(token).status == 200;
      for (const std::string& token : quiet) of_quiet += read(token).status == 200;
    }
  };
  go_on();  // what they may be ahead is used up
  of_noisy = of_quiet = 0;
  const std::int64_t from_us = now_us;
  go_on();
  EXPECT_NEAR(of_noisy, of_quiet, 1);
  EXPECT_GT(of_quiet, 10);
  EXPECT_LE(static_cast<double>((of_noisy + of_quiet) * takes_us), 0.55 * static_cast<double>(now_us - from_us));
}

}  // namespace
}  // namespace tributary::test
