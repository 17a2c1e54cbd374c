// Stepping through a thread by keys.
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

}  // namespace
}  // namespace tributary
