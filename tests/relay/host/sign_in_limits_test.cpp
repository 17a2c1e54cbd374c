#include "relay/api/sign_in_limits.h"

#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

using api::SignInLimits;

std::string stranger(int number) { return "203.0.113." + std::to_string(number); }

TEST(SignInLimits, OneStrangerHoldsUpNobodyElse) {
  SignInLimits limits;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(limits.take_account(stranger(1), "zoe@example.com", Instant{0}));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(limits.take_account(stranger(1), "zoe@example.com", Instant{0}));
  EXPECT_EQ(limits.wait_ms(), 12'000);
  EXPECT_TRUE(limits.take_account("198.51.100.1", "zoe@example.com", Instant{0}));
}

TEST(SignInLimits, AnIpv6NetworkIsOneStranger) {
  SignInLimits limits;
  int taken = 0;
  for (int i = 1; i <= 50; ++i) taken += limits.take_account("2001:db8:1:2::" + std::to_string(i), "zoe@example.com", Instant{0});
  EXPECT_EQ(taken, 5);
}

TEST(SignInLimits, ManyStrangersAreSlowTogetherAndDoNotKeepOutWhoWasHereBefore) {
  SignInLimits limits;
  limits.signed_in("198.51.100.1", "zoe@example.com", Instant{0});
  int taken = 0;
  for (int i = 0; i < 200; ++i) taken += limits.take_account(stranger(i), "zoe@example.com", Instant{0});
  EXPECT_EQ(taken, 20);
  EXPECT_FALSE(limits.take_account("198.51.100.2", "zoe@example.com", Instant{0}));
  EXPECT_EQ(limits.wait_ms(), 6'000);
  EXPECT_TRUE(limits.take_account("198.51.100.2", "zoe@example.com", Instant{6'000}));
  EXPECT_TRUE(limits.take_account("198.51.100.1", "zoe@example.com", Instant{6'000})) << "where she has signed in before";
  EXPECT_TRUE(limits.take_account(stranger(1), "max@example.com", Instant{0})) << "another account";
}

TEST(SignInLimits, BehindATrustedProxyAreEachPersonsOwn) {
  LivingRelay relay([](host::Config& config) { config.trusted_proxies = {"127.0.0.1"}; });
  relay.house->add_user("default", "zoe@example.com", "Zoe", Role::agent, store::hash_password("correct horse battery"));
  const Instant now = relay.house->clock().now();
  auto status = [&](const std::string& forwarded, const std::string& password) {
    relay.house->clock().move(0);
    relay.house->clock().move(now.ms - relay.house->clock().now().ms);  // however long a guess takes to check
    return relay.ask("POST", "/api/v1/session", R"({"email":"zoe@example.com","password":")" + password + R"("})",
                     {{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}, {"X-Forwarded-For", forwarded}}).status;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(status("203.0.113.7", "a guess"), 401);
  EXPECT_EQ(status("203.0.113.7", "a guess"), 429);
  EXPECT_EQ(status("198.51.100.1, 203.0.113.7", "a guess"), 429) << "an address a stranger wrote himself";
  EXPECT_EQ(status("198.51.100.1", "correct horse battery"), 200);
}

}  // namespace
}  // namespace tributary::test
