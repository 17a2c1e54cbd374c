// Webhooks in quarantine on the admin page: tried again, or set aside by somebody who was asked whether they are sure.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr const char* empty_list = R"({"items":[],"nextCursor":null})";

struct Quarantine : AtDesk {
  void open(const std::string& state) {
    desk.admin = true;
    desk.open_page("#/admin");
    headless::answer(200, R"({"items":[{"id":7,"at":"2026-09-21T14:00:00.000Z","account":"AC1","route":"sms","reason":"unknown_number","body":"To=%2B1555",)" + state + R"(}],"nextCursor":null})");
    headless::answer(200, empty_list);  // diagnoses
    headless::answer(200, R"({"level":"ok","sendingHeld":false,"errors":[],"values":[]})");
    headless::answer(200, empty_list);  // people
    desk.settle();
  }
  void open() { open(R"("replayed":false,"dismissed":false)"); }
  std::string row() {
    const auto* node = headless::find(Role::listitem, "unknown_number");
    return node ? std::string(node->name) : std::string();
  }
  // What the relay is asked to do, and has not answered.
  std::string asked() {
    for (const headless::Request& one : headless::record().requests)
      if (one.method == "POST") return one.path;
    return {};
  }
  bool asks() { return headless::find(Role::label, "Dismiss this for good?") != nullptr; }
};

TEST_F(Quarantine, IsDismissedOnlyBySomebodyWhoWasAskedWhetherTheyAreSure) {
  open();
  press_only("Dismiss");
  EXPECT_TRUE(asks()) << headless::dump();
  EXPECT_TRUE(said("It may be a customer's message"));
  EXPECT_EQ(asked(), "") << "nothing is done before it is answered";
  press_only("Keep");
  EXPECT_FALSE(asks());
  EXPECT_EQ(asked(), "");

  press_only("Dismiss");
  press_only("Dismiss");
  EXPECT_EQ(asked(), "/api/v1/admin/quarantine/7/dismiss");
  headless::answer(200, R"({"id":7,"replayed":false,"dismissed":true})");
  desk.settle();
  EXPECT_TRUE(said("Dismissed"));
  EXPECT_NE(row().find("Dismissed"), std::string::npos) << row();
  EXPECT_TRUE(headless::find(Role::button, "Replay")) << "it may have been a mistake";
}

TEST_F(Quarantine, WhatCouldNotBeDismissedSaysWhyAndCanBeTriedAgain) {
  open();
  press_only("Dismiss");
  press_only("Dismiss");
  headless::answer(409, R"({"error":{"code":"already_replayed","message":"This one has been replayed already."}})");
  desk.settle();
  EXPECT_TRUE(said("It could not be dismissed: This one has been replayed already."));
  EXPECT_EQ(row().find("Dismissed"), std::string::npos) << row();
  press_only("Replay");
  EXPECT_EQ(asked(), "/api/v1/admin/quarantine/7/replay");
}

TEST_F(Quarantine, WhatWasDismissedBeforeIsShownAsThatAndCanBeReplayed) {
  open(R"("replayed":false,"dismissed":true)");
  EXPECT_NE(row().find("Dismissed"), std::string::npos) << row();
  press_only("Replay");
  EXPECT_EQ(asked(), "/api/v1/admin/quarantine/7/replay");
  headless::answer(200, R"({"id":7,"replayed":true,"dismissed":false})");
  desk.settle();
  EXPECT_TRUE(said("Replayed"));
  EXPECT_FALSE(headless::find(Role::button, "Replay"));
}

}  // namespace
}  // namespace tributary
