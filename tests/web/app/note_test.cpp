// What colleagues do with a conversation, as the thread tells it: private notes apart from every message, and sentences
// about tags, teams and snoozing in each language.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

const headless::ShownNode* saying(std::string_view words) {
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.name.find(words) != std::string::npos) return &shown;
  return nullptr;
}

struct Notes : ::testing::Test {
  Desk desk;
  ConversationId here;
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    here = desk.conversation_of(1);
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  void TearDown() override { app::words::use({}); }
  void does(const Command& command, const Actor& actor) {
    ASSERT_TRUE(desk.command(command, actor));
    desk.settle();
  }
};

TEST_F(Notes, D40_StandInTheThreadAsPrivateNotesAndNotAsMessages) {
  does(AddNote{here, {}, "She ordered twice", {}}, desk.colleague);
  const headless::ShownNode* note = headless::find(Role::article, "Private note");
  ASSERT_NE(note, nullptr);
  EXPECT_NE(saying("She ordered twice"), nullptr);
  EXPECT_GT(note->node.w, 400.0f) << "a card across the thread, not a bubble";
}

TEST_F(Notes, AreChangedInPlaceAndSayWhenTheyAreDeleted) {
  does(AddNote{here, {}, "She ordered twice", {}}, desk.colleague);
  const NoteId note = desk.last_note();
  does(EditNote{note, "She ordered once", {}}, desk.colleague);
  EXPECT_EQ(saying("She ordered twice"), nullptr);
  EXPECT_NE(saying("She ordered once"), nullptr);
  EXPECT_NE(saying("edited"), nullptr);
  does(DeleteNote{note}, desk.colleague);
  EXPECT_EQ(saying("She ordered once"), nullptr);
  EXPECT_NE(saying("This note was deleted."), nullptr);
}

TEST_F(Notes, AreSelectedFoundAndCopiedLikeMessagesAndTheCopySaysThatTheyArePrivate) {
  const std::string written = "See https://example.com\nand ask Tom";
  does(AddNote{here, {}, written, {}}, desk.colleague);
  const headless::ShownNode* first = headless::find(Role::line, "See https");
  const headless::ShownNode* second = headless::find(Role::line, "and ask Tom");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->value, "4\t23\t1\thttps://example.com\thttps://example.com\n");
  EXPECT_EQ(second->node.position, 24) << "where the line begins in the note";
  const headless::ShownNode* article = headless::find(Role::article, "Private note");
  ASSERT_NE(article, nullptr);
  EXPECT_NE(article->description.find("] (Private note) Sam Agent"), std::string::npos);
  const auto& passages = headless::record().passages;
  ASSERT_EQ(passages.size(), 2U);
  EXPECT_EQ(passages[1].id, article->node.id);
  EXPECT_EQ(passages[1].text, written);
  EXPECT_EQ(passages[1].author, "(Private note) Sam Agent");
  EXPECT_EQ(passages[1].links, "4\t23\t1\thttps://example.com\t\n");
  does(EditNote{desk.last_note(), "Ask Tom", {}}, desk.colleague);
  ASSERT_EQ(passages.size(), 2U);
  EXPECT_EQ(passages[1].text, "Ask Tom");
  does(DeleteNote{desk.last_note()}, desk.colleague);
  EXPECT_EQ(passages.size(), 1U);
}

TEST_F(Notes, WhatColleaguesDoIsToldInWholeSentencesOfEachLanguage) {
  does(CreateTag{"Urgent", "", 0xFF0000}, desk.me);
  const TagId tag = desk.last_tag();
  does(TagConversation{here, tag}, desk.me);
  does(UntagConversation{here, tag}, desk.me);
  does(ConfigureTeam{{}, "Returns", {}}, {});
  does(Assign{here, {}, desk.last_team()}, desk.me);
  does(Snooze{here, Instant{Desk::morning} + limits::day_ms}, desk.me);
  headless::press(Role::button, "4 changes");
  desk.settle();
  for (const char* words : {"You added the tag Urgent", "You removed the tag Urgent", "You assigned this to the team Returns", "You snoozed this until "})
    EXPECT_NE(saying(words), nullptr) << words;
  speak("de");
  for (const char* words : {"Sie haben das Schlagwort Urgent hinzugefügt", "Sie haben dies dem Team Returns zugewiesen", "Sie haben dies bis "})
    EXPECT_NE(saying(words), nullptr) << words;
  speak("ar");
  for (const char* words : {"أضفتَ الوسمة", "أسندتَها إلى فريق", "أجّلتَها حتى"}) EXPECT_NE(saying(words), nullptr) << words;
}

}  // namespace
}  // namespace tributary
