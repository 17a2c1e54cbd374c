// The store's known mistakes: its own tests must notice each of them.
#include "tests/planted/planted_main.h"

namespace tributary { int planted_bug = 0; }

namespace {

constexpr tributary::Planted planted_bugs[] = {
    {9, "store: the answer leaves before the commit"},
    {10, "store: a twin under the same key counts as new"},
    {94, "store: an upgrade begins without a copy of what was there"},
};

}  // namespace

int main(int argc, char** argv) {
  testing::GTEST_FLAG(output) = "";  // the runs below fail on purpose: their reports are not ours
  testing::InitGoogleTest(&argc, argv);
  return tributary::try_planted_bugs(planted_bugs);
}
