// A blank that nobody filled in reaches no customer, whichever way words leave (D74).
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct Blanks : AtDesk {
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.open_page();
    press(Role::listitem, "Maya");
  }
  static bool begun() {
    const auto& requests = headless::record().requests;
    return std::any_of(requests.begin(), requests.end(), [](const headless::Request& one) { return one.path == "/api/v1/conversations"; });
  }
  static bool says(std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  }
  // It lies over the composer, whose button is called the same: what is drawn last is meant.
  void send_in_dialog() {
    platform::Event event = headless::event_of(platform::EventKind::activated);
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.node.role == Role::button && shown.name == "Send") event.node = shown.node.id;
    headless::emit(event);
    desk.settle();
  }
};

TEST_F(Blanks, D74_ANewConversationIsNotBegunWithOneAndSaysWhichAtItsField) {
  key("c");
  ASSERT_TRUE(headless::type("Recipient's number", "(555) 010-0109"));
  ASSERT_TRUE(headless::type("Message", "Hello {{first_name}}!"));
  headless::enter("Recipient's number");
  desk.settle();
  EXPECT_TRUE(says("There is no value for {{first_name}}")) << headless::dump();
  EXPECT_FALSE(begun());
  const headless::ShownNode* message = headless::find(Role::textbox, "Message");
  ASSERT_TRUE(message) << headless::dump();
  EXPECT_EQ(headless::record().focused, message->node.id);
  EXPECT_EQ(platform::field_text(message->node.id), "Hello {{first_name}}!") << "what was typed stays";
  headless::type("Message", "Hello Maya!");
  headless::enter("Recipient's number");
  desk.settle();
  EXPECT_TRUE(begun()) << headless::dump();
}

TEST_F(Blanks, D74_ChoicesAreNotOfferedWithOneInTheQuestionTheTitleOrWhatExplainsIt) {
  press(Role::button, "Offer choices");
  headless::type("Question", "When shall we come, {{first_name}}?");
  headless::type("Choice 1", "{{day}}");
  send_in_dialog();
  EXPECT_TRUE(says("There is no value for {{first_name}}")) << headless::dump();
  headless::type("Question", "When shall we come?");
  send_in_dialog();
  EXPECT_TRUE(says("There is no value for {{day}}")) << headless::dump();
  EXPECT_EQ(headless::record().focused, headless::find(Role::textbox, "Choice 1")->node.id);
  EXPECT_FALSE(desk.last_message());
  headless::type("Choice 1", "Monday");
  send_in_dialog();
  EXPECT_TRUE(desk.last_message()) << headless::dump();
}

}  // namespace
}  // namespace tributary
