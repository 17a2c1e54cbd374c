// What the address of the page says of the list and of the conversation beside it, and what it says no more.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct ListAddress : AtDesk {
  void SetUp() override {
    int who = 0;
    for (const char* name : {"Maya", "Noor", "Olena"}) {
      desk.customer_writes(++who, name, "hello");
      desk.pass(1000);
    }
  }
  void open(std::string_view address = "#/all") {
    desk.open_page(address);
    desk.settle();
  }
  void went(std::string_view address) {
    platform::Event event = headless::event_of(platform::EventKind::went);
    event.text = std::string(address);
    headless::emit(event);
    desk.settle();
  }
  static std::string rows() {
    std::string names;
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.node.role == Role::listitem && shown.name.find(" · ") == std::string::npos) names += shown.name.substr(0, shown.name.find(',')) + " ";
    return names;
  }
  ConversationId of(int who) const { return desk.conversation_of(who); }
};

TEST_F(ListAddress, KeepsTheFilterInTheAddressOfAConversationAndOpensWithIt) {
  open("#/all?sort=oldest");
  EXPECT_EQ(rows(), "Maya Noor Olena ");
  press(Role::listitem, "Noor");
  EXPECT_NE(headless::record().address.find("?sort=oldest"), std::string::npos) << headless::record().address;
  press(Role::link, "All");
  EXPECT_EQ(rows(), "Olena Noor Maya ");
}

TEST_F(ListAddress, WhatTheAddressDoesNotNameIsNotOpenBesideIt) {
  open();
  press(Role::listitem, "Maya");
  ASSERT_TRUE(headless::find(Role::heading, "Maya")) << headless::dump();
  const std::string there = headless::record().address;
  went("#/all");
  EXPECT_FALSE(headless::find(Role::heading, "Maya")) << headless::dump();
  EXPECT_TRUE(headless::find(Role::listitem, "Maya"));
  went(there);
  EXPECT_TRUE(headless::find(Role::heading, "Maya")) << headless::dump();
  went("#/preferences");
  went(there);
  EXPECT_TRUE(headless::find(Role::heading, "Maya")) << "a page of its own is no other place in the list";
}

TEST_F(ListAddress, AConversationThatIsNotHereIsLeftWithItsAddress) {
  open("#/all/" + to_text(ConversationId{9, 9}));
  EXPECT_NE(headless::dump().find("Nothing to see here"), std::string::npos) << headless::dump();
  went("#/all");
  EXPECT_EQ(headless::dump().find("Nothing to see here"), std::string::npos) << headless::dump();
}

}  // namespace
}  // namespace tributary
