// Stepping through a thread by keys.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/web/app/at_desk.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct Steps : AtDesk {
  static std::vector<std::uint64_t> articles() {
    std::vector<std::uint64_t> ids;
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.node.role == Role::article) ids.push_back(shown.node.id);
    return ids;
  }
  std::uint64_t step(std::string_view which) {
    key(which);
    focus(headless::record().focused);  // the page does as it was told
    return headless::record().focused;
  }
};

TEST_F(Steps, NAndPGoToEveryMessageAndNoteAndPastAReactionThatSitsOnAMessage) {
  desk.customer_writes(1, "Maya", "Hello", Channel::whatsapp);
  ASSERT_TRUE(desk.command(SendReply{desk.conversation_of(1), {}, "Hi Maya"}, desk.me));
  ReceiveMessage reaction;
  reaction.channel = Channel::whatsapp;
  reaction.kind = MessageKind::reaction;
  reaction.body.text = "👍";
  reaction.body.in_reply_to = desk.last_message();
  desk.customer_sends(1, "Maya", reaction);
  ASSERT_TRUE(desk.command(AddNote{desk.conversation_of(1), {}, "Call back at nine", {}}, desk.colleague));
  desk.customer_writes(1, "Maya", "Thanks", Channel::whatsapp);
  desk.open_page();
  press(Role::listitem, "Maya");
  const std::vector<std::uint64_t> all = articles();
  ASSERT_EQ(all.size(), 4U) << headless::dump();
  for (std::size_t i = all.size(); i > 0; --i) EXPECT_EQ(step("p"), all[i - 1]) << i;
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_EQ(step("n"), all[i]) << i;
}

TEST_F(Steps, NAndPGoToWhatWasNotSentBelowAllOthersAndBringItIntoView) {
  constexpr int written = 30;
  for (int i = 1; i <= written; ++i) desk.customer_writes(1, "Maya", "Number " + std::to_string(i));
  desk.open_page();
  press(Role::listitem, "Maya");
  desk.refuse_late = true;
  ASSERT_TRUE(headless::type("Reply", "On its way."));
  press(Role::button, "Send");
  const std::uint64_t unsent = articles().back();
  focus(0);
  EXPECT_EQ(step("p"), unsent) << headless::dump();
  std::uint64_t at = unsent;
  for (int i = 0; i < written; ++i) {
    const std::uint64_t before = at;
    at = step("p");
    EXPECT_NE(at, before) << i;
  }
  EXPECT_EQ(articles().front(), at) << "the first message";
  for (int i = 0; i < written; ++i) at = step("n");
  EXPECT_EQ(at, unsent);
  const headless::ShownNode *log = headless::find(Role::log, ""), *article = headless::find(Role::article, "You, 14:13, Not sent");
  ASSERT_TRUE(log && article) << headless::dump();
  EXPECT_EQ(article->node.id, unsent);
  EXPECT_LE(article->node.y + article->node.h, log->node.y + log->node.h);
}

}  // namespace
}  // namespace tributary
