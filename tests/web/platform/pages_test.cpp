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
  pages.begin_frame(1);
  std::set<std::pair<int, std::pair<int, int>>> places;
  for (int i = 0; i < 200; ++i) {
    const auto at = pages.add(number(i), PageKind::mask, 100, 24);
    ASSERT_GE(at.page, 0);
    EXPECT_TRUE(places.insert({at.page, {at.x, at.y}}).second);
  }
}

TEST(Pages, FindsARunWhereItWasPut) {
  Pages pages;
  pages.begin_frame(1);
  const auto put = pages.add(number(1), PageKind::color, 40, 24);
  const auto found = pages.find(number(1));
  EXPECT_EQ(found.page, put.page);
  EXPECT_EQ(found.x, put.x);
  EXPECT_EQ(pages.find(number(2)).page, -1);
}

TEST(Pages, NeverEmptiesAPageThatThisFrameUses) {
  Pages pages;
  pages.begin_frame(1);
  const int added = fill(pages, 0, 1000);
  EXPECT_LT(added, 1000);
  for (int i = 0; i < added; ++i) EXPECT_GE(pages.find(number(i)).page, 0);
  EXPECT_EQ(pages.evictions(), 0);
}

TEST(Pages, EmptiesThePageUnseenForLongestWhole) {
  Pages pages;
  pages.begin_frame(1);
  const int added = fill(pages, 0, 1000);
  pages.begin_frame(1);
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

TEST(Pages, RefusesARunWiderThanAPage) {
  Pages pages;
  pages.begin_frame(1);
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
