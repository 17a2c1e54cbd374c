#include "core/inbox/tag.h"

#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Tags : testing::Test {
  Desk desk;
  Tags() { desk.hear(); }
  ConversationId here() { return desk.conversation().id; }
  TagId make(std::string name) {
    desk.run(CreateTag{std::move(name), "", 0x336699}, Desk::as(Desk::anna));
    return std::get<TagCreated>(desk.last.front()).tag;
  }
  std::vector<TagId> tags() { return tags_of(desk.state, desk.conversation()); }
};

}  // namespace

TEST_F(Tags, D31_D32_AreMadeInlineAndSeveralGoOnOneConversation) {
  const TagId urgent = make("Urgent"), refund = make("Refund");
  desk.run(TagConversation{here(), urgent}, Desk::as(Desk::anna));
  desk.run(TagConversation{here(), refund}, Desk::as(Desk::anna));
  EXPECT_EQ(tags(), (std::vector<TagId>{urgent, refund}));
  desk.run(TagConversation{here(), urgent}, Desk::as(Desk::ben));
  EXPECT_TRUE(desk.last.empty());
  desk.run(UntagConversation{here(), urgent}, Desk::as(Desk::ben));
  EXPECT_EQ(tags(), std::vector<TagId>{refund});
}

TEST_F(Tags, D79_D80_HaveANameADescriptionAndAColourThatCanBeChanged) {
  const TagId tag = make("  Urgent ");
  EXPECT_EQ(desk.state.tags.find(tag)->name, "Urgent");
  desk.run(ChangeTag{tag, "Very urgent", "Answer within the hour", 0xFF0000}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.state.tags.find(tag)->description, "Answer within the hour");
  EXPECT_EQ(desk.refused(CreateTag{"very URGENT", "", 0}, Desk::as(Desk::anna)), Refusal::name_taken);
  EXPECT_EQ(desk.refused(CreateTag{" ", "", 0}, Desk::as(Desk::anna)), Refusal::invalid_value);
  EXPECT_EQ(desk.refused(CreateTag{"Blue", "", 0x1000000}, Desk::as(Desk::anna)), Refusal::invalid_value);
}

TEST_F(Tags, WhatIsTooLongHasItsOwnSentenceWithTheLimit) {
  const auto refused = [&](const Command& command) {
    const Decision decision = desk.ask(command, Desk::as(Desk::anna));
    return decision ? Refused() : decision.error();
  };
  const Refused name = refused(CreateTag{std::string(201, 'a'), "", 0});
  EXPECT_EQ(name.why, Refusal::text_too_long);
  EXPECT_EQ(sentence(name), "This text is longer than 200 characters. Shorten it and save it again.");
  EXPECT_EQ(refused(CreateTag{"Blue", std::string(501, 'a'), 0}).limit, 500);
  EXPECT_EQ(refused(ChangeTag{make("Red"), std::string(201, 'a'), "", 0}).why, Refusal::text_too_long);
  EXPECT_EQ(refused(ConfigureTeam{{}, std::string(201, 'a'), {}}).why, Refusal::text_too_long);
  EXPECT_EQ(refused(SaveReply{{}, "hi", "Title", std::string(1601, 'a'), ""}).limit, limits::message_characters_max);
  for (int i = 1; i < limits::tags_max; ++i) make("tag " + std::to_string(i));
  EXPECT_EQ(sentence(refused(CreateTag{"one more", "", 0})), "There are 1000 of these already, as many as can be kept. Remove one before adding another.");
}

TEST_F(Tags, D81_ADeletedOneStaysOnItsConversationsAndGoesOnNoOther) {
  const TagId tag = make("Urgent");
  desk.run(TagConversation{here(), tag}, Desk::as(Desk::anna));
  desk.run(ArchiveTag{tag}, Desk::as(Desk::anna));
  EXPECT_EQ(tags(), std::vector<TagId>{tag});
  desk.run(UntagConversation{here(), tag}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.refused(TagConversation{here(), tag}, Desk::as(Desk::anna)), Refusal::unknown_tag);
  const TagId second = make("Urgent");
  EXPECT_EQ(desk.refused(RestoreTag{tag}, Desk::as(Desk::anna)), Refusal::name_taken);
  desk.run(ArchiveTag{second}, Desk::as(Desk::anna));
  desk.run(RestoreTag{tag}, Desk::as(Desk::anna));
  desk.run(TagConversation{here(), tag}, Desk::as(Desk::anna));
}

TEST_F(Tags, NeverExceedWhatAHeaderHolds) {
  for (int i = 0; i < limits::tags_per_conversation_max; ++i) desk.run(TagConversation{here(), make("tag " + std::to_string(i))}, Desk::as(Desk::anna));
  const Decision ninth = desk.ask(TagConversation{here(), make("one more")}, Desk::as(Desk::anna));
  ASSERT_FALSE(ninth.has_value());
  EXPECT_EQ(ninth.error().why, Refusal::too_many_tags);
  EXPECT_EQ(ninth.error().limit, limits::tags_per_conversation_max);
  static_assert(sizeof(Conversation) <= 200);
}

TEST_F(Tags, GoOnManyConversationsAtOnceAndSkipThoseThatRefuse) {
  const TagId tag = make("Fair");
  std::vector<ConversationId> all{here()};
  for (std::uint64_t who = 10; who < 13; ++who) {
    ReceiveMessage message = desk.text();
    message.from = {{IdentityKind::phone, IdentityId{50, who}, "+15550200100"}};
    desk.run(message);
    for (const Event& event : desk.last)
      if (const auto* opened = std::get_if<ConversationOpened>(&event)) all.push_back(opened->conversation);
  }
  desk.run(TagConversation{all.front(), tag}, Desk::as(Desk::anna));
  desk.run(ChangeMany{all, TagConversation{{}, tag}}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<Tagged>(), all.size() - 1);
  desk.run(ChangeMany{all, Resolve{}}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<Resolved>(), all.size());
  EXPECT_EQ(desk.refused(ChangeMany{all, Resolve{}}, Desk::as(Desk::anna)), Refusal::already_resolved);
  desk.run(ChangeMany{all, MarkRead{}}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<MarkedRead>(), all.size());
  EXPECT_EQ(desk.refused(ChangeMany{{}, Resolve{}}, Desk::as(Desk::anna)), Refusal::invalid_value);
  EXPECT_EQ(desk.refused(ChangeMany{std::vector<ConversationId>(501, here()), Resolve{}}, Desk::as(Desk::anna)), Refusal::already_resolved);
  std::vector<ConversationId> crowd;
  for (std::uint64_t i = 1; i <= 501; ++i) crowd.push_back(ConversationId{77, i});
  EXPECT_EQ(desk.refused(ChangeMany{crowd, Resolve{}}, Desk::as(Desk::anna)), Refusal::too_many_at_once);
}
