#include "relay/api/rate_limit.h"

#include <gtest/gtest.h>

namespace tributary::test {
namespace {

TEST(RateLimit, LetsABurstGoAndThenAsManyAsFlowIn) {
  api::RateLimit limit(60, 2);
  EXPECT_TRUE(limit.take("a", Instant{0}));
  EXPECT_TRUE(limit.take("a", Instant{0}));
  EXPECT_FALSE(limit.take("a", Instant{0}));
  EXPECT_EQ(limit.wait_ms(), 1000);
  EXPECT_TRUE(limit.take("b", Instant{0}));
  EXPECT_TRUE(limit.take("a", Instant{1000}));
  EXPECT_FALSE(limit.take("a", Instant{1500}));
  EXPECT_FALSE(limit.take("a", Instant{0})) << "a clock that goes back fills nothing";
}

TEST(RateLimit, ACrowdOfStrangersDoesNotSetFreeWhoIsHeldBack) {
  api::RateLimit limit(60, 2);
  limit.take("guesser", Instant{0});
  limit.take("guesser", Instant{0});
  ASSERT_FALSE(limit.take("guesser", Instant{0}));
  for (int i = 0; i < 50'000; ++i) EXPECT_TRUE(limit.take("stranger " + std::to_string(i), Instant{0}));
  EXPECT_FALSE(limit.take("guesser", Instant{0}));
}

}  // namespace
}  // namespace tributary::test
