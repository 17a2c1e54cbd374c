// How wide the panes are beside one another, at every breakpoint and when they are dragged.
#include "web/app/columns.h"

#include <gtest/gtest.h>

namespace tributary::app {
namespace {

TEST(Columns, AreFourFrom1280Px) {
  const Columns c = columns_of(1440, {});
  EXPECT_EQ(c.rail, 208);
  EXPECT_EQ(c.list, 348);
  EXPECT_EQ(c.contact, 292);
  EXPECT_EQ(c.rail + c.list + c.thread + c.contact, 1440);
  EXPECT_GE(columns_of(1280, {}).thread, 480);
  EXPECT_GT(columns_of(1280, {}).contact, 0);
}

TEST(Columns, HaveNoDetailsBelow1280PxNorWhenTheyAreHidden) {
  EXPECT_EQ(columns_of(1279, {}).contact, 0);
  Preferences hidden;
  hidden.contact_shown = false;
  EXPECT_EQ(columns_of(1440, hidden).contact, 0);
  EXPECT_EQ(columns_of(1440, hidden).thread, 1440 - 208 - 348);
}

TEST(Columns, ShowIconsAloneBelow1024Px) {
  EXPECT_GT(columns_of(1024, {}).rail, 56);
  EXPECT_EQ(columns_of(1023, {}).rail, 56);
  EXPECT_FALSE(columns_of(1023, {}).rail_folds);
}

TEST(Columns, LeaveTheThread480PxAsLongAsTheListCanGiveWay) {
  for (float width = 776; width <= 2000; ++width) EXPECT_GE(columns_of(width, {}).thread, 480) << width;
  Preferences greedy;
  greedy.rail_width = 320, greedy.list_width = 560, greedy.contact_width = 480;
  for (float width = 776; width <= 2400; ++width) {
    const Columns c = columns_of(width, greedy);
    EXPECT_GE(c.thread, 480) << width;
    EXPECT_GE(c.list, c.list_min) << width;
    EXPECT_EQ(c.rail + c.list + c.thread + c.contact, width);
  }
}

TEST(Columns, KeepWhatWasDraggedWhereItFits) {
  Preferences dragged;
  dragged.rail_width = 240, dragged.list_width = 400, dragged.contact_width = 320;
  const Columns c = columns_of(1600, dragged);
  EXPECT_EQ(c.rail, 240);
  EXPECT_EQ(c.list, 400);
  EXPECT_EQ(c.contact, 320);
  EXPECT_EQ(c.list_max, 560);          // 640 for the thread: 160 to spare
  EXPECT_LE(columns_of(1440, dragged).list_max, 400 + (1440 - 240 - 400 - 320 - 480));
}

TEST(Columns, FoldTheRailWhenItIsDraggedBelowItsWords) {
  EXPECT_EQ(rail_width_for(119), 56);
  EXPECT_EQ(rail_width_for(120), 160);
  EXPECT_EQ(rail_width_for(500), 320);
  Preferences folded;
  folded.rail_width = 56;
  EXPECT_EQ(columns_of(1440, folded).rail, 56);
}

}  // namespace
}  // namespace tributary::app
