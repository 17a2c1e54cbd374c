#include "core/base/civil.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"

namespace tributary {
namespace {

TEST(Civil, SaysADateInWords) {
  EXPECT_EQ(date_words(Instant{0}), "1 January 1970, 00:00 UTC");
  EXPECT_EQ(date_words(Instant{1795269720000}), "21 November 2026, 14:02 UTC");
  EXPECT_EQ(date_words(Instant{951782400000}), "29 February 2000, 00:00 UTC");
  EXPECT_EQ(date_words(Instant{-1}), "31 December 1969, 23:59 UTC");
}

TEST(Civil, SaysATimeAsIso8601WithMilliseconds) {
  EXPECT_EQ(iso_text(Instant{1795269753250}), "2026-11-21T14:02:33.250Z");
  EXPECT_EQ(iso_text(Instant{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Civil, ComesBackAsTheSameInstantForEveryDayOfSixHundredYears) {
  Civil before = civil_of(Instant{-400 * 365 * limits::day_ms});
  for (std::int64_t day = -400 * 365 + 1; day < 200 * 365; ++day) {
    const Instant at{day * limits::day_ms + 12'345'678};
    const Civil civil = civil_of(at);
    ASSERT_EQ(instant_of(civil), at);
    // Each day follows the one before: the next of the month, or the first of the next month.
    ASSERT_TRUE((civil.day == before.day + 1 && civil.month == before.month) || (civil.day == 1 && civil.month == before.month % 12 + 1));
    before = civil;
  }
}

}  // namespace
}  // namespace tributary
