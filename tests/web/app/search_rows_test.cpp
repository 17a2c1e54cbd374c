// The rows of the search: all of them count, those near the view are drawn, and each says what it said when all were.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/web/app/at_desk.h"
#include "web/app/theme.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct SearchRows : AtDesk {
  static constexpr int customers = 40;
  void SetUp() override {
    for (int who = 1; who <= customers; ++who) desk.customer_writes(who, "Customer " + std::to_string(who), "Parcel " + std::to_string(who));
    desk.open_page();
    key("/");
    headless::type("Search conversations", "customer");
    desk.settle();
  }
  static std::vector<const headless::ShownNode*> rows() {
    std::vector<const headless::ShownNode*> found;
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.node.role == Role::option) found.push_back(&shown);
    return found;
  }
};

TEST_F(SearchRows, EachSaysHowManyThereAreAndWhichItIsAlthoughOnlySomeAreDrawn) {
  const auto shown = rows();
  ASSERT_FALSE(shown.empty()) << headless::dump();
  EXPECT_LT(shown.size(), static_cast<std::size_t>(customers));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    EXPECT_EQ(shown[i]->node.set_size, customers);
    EXPECT_EQ(shown[i]->node.position, static_cast<int>(i) + 1);
    EXPECT_NE(shown[i]->name.find("SMS"), std::string::npos) << shown[i]->name;
    EXPECT_NE(shown[i]->name.find("Customer "), std::string::npos) << shown[i]->name;
  }
}

TEST_F(SearchRows, TheLastHasItsWordsWhenItIsWalkedTo) {
  for (int i = 0; i + 1 < customers; ++i) key("ArrowDown", platform::key_in_field);
  const auto shown = rows();
  ASSERT_FALSE(shown.empty());
  EXPECT_EQ(shown.back()->node.position, customers);
  EXPECT_NE(shown.back()->node.flags & platform::node_selected, 0u);
  EXPECT_NE(shown.back()->name.find("Parcel "), std::string::npos) << shown.back()->name;
  headless::enter("Search conversations");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_TRUE(headless::find(Role::heading, "Customer ")) << headless::dump();
}

// The first text in a script loads its font, which is longer than a letter may wait for its hits.
struct SearchFonts : AtDesk {
  static std::vector<std::string> measured(app::Style style) {
    std::vector<std::string> languages;
    for (const headless::Measured& one : headless::record().measured_when_idle)
      if (one.style == static_cast<int>(style)) languages.push_back(one.language);
    std::sort(languages.begin(), languages.end());
    return languages;
  }
};

TEST_F(SearchFonts, ATitleInEachScriptIsMeasuredWhileNothingIsTypedYetAndNoneTwice) {
  const char* names[] = {"Maya", "أحمد", "ليلى", "さくら", "ひなた", "Олена"};
  for (int who = 1; who <= 6; ++who) desk.customer_writes(who, names[who - 1], "Where is it?");
  desk.open_page();
  EXPECT_TRUE(headless::record().measured_when_idle.empty()) << "while the page loads nothing is made ahead";
  key("/");
  const std::vector<std::string> once{"ar", "ja", "ru"};
  EXPECT_EQ(measured(app::Style::body), once);
  EXPECT_EQ(measured(app::Style::small), once);
  for (const headless::Measured& one : headless::record().measured_when_idle) EXPECT_EQ(one.rtl, one.language == "ar") << one.text;
  headless::type("Search conversations", "ل");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::option, "ليلى")) << headless::dump();
  EXPECT_EQ(measured(app::Style::body), once);
  desk.customer_writes(7, "José", "Hola");
  headless::type("Search conversations", "さ");
  desk.settle();
  EXPECT_EQ(measured(app::Style::body), once) << "not when the list has moved either";
}

}  // namespace
}  // namespace tributary
