// Easing and the sizes of the three densities. Time is an input.
#include <gtest/gtest.h>

#include "web/app/motion.h"
#include "web/app/sizes.h"

namespace tributary::app {
namespace {

constexpr NodeId it = 7;

float frame(Motion& motion, float dt_ms, float target, bool reduced = false) {
  motion.begin(dt_ms, reduced);
  const float value = motion.ease(it, target, 120);
  motion.end();
  return value;
}

TEST(Motion, WhatIsSeenForTheFirstTimeIsWhereItBelongs) {
  Motion motion;
  EXPECT_EQ(frame(motion, 16, 1), 1);
  EXPECT_FALSE(motion.moving());
}

TEST(Motion, EasesOutAndArrivesInItsTime) {
  Motion motion;
  frame(motion, 16, 0);
  EXPECT_EQ(frame(motion, 5000, 1), 0) << "the pause before the change does not count";
  EXPECT_TRUE(motion.moving());
  const float first = frame(motion, 30, 1), second = frame(motion, 30, 1);
  EXPECT_GT(first, 0.25f) << "fast at first";
  EXPECT_LT(second - first, first) << "then slower";
  frame(motion, 30, 1);
  EXPECT_EQ(frame(motion, 30, 1), 1);
  EXPECT_FALSE(motion.moving()) << "no frame is wanted any more";
}

TEST(Motion, TurnsAroundFromWhereItIs) {
  Motion motion;
  frame(motion, 16, 0);
  frame(motion, 16, 1);
  const float there = frame(motion, 60, 1);
  EXPECT_EQ(frame(motion, 16, 0), there);
  EXPECT_LT(frame(motion, 16, 0), there);
}

TEST(Motion, ReducedMotionIsNoMotion) {
  Motion motion;
  frame(motion, 16, 0, true);
  EXPECT_EQ(frame(motion, 16, 1, true), 1);
  EXPECT_FALSE(motion.moving());
}

TEST(Motion, WhatIsNoLongerDrawnIsForgotten) {
  Motion motion;
  frame(motion, 16, 0);
  motion.begin(16, false);
  motion.end();
  EXPECT_EQ(frame(motion, 16, 1), 1) << "new again, so it does not move";
}

TEST(Sizes, AreThoseOfTheThreeDensities) {
  const Sizes roomy = sizes_of(Density::comfortable, false), cosy = sizes_of(Density::cosy, false), tight = sizes_of(Density::compact, false);
  EXPECT_EQ(roomy.row, 76);
  EXPECT_EQ(roomy.row_lines, 3);
  EXPECT_EQ(cosy.row, 60);
  EXPECT_EQ(cosy.row_lines, 2);
  EXPECT_EQ(tight.row, 36);
  EXPECT_EQ(tight.row_lines, 1);
  EXPECT_EQ(line_height(tight.message), 20);
}

TEST(Sizes, HoldTheLinesOfTheirRows) {
  for (const Density density : {Density::comfortable, Density::cosy, Density::compact}) {
    const Sizes s = sizes_of(density, false);
    float lines = line_height(Style::body);
    if (s.row_lines > 1) lines += line_height(Style::small);
    if (s.row_lines > 2) lines += 18;
    EXPECT_LE(lines + 8, s.row) << "with 4 px above and below";
    EXPECT_LE(s.avatar_list + 8, s.row);
  }
}

TEST(Sizes, GiveFingersFortyFourPixels) {
  for (const Density density : {Density::comfortable, Density::cosy, Density::compact}) {
    const Sizes s = sizes_of(density, true);
    for (const float one : {s.row, s.nav, s.menu_item, s.button, s.input}) EXPECT_GE(one, 44);
  }
}

}  // namespace
}  // namespace tributary::app
