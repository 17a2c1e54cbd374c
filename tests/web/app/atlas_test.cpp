// Drawn text over time: new words wait for one frame at most, and what was drawn is given back when nobody looks.
#include <gtest/gtest.h>

#include <string>

#include "tests/web/app/desk.h"
#include "web/text/run_atlas.h"

namespace tributary {
namespace {

namespace headless = platform::headless;

struct Atlas : ::testing::Test {
  Desk desk;
  void SetUp() override {
    for (int who = 1; who <= 9; ++who) desk.customer_writes(who, "Customer " + std::to_string(who), "This is message number " + std::to_string(who));
    desk.open_page();
    desk.settle();
  }
};

TEST_F(Atlas, WordsThatDoNotFitIntoTheLastFrameAnybodyWantedAskForOneMoreAndAreDrawnInIt) {
  text::invalidate();
  platform::kick(1);
  EXPECT_EQ(headless::settle(), 2) << "more than four milliseconds of new words: some are bars in the first frame";
  const double drawn = text::stats().uploads;
  ASSERT_GT(text::stats().runs, 30);
  platform::kick(1);
  EXPECT_EQ(headless::settle(), 1);
  EXPECT_EQ(text::stats().uploads, drawn) << "none was left a bar";
}

TEST_F(Atlas, APageThatWasHiddenForLongGivesItsMemoryBackAndIsDrawnAnewWhenSomebodyLooks) {
  ASSERT_GT(text::stats().pages, 0);
  headless::emit(headless::event_of(platform::EventKind::hidden_long));
  EXPECT_EQ(text::stats().pages, 0);
  EXPECT_GT(text::stats().measured, 0) << "what was measured stays";
  headless::settle();
  EXPECT_GT(text::stats().pages, 0);
}

}  // namespace
}  // namespace tributary
