// Whoever has several accounts narrows the list to one of them; whoever has one is not asked.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct ListAccount : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "hello");
    desk.pass(1000);
    desk.customer_writes(2, "Noor", "hello", Channel::whatsapp);
    desk.open_page("#/all");
    desk.settle();
  }
  static bool listed(std::string_view who) { return headless::find(Role::listitem, who) != nullptr; }
};

TEST_F(ListAccount, D15_IsNoQuestionWhereThereIsOnlyOne) {
  press(Role::button, "Filter");
  EXPECT_TRUE(headless::find(Role::menuitem, "Channel"));
  EXPECT_FALSE(headless::find(Role::menuitem, "Account")) << headless::dump();
}

TEST_F(ListAccount, D15_NarrowsTheListToWhatCameThroughItsNumbers) {
  const Actor system{ActorKind::system, {}};
  const AccountId second{2, 9};
  const ServiceId service{2, 2};
  ASSERT_TRUE(desk.command(ConfigureAccount{Account{second, "twilio", "Second shop", "AC2", false}}, system));
  ASSERT_TRUE(desk.command(ConfigureNumber{Number{NumberId{3, 2}, second, Channel::whatsapp, "+15550100901", service}}, system));
  desk.settle();
  press(Role::button, "Filter");
  press(Role::menuitem, "Account");
  press(Role::menuitem, "Second shop");
  EXPECT_TRUE(listed("Noor")) << headless::dump();
  EXPECT_FALSE(listed("Maya"));
  press(Role::menuitem, "Second shop");
  press(Role::menuitem, "Twilio");
  EXPECT_TRUE(listed("Maya"));
  EXPECT_FALSE(listed("Noor"));
}

}  // namespace
}  // namespace tributary
