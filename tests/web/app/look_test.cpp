// What the page shows of itself: text size, what the pointer brings up, what stands between messages, and waiting.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/web/app/desk.h"
#include "web/app/graphemes.h"
#include "web/app/widgets/controls.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

void choose(const std::string& preferences) { headless::record().storage["preferences"] = preferences; }

void point_at(const headless::ShownNode& shown) {
  platform::Event move = headless::event_of(platform::EventKind::pointer_move);
  move.x = static_cast<double>(shown.node.x + 40), move.y = static_cast<double>(shown.node.y + shown.node.h / 2);
  headless::emit(move);
  headless::settle();
}

bool says(std::string_view words) {
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.name == words) return true;
  return false;
}

ReceiveMessage reaction_to(MessageId message, const std::string& emoji) {
  ReceiveMessage reaction;
  reaction.channel = Channel::whatsapp;
  reaction.kind = MessageKind::reaction;
  reaction.body.text = emoji;
  reaction.body.in_reply_to = message;
  return reaction;
}

TEST(Looks, ALargerTextLeavesLessRoomAndNarrowsThePage) {
  Desk desk;
  choose("{\"text_percent\":150}");
  desk.open_page();
  desk.settle();
  EXPECT_FLOAT_EQ(headless::record().zoom, 1.5f);
  EXPECT_FLOAT_EQ(platform::screen().width, 960);
  EXPECT_EQ(headless::find(Role::region, "Contact"), nullptr) << "960 px have no room for a fourth column";
}

TEST(Looks, TheThemeIsToldToThePage) {
  Desk desk;
  choose("{\"theme\":\"contrast\"}");
  desk.open_page();
  EXPECT_TRUE(headless::record().colours.strong);
  EXPECT_EQ(headless::record().colours.ground, 0xFFFFFFFFu);
}

TEST(Looks, WhatMovesOnThePageItselfFollowsTheChoiceBeforeTheSystem) {
  platform::Screen screen{1440, 900, 1, platform::Theme::light};
  for (const bool system : {false, true}) {
    screen.reduced_motion = system;
    for (const auto& [chosen, calm] : {std::pair{"automatic", system}, std::pair{"on", true}, std::pair{"off", false}}) {
      Desk desk(screen);
      choose(std::string("{\"reduced_motion\":\"") + chosen + "\"}");
      desk.open_page();
      EXPECT_EQ(headless::record().colours.calm, calm) << chosen;
    }
  }
}

TEST(Looks, APointedRowOffersWhatCanBeDoneAndNoOtherDoes) {
  Desk desk;
  desk.customer_writes(1, "Maya", "Hello");
  desk.customer_writes(2, "Tom", "Hello");
  desk.open_page();
  EXPECT_EQ(headless::find(Role::toolbar, "Quick actions"), nullptr);
  point_at(*headless::find(Role::listitem, "Maya"));
  EXPECT_NE(headless::find(Role::button, "Resolve, Maya"), nullptr);
  EXPECT_EQ(headless::find(Role::button, "Resolve, Tom"), nullptr);
  ASSERT_TRUE(headless::press(Role::button, "Assign to me, Maya"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::link, "Mine"));
  EXPECT_NE(headless::find(Role::listitem, "Maya"), nullptr);
}

TEST(Looks, AnIconSaysItsNameToWhoeverStaysOnIt) {
  platform::Screen dom{1440, 900, 1, platform::Theme::light, true};
  Desk desk(dom);
  desk.open_page();
  const headless::ShownNode* leave = headless::find(Role::button, "Sign out");
  ASSERT_NE(leave, nullptr);
  platform::Event move = headless::event_of(platform::EventKind::pointer_move);
  move.x = static_cast<double>(leave->node.x + 10), move.y = static_cast<double>(leave->node.y + 10);
  headless::emit(move);
  headless::settle();
  const auto shown = [] {
    int count = 0;
    for (const headless::ShownNode& one : headless::record().nodes) count += one.node.role == Role::label && one.name == "Sign out" ? 1 : 0;
    return count;
  };
  EXPECT_EQ(shown(), 0);
  headless::pass(650);
  EXPECT_EQ(shown(), 1);
}

TEST(Looks, AReactionSitsOnItsMessageAndTheLastOneCounts) {
  Desk desk;
  desk.customer_writes(1, "Maya", "Hello", Channel::whatsapp);
  desk.command(SendReply{desk.conversation_of(1), {}, "Hi Maya"}, desk.me);
  const MessageId ours = desk.last_message();
  desk.customer_sends(1, "Maya", reaction_to(ours, "❤️"));
  desk.customer_sends(1, "Maya", reaction_to(ours, "👍"));
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  EXPECT_TRUE(says("👍"));
  EXPECT_FALSE(says("❤️"));
  EXPECT_FALSE(says("Reacted")) << "not a line of its own any more";
  desk.customer_sends(1, "Maya", reaction_to(ours, ""));
  EXPECT_FALSE(says("👍")) << "taken back";
}

TEST(Looks, WhatWasUnreadWhenTheThreadWasOpenedStandsBelowALine) {
  Desk desk;
  desk.customer_writes(1, "Maya", "First");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  desk.pass(1500);
  EXPECT_FALSE(says("New messages")) << "all of it is new: the line would say nothing";
  desk.customer_writes(2, "Tom", "Other");
  headless::press(Role::listitem, "Tom");
  desk.settle();
  desk.customer_writes(1, "Maya", "Second");
  headless::press(Role::listitem, "Maya");
  desk.settle();
  EXPECT_TRUE(says("New messages"));
  desk.pass(1500);
  EXPECT_TRUE(says("New messages")) << "reading it does not take the line away";
}

TEST(Looks, TheBannerCountsDownToTheNextAttempt) {
  Desk desk;
  desk.open_page();
  desk.cut();
  const auto banner = [] {
    for (const headless::ShownNode& one : headless::record().nodes)
      if (one.name.find("Reconnecting") != std::string::npos) return one.name;
    return std::string();
  };
  EXPECT_EQ(banner(), "") << "a blink of the network is nobody's business";
  for (int i = 0; i < 6 && banner().empty(); ++i) {
    headless::pass(1000);
    headless::answer(0, "");
    headless::settle();
  }
  EXPECT_NE(banner(), "");
  EXPECT_NE(headless::find(Role::button, "Retry now"), nullptr);
}

TEST(Graphemes, AreWhatPeopleSeeAsOneSign) {
  EXPECT_EQ(app::first_grapheme("Ada"), "A");
  EXPECT_EQ(app::first_grapheme("é́x"), "é́");
  EXPECT_EQ(app::first_grapheme("नि"), "नि");
  EXPECT_EQ(app::first_grapheme("🇯🇵🇧🇷"), "🇯🇵");
  EXPECT_EQ(app::first_grapheme("👩🏽‍🚀 Space"), "👩🏽‍🚀");
  EXPECT_EQ(app::first_grapheme(""), "");
}

TEST(Initials, AreTwoInLatinWithItsAccentsAndOneElsewhere) {
  const std::pair<std::string_view, std::string_view> known[] = {{"Ada Byron", "AB"}, {"ada", "A"}, {"Anna Özil", "AÖ"}, {"élodie durand", "ÉD"}, {"e\u0301lodie", "E\u0301"},
      {"žofie łukasz", "ŽŁ"}, {"šimon þór", "ŠÞ"}, {"ılgaz İnce", "Iİ"}, {"Олена Коваль", "О"}, {"Anna Коваль", "A"}, {"安娜", "安"}, {"+1 555", ""}, {"", ""}};
  app::Ui ui;
  for (const auto& [name, letters] : known) EXPECT_EQ(app::initials(ui, name), letters) << name;
}

TEST(Counts, AreShortWhereTheyStandOnAnIconInTheDigitsOfTheLanguage) {
  app::Ui ui;
  for (const std::int64_t count : {std::int64_t{7}, std::int64_t{99}}) EXPECT_EQ(app::short_count(ui, count), ui.number(count));
  EXPECT_EQ(app::short_count(ui, 100), "99+");
  headless::record().language = "ar";
  EXPECT_EQ(app::short_count(ui, 100), "٩٩+");
  headless::record().language = "en";
}

TEST(Graphemes, OneToThreeEmojiAloneAreShownLarge) {
  for (const char* alone : {"👍", "🎉🎉", "👩‍👩‍👧‍👦 ❤️ 🇯🇵", "1️⃣"}) EXPECT_TRUE(app::only_emoji(alone)) << alone;
  for (const char* words : {"", "ok 👍", "👍👍👍👍", "12", "©"}) EXPECT_FALSE(app::only_emoji(words)) << words;
}

}  // namespace
}  // namespace tributary
