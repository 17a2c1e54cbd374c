// D17-D19: what a thread shows besides words: quotes, changes in a row, pictures over the page.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"
#include "web/app/contact_cards.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

struct Details : AtDesk {
  ConversationId here;
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    here = desk.conversation_of(1);
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  ReceiveMessage message(const std::string& text) const {
    ReceiveMessage received;
    received.channel = Channel::sms;
    received.body.text = text;
    return received;
  }
  void pictures(std::uint32_t count) {
    ReceiveMessage received = message("look");
    received.kind = MessageKind::media;
    received.body.media = count;
    for (std::uint32_t i = 0; i < count; ++i) received.media.push_back({{}, i, "image/png", "", 0, MediaState::fetching, ""});
    desk.customer_sends(1, "Maya", std::move(received));
    const MessageId sent = desk.last_received();
    for (std::uint32_t i = 0; i < count; ++i) desk.command(UpdateMedia{here, {sent, i, "image/png", "", 900, MediaState::stored, ""}}, Actor{ActorKind::courier, {}});
    desk.settle();
  }
};

TEST_F(Details, D17_AnAnswerShowsWhatItAnswersAndLeadsThere) {
  const MessageId first = desk.last_received();
  ReceiveMessage answer = message("This one");
  answer.body.in_reply_to = first;
  desk.customer_sends(1, "Maya", std::move(answer));
  desk.settle();
  const auto* quote = headless::find(Role::button, "Answers Maya: Where is my parcel?");
  ASSERT_TRUE(quote);
  press(Role::button, "Answers Maya");
  EXPECT_EQ(headless::record().focused, app::node_id("entry", first));
}

TEST_F(Details, D17_WhatIsNotLoadedIsNamedAndLeadsNowhere) {
  ReceiveMessage answer = message("This one");
  answer.body.in_reply_to = MessageId{77, 77};
  desk.customer_sends(1, "Maya", std::move(answer));
  desk.settle();
  EXPECT_TRUE(headless::find(Role::group, "Answers Earlier message"));
  EXPECT_FALSE(headless::find(Role::button, "Answers"));
}

TEST_F(Details, ThreeChangesInARowFoldAndOpenAndCloseAgain) {
  ASSERT_TRUE(desk.command(Resolve{here}, desk.colleague));
  ASSERT_TRUE(desk.command(Reopen{here}, desk.colleague));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::button, "2 changes"));
  ASSERT_TRUE(desk.command(Resolve{here}, desk.colleague));
  desk.settle();
  const auto* fold = headless::find(Role::button, "3 changes");
  ASSERT_TRUE(fold);
  EXPECT_TRUE(fold->node.flags & platform::node_collapsed);
  press(Role::button, "3 changes");
  ASSERT_TRUE(headless::find(Role::button, "Hide 3 changes"));
  press(Role::button, "Hide 3 changes");
  EXPECT_TRUE(headless::find(Role::button, "3 changes"));
}

TEST_F(Details, D19_APictureOpensOverThePageWithItsNeighboursAndCloses) {
  pictures(2);
  press(Role::button, "Open Picture 1/2");
  const auto* dialog = headless::find(Role::dialog, "Picture 1/2");
  ASSERT_TRUE(dialog);
  EXPECT_FALSE(headless::find(Role::button, "Picture before this one"));
  press(Role::button, "Picture after this one");
  EXPECT_TRUE(headless::find(Role::dialog, "Picture 2/2"));
  headless::key("ArrowLeft");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::dialog, "Picture 1/2"));
  press(Role::button, "Zoom in");
  EXPECT_TRUE(headless::find(Role::button, "Zoom out"));
  headless::key("j");  // nothing behind it hears a key
  desk.settle();
  EXPECT_TRUE(headless::find(Role::dialog, "Picture 1/2"));
  headless::key("Escape");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "Picture"));
}

TEST_F(Details, C12_D19_APictureOpensOverTheContactPageTooAndGoesWithIt) {
  pictures(2);
  press(Role::button, "Open contact page");
  press(Role::button, "Open Picture 1/2");
  ASSERT_TRUE(headless::find(Role::dialog, "Picture 1/2")) << headless::dump();
  headless::key("ArrowRight");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::dialog, "Picture 2/2"));
  headless::key("Escape");
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "Picture"));
  press(Role::button, "Open Picture 1/2");
  platform::Event back = headless::event_of(platform::EventKind::went);
  back.text = "#/preferences";
  headless::emit(back);
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, "Picture"));
  headless::key("g");
  headless::key("a");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::list, "Conversations")) << "keys are heard again";
}

TEST(ContactCards, NamesAndNumbersAreReadAsTheirVersionsWriteThem) {
  const auto cards = app::read_cards("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Fixture;Ada;;;\r\nitem1.TEL;TYPE=CELL:+1 555 0100\r\nEMAIL:ada@exam\r\n ple.com\r\nEND:VCARD\r\n"
                                     "BEGIN:VCARD\nFN:Ben\\, Jr.\nTEL;VALUE=uri:tel:+15550101\nEND:VCARD\nFN:outside\n");
  ASSERT_EQ(cards.size(), 2u);
  EXPECT_EQ(cards[0].name, "Ada Fixture");
  EXPECT_EQ(cards[0].details, "+1 555 0100, ada@example.com");
  EXPECT_EQ(cards[1].name, "Ben, Jr.");
  EXPECT_EQ(cards[1].details, "+15550101");
  EXPECT_TRUE(app::read_cards("hello").empty());
  EXPECT_TRUE(app::read_cards("BEGIN:VCARD\nEND:VCARD").empty());
}

TEST_F(Details, AContactCardSaysWhoIsOnIt) {
  ReceiveMessage received = message("");
  received.kind = MessageKind::contacts;
  received.body.media = 1;
  received.media.push_back({{}, 0, "text/vcard", "", 0, MediaState::fetching, ""});
  desk.customer_sends(1, "Maya", std::move(received));
  desk.command(UpdateMedia{here, {desk.last_received(), 0, "text/vcard", "", 90, MediaState::stored, ""}}, Actor{ActorKind::courier, {}});
  desk.settle();
  headless::answer(200, "BEGIN:VCARD\nFN:Ada Fixture\nTEL:+15550200299\nEND:VCARD\n");
  desk.settle();
  EXPECT_TRUE(headless::find(Role::label, "Ada Fixture"));
}

}  // namespace
}  // namespace tributary
