// A text far longer than a channel takes: it is kept as it was typed, its limit is told, and drawing the page does not go through it.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/web/app/at_desk.h"
#include "tests/web/app/reply_field.h"
#include "web/text/run_atlas.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr double measured_enough = 100;  // what the page itself says anew: sentences, buttons, a row

struct LongText : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Tell me everything");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  void type(std::string_view words, std::string_view field = "Reply") {
    ASSERT_TRUE(headless::type(field, words));
    desk.settle();
  }
  // Of words that differ, so that no line of it is another's.
  static std::string of_bytes(std::size_t bytes) {
    std::string all;
    for (int i = 0; all.size() < bytes; ++i) all += "word" + std::to_string(i) + " ";
    all.resize(bytes);
    return all;
  }
  static float height(std::string_view field) { return headless::find(Role::textbox, field)->node.h; }
  static bool says(std::string_view words) { return headless::dump().find(words) != std::string::npos; }
  static double measured() { return text::stats().measured; }
};

TEST_F(LongText, OfAMegabyteNoFrameMeasuresMoreThanThePageItself) {
  type(of_bytes(1'200));
  const std::string pasted = of_bytes(1'000'000);
  double before = measured();
  type(pasted);
  EXPECT_LT(measured() - before, measured_enough) << "twelve thousand lines of it would be more";
  type("x" + pasted);
  before = measured();
  for (int frame = 0; frame < 5; ++frame) {
    platform::kick(1);
    desk.settle();
  }
  EXPECT_EQ(measured(), before);
  type("y" + pasted);
  EXPECT_LT(measured() - before, measured_enough) << "nor does a letter more";
}

TEST_F(LongText, TheFieldIsAsHighAsForAnyTextThatFillsIt) {
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += "a line\n";
  type(lines);
  const float full = height("Reply");
  type(of_bytes(1'000'000));
  EXPECT_EQ(height("Reply"), full);
  type("short");
  EXPECT_LT(height("Reply"), full);
}

TEST_F(LongText, TheLimitIsToldAsSoonAsItIsPassedAndNotBefore) {
  const auto most = static_cast<std::size_t>(limits::message_characters_max);
  type(std::string(most, 'x'));
  EXPECT_TRUE(says("11 segments")) << headless::dump();
  EXPECT_FALSE(says("longer than 1600 characters"));
  type(std::string(most + 1, 'x'));
  EXPECT_TRUE(says("longer than 1600 characters")) << headless::dump();
  EXPECT_FALSE(says("segments")) << "how many parts nobody will send is no news";
  type(of_bytes(1'000'000));
  EXPECT_TRUE(says("longer than 1600 characters"));
  EXPECT_TRUE(says("only this browser keeps it"));
  press(Role::tab, "Private note");
  EXPECT_FALSE(says("longer than"));
  type(std::string(static_cast<std::size_t>(limits::note_characters_max) + 1, 'x'), "Private note");
  EXPECT_TRUE(says("longer than 10000 characters"));
}

TEST_F(LongText, NothingThatWasTypedIsLostBySendingLeavingOrReloading) {
  const std::string pasted = of_bytes(1'000'000);
  type(pasted);
  press(Role::button, "Send");
  EXPECT_TRUE(said("longer than 1600"));
  EXPECT_TRUE(reply_field() == pasted) << "it never left the composer";
  EXPECT_TRUE(desk.replies().empty());
  desk.customer_writes(2, "Noor", "Hello?");
  press(Role::listitem, "Noor");
  EXPECT_EQ(reply_field(), "");
  press(Role::listitem, "Maya");
  EXPECT_TRUE(reply_field() == pasted) << "it waits in its conversation";
  desk.reload(true);
  press(Role::listitem, "Maya");
  EXPECT_TRUE(reply_field() == pasted) << "and for the next page of this browser";
}

}  // namespace
}  // namespace tributary
