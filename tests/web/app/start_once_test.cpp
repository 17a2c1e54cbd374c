// However often a new conversation is sent, by a double press or again after an answer was lost, it begins once.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct StartOnce : ::testing::Test {
  Desk desk;
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
    headless::key("c");
    desk.settle();
    headless::type("Recipient's number", "+1 555 010 0109");
    headless::type("Message", "Good morning");
    desk.settle();
  }
  std::vector<headless::Request> asked() {
    std::vector<headless::Request> found;
    for (const headless::Request& one : headless::record().requests)
      if (one.path == "/api/v1/conversations") found.push_back(one);
    return found;
  }
  // Its answer is `status`; what else waits is answered with nothing to say.
  void answered(int status, std::string_view body) {
    while (!headless::record().requests.empty()) {
      const bool this_one = headless::record().requests.front().path == "/api/v1/conversations";
      headless::answer(this_one ? status : 404, this_one ? body : "{}");
      if (this_one) return desk.settle();
    }
    FAIL() << "nothing was asked";
  }
};

TEST_F(StartOnce, D52_ADoubleEnterSendsOneRequest) {
  headless::enter("Recipient's number");
  headless::enter("Recipient's number");
  desk.settle();
  ASSERT_EQ(asked().size(), 1u);
  EXPECT_FALSE(asked()[0].once.empty());
}

TEST_F(StartOnce, D52_TheSameAgainAfterALostAnswerCarriesTheSameKeyAndOtherWordsAnother) {
  headless::enter("Recipient's number");
  ASSERT_EQ(asked().size(), 1u);
  const std::string first = asked()[0].once;
  answered(0, "");
  EXPECT_NE(headless::dump().find("does not go out twice"), std::string::npos) << headless::dump();
  headless::key("Escape");  // left, and opened again
  desk.settle();
  headless::key("c");
  desk.settle();
  headless::enter("Recipient's number");
  ASSERT_EQ(asked().size(), 1u);
  EXPECT_EQ(asked()[0].once, first);
  answered(0, "");
  headless::type("Message", "Good evening");
  headless::enter("Recipient's number");
  ASSERT_EQ(asked().size(), 1u);
  EXPECT_NE(asked()[0].once, first);
  answered(202, R"({"conversation":{"id":")" + to_text(desk.conversation_of(1)) + R"("}})");
  EXPECT_FALSE(headless::find(Role::dialog, ""));
}

TEST_F(StartOnce, D52_WhatTheRelayRefusesIsSaidAtItsFieldAndTheRestStays) {
  const auto focused = [](std::string_view field) { return headless::record().focused == headless::find(Role::textbox, field)->node.id; };
  headless::enter("Recipient's number");
  answered(422, R"({"error":{"code":"own_number","message":"This is one of your own numbers. Type the customer's number.","field":"to","request":"r1"}})");
  EXPECT_NE(headless::dump().find("This is one of your own numbers"), std::string::npos) << headless::dump();
  EXPECT_TRUE(focused("Recipient's number"));
  EXPECT_EQ(platform::field_text(headless::find(Role::textbox, "Message")->node.id), "Good morning");
  headless::type("Recipient's number", "+1 555 010 0108");
  headless::enter("Recipient's number");
  answered(422, R"({"error":{"code":"message_too_long","message":"The message is too long. Shorten it and send it again.","field":"message","request":"r2"}})");
  EXPECT_NE(headless::dump().find("The message is too long"), std::string::npos);
  EXPECT_TRUE(focused("Message"));
  headless::enter("Recipient's number");
  answered(422, R"({"error":{"code":"opted_out","message":"This customer has opted out of messages.","request":"r3"}})");
  EXPECT_NE(headless::dump().find("has opted out"), std::string::npos) << "no field in particular: below them all";
}

TEST_F(StartOnce, D52_TheNextConversationHasAKeyOfItsOwn) {
  headless::enter("Recipient's number");
  const std::string first = asked().at(0).once;
  answered(202, R"({"conversation":{"id":")" + to_text(desk.conversation_of(1)) + R"("}})");
  headless::key("Escape");
  headless::key("c");
  desk.settle();
  headless::type("Recipient's number", "+1 555 010 0109");
  headless::type("Message", "Good morning");
  headless::enter("Recipient's number");
  ASSERT_EQ(asked().size(), 1u);
  EXPECT_NE(asked()[0].once, first) << "the same words on purpose";
}

}  // namespace
}  // namespace tributary
