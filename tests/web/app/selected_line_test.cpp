// A line with selected words is the page's own, ground and ink; the canvas leaves it out, else two would paint it.
#include <gtest/gtest.h>

#include "tests/web/app/desk.h"
#include "web/text/run_atlas.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

// Runs of the next frame.
double drawn() {
  platform::kick(1);
  headless::settle();
  return text::stats().runs;
}

TEST(SelectedLine, IsLeftToThePageForAsLongAsItIsSelected) {
  Desk desk;
  desk.customer_writes(1, "Maya", "Where is my parcel?");
  desk.open_page();
  ASSERT_TRUE(headless::press(Role::listitem, "Maya"));
  desk.settle();
  const headless::ShownNode* line = headless::find(Role::line, "Where is my parcel?");
  ASSERT_TRUE(line);
  const double all = drawn();
  headless::record().selected = {line->node.id};
  EXPECT_EQ(drawn(), all - 1);
  EXPECT_TRUE(headless::find(Role::line, "Where is my parcel?"));
  headless::record().selected.clear();
  EXPECT_EQ(drawn(), all);
}

}  // namespace
}  // namespace tributary
