// The operators of the search over the headers the browser has: alone, combined, negated.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/web/app/desk.h"
#include "web/app/people_bodies.h"
#include "web/app/picker.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

// Maya writes by SMS and is answered by the person, Jürgen's conversation is resolved and nobody has it.
struct SearchOperators : ::testing::Test {
  Desk desk;
  void SetUp() override {
    desk.customer_writes(1, "Maya", "Where is my parcel?");
    desk.customer_writes(2, "Jürgen Müller", "The red boots, please");
    ASSERT_TRUE(desk.command(Assign{desk.conversation_of(1), desk.me.agent}, desk.me));
    ASSERT_TRUE(desk.command(Resolve{desk.conversation_of(2)}, desk.me));
    desk.open_page();
    headless::key("/");
    desk.settle();
    ASSERT_TRUE(headless::find(Role::dialog, "Search"));
  }
  void finds(std::string_view typed, bool maya, bool jurgen) {
    headless::type("Search conversations", std::string(typed));
    desk.settle();
    EXPECT_EQ(headless::find(Role::option, "Maya") != nullptr, maya) << typed << "\n" << headless::dump();
    EXPECT_EQ(headless::find(Role::option, "Jürgen Müller") != nullptr, jurgen) << typed;
  }
};

TEST_F(SearchOperators, D38_FindWhatIsResolvedAndEachCanBeNegated) {
  finds("status:resolved", false, true);
  finds("-status:resolved", true, false);
  finds("-status:open", false, true);
  finds("from:maya", true, false);
  finds("-from:maya", false, true);
  finds("channel:sms", true, true);
  finds("-channel:sms", false, false);
  finds("assignee:me", true, false);
  finds("-assignee:me", false, true);
  finds("assignee:none", false, true);
  finds("-assignee:none", true, false);
}

TEST_F(SearchOperators, Combine) {
  finds("-channel:whatsapp -from:muller", true, false);
  finds("assignee:me assignee:none", true, true);
  finds("-assignee:me -assignee:none", false, false);
  finds("status:resolved -assignee:me muller", false, true);
  finds("-before:2020 -after:2030", true, true);
  finds("-after:2020", false, false);
}

TEST_F(SearchOperators, FindByTagAndByWhoHasIt) {
  ASSERT_TRUE(desk.command(CreateTag{"VIP", "", 0xB3261E}, desk.colleague));
  ASSERT_TRUE(desk.command(TagConversation{desk.conversation_of(1), desk.last_tag()}, desk.colleague));
  desk.settle();
  finds("tag:vip", true, false);
  finds("-tag:VIP", false, true);
  finds("tag:gold", false, false);
  finds("assignee:ada", true, false);
  finds("assignee:sam", false, false);
  ASSERT_TRUE(desk.command(ConfigureTeam{{}, "Returns", {}}, Actor{ActorKind::system, {}}));
  ASSERT_TRUE(desk.command(Assign{desk.conversation_of(1), {}, desk.last_team()}, desk.me));
  desk.settle();
  finds("assignee:returns", true, false);
  finds("-assignee:returns", false, true);
}

TEST_F(SearchOperators, D35_FindWhatIsSnoozedWithAndWithoutItsStatus) {
  ASSERT_TRUE(desk.command(Snooze{desk.conversation_of(1), Instant{Desk::morning + 3'600'000}}, desk.me));
  desk.settle();
  finds("maya", true, false);
  finds("status:snoozed", true, false);
  finds("status:snoozed status:resolved", true, true);
  finds("-status:snoozed", false, true);
}

TEST_F(SearchOperators, FindByTheDayOfTheLastMessageByPhraseAndByWhatIsNotThere) {
  finds("after:2026-09-21", true, true);
  finds("after:2026-09-22", false, false);
  finds("before:2026-09-22", true, true);
  finds("before:2026-09-21", false, false);
  finds("channel:whatsapp", false, false);
  finds("\"jürgen müller\"", false, true);
  finds("\"müller jürgen\"", false, false);
  finds("müller jürgen", false, true);
  finds("-muller", true, false);
}

TEST_F(SearchOperators, WhatCannotBeIsToldInASentenceAndTheRestIsLookedFor) {
  const auto told = [](std::string_view words) {
    for (const headless::ShownNode& shown : headless::record().nodes)
      if (shown.name.find(words) != std::string::npos) return true;
    return false;
  };
  const struct { std::string_view typed, sentence; } mistakes[] = {
      {"maya before:yesterday", "write a date as"}, {"maya after:2026-02-30", "write a date as"}, {"maya status:asleep", "is not known"},
      {"maya -channel:pigeon", "is not known"},                {"maya has:wings", "is not known"},                     {"tag: maya", "something must follow the colon"}};
  for (const auto& one : mistakes) {
    finds(one.typed, true, false);
    EXPECT_TRUE(told(one.sentence)) << one.typed << "\n" << headless::dump();
  }
  finds("maya status:", true, false);
  EXPECT_FALSE(told("must follow")) << "somebody is about to write it";
}

TEST_F(SearchOperators, AMinusThatIsAboutToLeaveSomethingOutHidesNothing) {
  finds("maya -", true, false);
  finds("-", false, false);
}

// The relay says of it whom it is about, and no conversation.
TEST_F(SearchOperators, ANoteAboutAPersonIsFoundAndLeadsToTheirPage) {
  headless::type("Search conversations", "prefers");
  headless::pass(200);
  headless::answer(200, R"({"items":[{"noteId":")" + to_text(NoteId{5, 1}) + R"(","contactId":")" + to_text(desk.contact_of(1)) + R"(","contactName":"Maya",)"
                        R"("at":"2026-09-21T14:00:00.000Z","snippet":[{"text":"Prefers","hit":true},{"text":" calls","hit":false}]}],"nextCursor":null,"problems":[],"complete":true})");
  desk.settle();
  ASSERT_TRUE(headless::press(Role::option, "Maya, Prefers calls")) << headless::dump();
  desk.settle();
  EXPECT_FALSE(headless::find(Role::dialog, ""));
  EXPECT_EQ(headless::record().address.find("#/contact/" + to_text(desk.contact_of(1))), 0u) << headless::record().address;
}

TEST(SearchMarks, StandOnLettersWithAccentsHoweverTheyWereTyped) {
  const auto marked = [](std::string_view typed, const std::string& text) {
    std::string all;
    for (const auto& [begin, end] : app::marks_of(typed, text)) all += "[" + text.substr(begin, end - begin) + "]";
    return all;
  };
  EXPECT_EQ(marked("müller", "Jürgen Müller"), "[Müller]");
  EXPECT_EQ(marked("MULLER jur", "Jürgen Müller"), "[Müller][Jür]");
  EXPECT_EQ(marked("boots", "Jürgen, the red boots"), "[boots]");
  EXPECT_EQ(marked("boots", "the red boots"), "[boots]");
  EXPECT_EQ(marked("gen", "Jürgen"), "[gen]");
  EXPECT_EQ(marked("شحن", "José شحنة"), "[شحن]");
  EXPECT_EQ(marked("green", "Jürgen"), "");
}

TEST(SearchMarks, OfAMessageAreWhereTheRelayFoundTheWords) {
  app::SearchState found;
  app::read_found(R"({"items":[{"conversationId":")" + to_text(ConversationId{5, 1}) + R"(","messageId":")" + to_text(MessageId{5, 2}) + R"(","at":"2026-09-21T14:00:00.000Z",)"
                  R"("snippet":[{"text":"The ","hit":false},{"text":"red boots","hit":true},{"text":", my\n","hit":false},{"text":"boots","hit":true}]}],)"
                  R"("nextCursor":null,"problems":[],"complete":true})", found);
  ASSERT_EQ(found.messages.size(), 1u);
  EXPECT_EQ(found.messages[0].text, "The red boots, my boots");
  EXPECT_EQ(found.messages[0].marks, (app::Marks{{4, 13}, {18, 23}}));
}

// What no header says is for the relay to answer.
TEST_F(SearchOperators, OfAttachmentsAreNotAnsweredFromHeaders) {
  finds("has:attachment", false, false);
  finds("-has:attachment", false, false);
}

TEST_F(SearchOperators, WhatIsTooLongForTheRelayHasItsOwnSentenceAndIsNotAsked) {
  headless::type("Search conversations", std::string(1001, 'a'));
  desk.settle();
  headless::pass(200);
  desk.settle();
  bool said = false;
  for (const headless::ShownNode& shown : headless::record().nodes) said = said || shown.name.find("This is too much to search for. Shorten it.") != std::string::npos;
  EXPECT_TRUE(said) << headless::dump();
  for (const headless::Request& one : headless::record().requests) EXPECT_EQ(one.path.find("/api/v1/search"), std::string::npos);
}

}  // namespace
}  // namespace tributary
