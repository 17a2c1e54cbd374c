// The page holds at most so many nodes, and each set says its true size all the same.
#include "web/app/plane_limit.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/web/app/desk.h"

namespace tributary::app {
namespace {

namespace headless = platform::headless;
using platform::Node;
using platform::Role;

constexpr std::uint64_t region = 1, list = 2, first_item = 100;

// A scroller of 600 px, a list in it, and so many rows of 40 px, each with two labels.
std::vector<Node> rows(int count, float scrolled = 0) {
  std::vector<Node> nodes;
  const auto add = [&](std::uint64_t id, std::uint64_t parent, Role role, float y, float h) {
    Node node;
    node.id = id;
    node.parent = parent;
    node.role = role;
    node.y = y;
    node.h = h;
    node.w = 300;
    nodes.push_back(node);
  };
  add(region, 0, Role::region, 0, 600);
  nodes.back().flags = platform::node_scroller;
  add(list, region, Role::list, -scrolled, 40.0F * static_cast<float>(count));
  for (int i = 0; i < count; ++i) {
    const auto id = first_item + 10 * static_cast<std::uint64_t>(i);
    const float y = 40.0F * static_cast<float>(i) - scrolled;
    add(id, list, Role::listitem, y, 40);
    add(id + 1, id, Role::label, y + 4, 16);
    add(id + 2, id, Role::label, y + 20, 16);
  }
  return nodes;
}

const Node* find(const std::vector<Node>& nodes, std::uint64_t id) {
  const auto at = std::find_if(nodes.begin(), nodes.end(), [id](const Node& one) { return one.id == id; });
  return at == nodes.end() ? nullptr : &*at;
}

TEST(PlaneLimit, APageWithLittleOnItIsToldWholeAndWithoutNumbers) {
  std::vector<Node> nodes = rows(100);
  keep_within_limit(nodes, 0);
  EXPECT_EQ(nodes.size(), 302u);
  EXPECT_EQ(find(nodes, first_item)->position, 0);
}

TEST(PlaneLimit, OfALongPageOnlyWhatIsNearIsToldButSetsSayHowLargeTheyAre) {
  std::vector<Node> nodes = rows(500, 4000);  // the hundredth row is at the top
  keep_within_limit(nodes, 0);
  EXPECT_LE(nodes.size(), told_max);
  const Node* shown = find(nodes, first_item + 10 * 100);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->position, 101);
  EXPECT_EQ(shown->set_size, 500);
  EXPECT_TRUE(find(nodes, first_item + 10 * 129)) << "a screen further down is told too";
  EXPECT_FALSE(find(nodes, first_item + 10 * 140));
  EXPECT_FALSE(find(nodes, first_item));
  EXPECT_FALSE(find(nodes, first_item + 1)) << "and nothing of what lies in it";
  EXPECT_TRUE(find(nodes, list)) << "what reaches into the view is there, wherever it begins";
}

TEST(PlaneLimit, WhatHasTheFocusIsToldWhereverItLies) {
  std::vector<Node> nodes = rows(500);
  const std::uint64_t far = first_item + 10 * 400;
  keep_within_limit(nodes, far + 1);
  EXPECT_TRUE(find(nodes, far + 1));
  EXPECT_TRUE(find(nodes, far));
  EXPECT_FALSE(find(nodes, far + 10));
  for (std::size_t i = 0; i < nodes.size(); ++i)
    EXPECT_TRUE(nodes[i].parent == 0 || std::any_of(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(i), [&](const Node& one) { return one.id == nodes[i].parent; }));
}

TEST(PlaneLimit, WhatIsTooMuchWithinAScreenIsCutCloser) {
  std::vector<Node> nodes = rows(500);
  for (Node& node : nodes)
    if (node.id >= first_item) node.y /= 4, node.h /= 4;  // sixty rows a screen: two screens would be 360 nodes
  keep_within_limit(nodes, 0);
  EXPECT_LE(nodes.size(), told_max);
  EXPECT_TRUE(find(nodes, first_item + 10 * 59));
}

TEST(PlaneLimit, ThePreferencesAndTheSheetStayWithinItInBothModesOfText) {
  for (const bool in_dom : {false, true}) {
    platform::Screen screen{1440, 900, 1, platform::Theme::light};
    screen.text_in_dom = in_dom;
    Desk desk(screen);
    desk.customer_writes(1, "Maya", "Hello");
    desk.open_page("#/preferences");
    desk.settle();
    EXPECT_LE(headless::record().nodes.size(), told_max);
    headless::key("?", platform::key_shift);
    desk.settle();
    ASSERT_TRUE(headless::find(Role::dialog, "Keyboard shortcuts"));
    EXPECT_LE(headless::record().nodes.size(), told_max);
  }
}

}  // namespace
}  // namespace tributary::app
