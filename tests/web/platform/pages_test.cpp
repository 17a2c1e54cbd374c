#include "web/text/pages.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using tributary::text::key_of;
using tributary::text::PageKind;
using tributary::text::Pages;

tributary::text::RunKey number(int i) { return key_of("run", static_cast<std::uint64_t>(i)); }

// Adds runs that fill about a fifth of a page each until the pages refuse or `most` are in.
int fill(Pages& pages, int first, int most) {
  int added = 0;
  while (added < most && pages.add(number(first + added), PageKind::mask, 2000, 92).page >= 0) ++added;
  return added;
}

TEST(Pages, GivesEveryRunAPlaceOfItsOwn) {
  Pages pages;
  pages.begin_frame(1, false);
  std::set<std::pair<int, std::pair<int, int>>> places;
  for (int i = 0; i < 200; ++i) {
    const auto at = pages.add(number(i), PageKind::mask, 100, 24);
    ASSERT_GE(at.page, 0);
    EXPECT_TRUE(places.insert({at.page, {at.x, at.y}}).second);
  }
}

TEST(Pages, FindsARunWhereItWasPut) {
  Pages pages;
  pages.begin_frame(1, false);
  const auto put = pages.add(number(1), PageKind::color, 40, 24);
  const auto found = pages.find(number(1));
  EXPECT_EQ(found.page, put.page);
  EXPECT_EQ(found.x, put.x);
  EXPECT_EQ(pages.find(number(2)).page, -1);
}

TEST(Pages, NeverEmptiesAPageThatThisFrameUses) {
  Pages pages;
  pages.begin_frame(1, false);
  const int added = fill(pages, 0, 1000);
  EXPECT_LT(added, 1000);
  for (int i = 0; i < added; ++i) EXPECT_GE(pages.find(number(i)).page, 0);
  EXPECT_EQ(pages.evictions(), 0);
}

TEST(Pages, EmptiesThePageUnseenForLongestWhole) {
  Pages pages;
  pages.begin_frame(1, false);
  const int added = fill(pages, 0, 1000);
  pages.begin_frame(1, false);
  const int spared = pages.find(number(0)).page;  // seen again: its page stays
  ASSERT_GE(spared, 0);
  const auto at = pages.add(number(5000), PageKind::mask, 2000, 92);
  ASSERT_GE(at.page, 0);
  EXPECT_NE(at.page, spared);
  EXPECT_EQ(pages.evictions(), 1);
  int gone = 0;
  for (int i = 0; i < added; ++i) gone += pages.find(number(i)).page < 0 ? 1 : 0;
  EXPECT_EQ(gone, 5);
}

TEST(Pages, HasABudgetByThePixelRatioAndHalfOfItWhereMemoryIsShort) {
  const auto budget = [](float dpr, bool low) {
    Pages pages;
    pages.begin_frame(dpr, low);
    return std::pair{pages.budget(PageKind::mask), pages.budget(PageKind::color)};
  };
  EXPECT_EQ(budget(1, false), std::pair(8, 2));
  EXPECT_EQ(budget(2, false), std::pair(20, 4));
  EXPECT_EQ(budget(2, true), std::pair(10, 2));
  EXPECT_EQ(budget(8, false), std::pair(32, 8));
}

TEST(Pages, StaysWithinTheBudgetWhileFramesNeedLess) {
  Pages pages;
  for (int frame = 0; frame < 200; ++frame) {
    pages.begin_frame(1, false);
    for (int i = 0; i < 12; ++i) ASSERT_GE(pages.add(number(frame * 100 + i), PageKind::mask, 2000, 92).page, 0);
    ASSERT_LE(pages.count(), 8);
  }
  EXPECT_GT(pages.evictions(), 100);
}

TEST(Pages, GoesBeyondTheBudgetForOneHugeFrameButNeverBeyondTheCeiling) {
  Pages pages;
  pages.begin_frame(1, true);
  fill(pages, 0, 10000);
  EXPECT_EQ(pages.mib(), tributary::text::pages_mib_max);
  EXPECT_EQ(pages.evictions(), 0);
}

TEST(Pages, MovesWhatIsStillSeenOffAPageThatIsMostlyForgotten) {
  Pages pages;
  pages.begin_frame(1, false);
  const int added = fill(pages, 0, 5);  // one page, full
  ASSERT_EQ(pages.count(), 1);
  const auto seen = number(0);
  for (std::uint64_t frame = 0; frame < tributary::text::run_old_after_frames + 2 * tributary::text::page_checked_every_frames && !pages.find(seen).leaving; ++frame)
    pages.begin_frame(1, false);
  ASSERT_TRUE(pages.find(seen).leaving);
  EXPECT_EQ(pages.compactions(), 1);
  const int before = pages.find(seen).page;
  const auto moved = pages.add(seen, PageKind::mask, 2000, 92);
  EXPECT_NE(moved.page, before);
  EXPECT_EQ(pages.count(), 2);  // the old place may still be on the screen
  for (int frame = 0; frame < 2; ++frame) pages.begin_frame(1, false), pages.find(seen);
  EXPECT_EQ(pages.count(), 1);
  EXPECT_EQ(pages.find(seen).page, moved.page);
  EXPECT_FALSE(pages.find(seen).leaving);
  for (int i = 1; i < added; ++i) EXPECT_EQ(pages.find(number(i)).page, -1);
}

TEST(Pages, LeavesAPageAloneWhileMostOfItIsSeen) {
  Pages pages;
  pages.begin_frame(1, false);
  const int added = fill(pages, 0, 5);
  for (std::uint64_t frame = 0; frame < 2 * tributary::text::run_old_after_frames; ++frame) {
    pages.begin_frame(1, false);
    for (int i = 0; i < added - 2; ++i) ASSERT_FALSE(pages.find(number(i)).leaving);
  }
  EXPECT_EQ(pages.compactions(), 0);
}

TEST(Pages, GivesAllMemoryBackWhenCleared) {
  Pages pages;
  pages.begin_frame(1, false);
  fill(pages, 0, 20);
  pages.clear();
  EXPECT_EQ(pages.mib(), 0);
  EXPECT_EQ(pages.find(number(0)).page, -1);
  EXPECT_GE(pages.add(number(0), PageKind::mask, 100, 20).page, 0);
}

TEST(Pages, RefusesARunWiderThanAPage) {
  Pages pages;
  pages.begin_frame(1, false);
  EXPECT_EQ(pages.add(number(1), PageKind::mask, 4000, 24).page, -1);
}

TEST(RunKey, TellsTextsStylesAndLengthsApart) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  const std::string zeros(40, '\0');
  for (std::size_t n = 0; n <= zeros.size(); ++n) {
    for (std::uint64_t style = 0; style < 4; ++style) {
      const auto key = key_of(std::string_view(zeros).substr(0, n), style);
      EXPECT_TRUE(seen.insert({key.high, key.low}).second) << n << " " << style;
    }
  }
  EXPECT_EQ(key_of("same", 1), key_of("same", 1));
}

}  // namespace
