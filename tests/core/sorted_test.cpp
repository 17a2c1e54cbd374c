#include "core/base/sorted.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace tributary {
namespace {

TEST(Sorted, PutsAListInOrderAndLeavesEqualOnesAsTheyWere) {
  std::vector<std::pair<int, std::string>> list{{3, "a"}, {1, "b"}, {3, "c"}, {2, "d"}, {1, "e"}};
  sort_list(list, [](const auto& x, const auto& y) { return x.first < y.first; });
  std::string told;
  for (const auto& [number, letter] : list) told += std::to_string(number) + letter;
  EXPECT_EQ(told, "1b1e2d3a3c");
}

TEST(Sorted, TakesWhatCanOnlyBeMovedAndListsWithNothingInThem) {
  std::vector<std::unique_ptr<int>> list;
  sort_list(list);
  for (const int number : {5, 4, 9}) list.push_back(std::make_unique<int>(number));
  sort_list(list, [](const auto& x, const auto& y) { return *x < *y; });
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(*list[0] * 100 + *list[1] * 10 + *list[2], 459);
}

}  // namespace
}  // namespace tributary
