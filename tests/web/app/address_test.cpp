#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "web/app/address.h"

namespace tributary::app {
namespace {

TEST(AddressBar, NamesAViewAndAConversationAndComesBackTheSame) {
  Address address;
  address.view = InboxView::unassigned;
  address.conversation = ConversationId{1, 2};
  const std::string text = address_text(address);
  const auto read = parse_address(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->view, InboxView::unassigned);
  EXPECT_EQ(read->conversation, address.conversation);
}

TEST(AddressBar, NamesTheChannels) {
  const auto read = parse_address("#/channels");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->channels);
  EXPECT_EQ(address_text(*read), "#/channels");
}

TEST(AddressBar, AnythingElseIsNobodysAddress) {
  for (const char* hash : {"", "#", "#/", "#/elsewhere", "#mine", "mine"}) EXPECT_FALSE(parse_address(hash)) << hash;
}

TEST(AddressBar, AMalformedConversationOpensTheViewAlone) {
  const auto read = parse_address("#/all/cnv_nonsense");
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->conversation);
}

TEST(AddressBar, ALinkIsOnlyItsSecret) {
  const auto read = parse_address("#link=abc");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->link, "abc");
}

}  // namespace
}  // namespace tributary::app
