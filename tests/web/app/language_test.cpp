// The interface in other languages: switched while it runs, counted by the rules of each, mirrored where it runs from
// right to left.
#include <gtest/gtest.h>

#include <boost/json/value.hpp>

#include <algorithm>
#include <regex>
#include <string>

#include "tests/web/app/desk.h"
#include "tests/web/app/page_words.h"
#include "web/app/icons.h"
#include "web/app/words.h"
#include "web/text/language.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using platform::EventKind;
using Role = platform::Role;

struct Language : ::testing::Test {
  void TearDown() override { app::words::use({}); }
  void arrives(const std::string& text, int status = 200) {
    platform::Event words = headless::event_of(EventKind::words_arrived);
    words.text = text;
    words.status = status;
    headless::emit(words);
    headless::settle();
  }
};

void someone_writes(Desk& desk) { desk.customer_writes(1, "Maya Lindqvist", "Hello", Channel::whatsapp); }

TEST_F(Language, IsSwitchedInTheRunningPage) {
  Desk desk;
  someone_writes(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  ASSERT_NE(headless::find(Role::button, "Resolve"), nullptr);

  arrives(page_words("de"));
  EXPECT_NE(headless::find(Role::button, "Erledigen"), nullptr);
  EXPECT_EQ(headless::find(Role::button, "Resolve"), nullptr);
  EXPECT_EQ(headless::record().language, "de");

  arrives("");
  EXPECT_NE(headless::find(Role::button, "Resolve"), nullptr);
}

TEST_F(Language, WhatTheRelaySaysInTheBannerIsSaidInTheLanguageShown) {
  Desk desk;
  someone_writes(desk);
  desk.notice = "Twilio cannot reach this computer, so messages and ticks are asked for every 10 seconds.";
  desk.open_page();
  EXPECT_NE(headless::find(Role::label, desk.notice), nullptr);
  arrives(page_words("de"));
  EXPECT_EQ(headless::find(Role::label, desk.notice), nullptr);
  EXPECT_NE(headless::find(Role::label, "Twilio erreicht diesen Computer nicht"), nullptr);
}

TEST_F(Language, StaysWhenItsWordsCannotBeHadAndIsAskedForAgainOnline) {
  Desk desk;
  someone_writes(desk);
  desk.open_page();
  arrives(page_words("de"));
  arrives("", 0);
  EXPECT_EQ(headless::record().language, "de");
  arrives("not a table");
  EXPECT_EQ(headless::record().language, "de");
  arrives("", 0);
  platform::Event online = headless::event_of(EventKind::online);
  online.number = 1;
  headless::emit(online);
  EXPECT_EQ(headless::record().wanted_languages.size(), 1u);
}

// A number that is marked in a text, "{60}", in the digits of the language shown.
std::string written(const std::string& text) {
  static const std::regex number("\\{([0-9][^}]*)\\}");
  std::string out;
  std::size_t last = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), number), end; it != end; ++it) {
    out += text.substr(last, static_cast<std::size_t>(it->position()) - last);
    for (const char c : (*it)[1].str()) out += c >= '0' && c <= '9' ? platform::format_number(c - '0') : std::string(1, c);
    last = static_cast<std::size_t>(it->position() + it->length());
  }
  return out + text.substr(last);
}

TEST_F(Language, TextsWithoutKeysStandInTheOrderOfTheEnglishOnes) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  ASSERT_TRUE(app::words::use(page_words("ar")));
  EXPECT_EQ(app::words::language(), "ar");
  EXPECT_TRUE(app::words::right_to_left());
  EXPECT_EQ(app::words::pluralled(app::words::new_messages, 2), "رسالتان جديدتان");
  const boost::json::object by_key = words_by_key("ar");
  for (const auto& pair : by_key)
    if (pair.value().is_string()) { EXPECT_EQ(app::words::find(std::string(pair.key())), written(std::string(pair.value().as_string()))) << pair.key(); }
  EXPECT_FALSE(app::words::use("[\"de\", \"ltr\"]")) << "too few";
  EXPECT_FALSE(app::words::use(R"({"language": "de", "direction": "ltr"})")) << "with keys";
  EXPECT_EQ(app::words::language(), "ar");
}

// What English, compiled in, lacks here stands behind all keys, as for the page's first part the words of the second.
app::WordPlace place_behind(int n) { return static_cast<app::WordPlace>(app::word_places + n); }
app::Word word_behind(int n) {
  app::Word word;
  word.place = place_behind(n);
  return word;
}
app::Plural plural_behind(int n) {
  app::Plural plural{"list.unread"};
  plural.place = place_behind(n);
  return plural;
}
std::string behind(const std::string& texts) { return "[" + std::to_string(app::word_places) + "," + texts + "]"; }

TEST_F(Language, TheSecondPartsWordsAreReadOnceTheyAreHereAndAnewInAnotherLanguage) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::Record& record = headless::record();
  const app::Word late = word_behind(0);
  const app::Plural lates = plural_behind(1);
  record.later_here = false;
  record.more_words = behind(R"(["test.late", "Late"], {"one": "{n} late", "other": "{n} lates"})");
  EXPECT_EQ(app::words::find("test.late"), "");
  EXPECT_EQ(std::string_view(app::words::views), "Views");
  EXPECT_EQ(record.words_needed, 0);
  record.later_here = true;
  EXPECT_EQ(app::words::find("test.late"), "Late");
  EXPECT_EQ(app::words::pluralled(lates, 3), "3 lates");
  EXPECT_EQ(record.words_needed, 0) << "they were read already";

  record.more_words = behind(R"("Spät")");
  EXPECT_EQ(std::string_view(late), "Late");
  ASSERT_TRUE(app::words::use(page_words("de")));
  EXPECT_EQ(std::string_view(late), "Spät");
}

TEST_F(Language, OfTheSecondPartsWordsOnlyTheProgramsOwnAreFoundWithoutTheirKeys) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::record().more_words = behind(R"({"one": "{n} late", "other": "{n} lates"}, 2, ["test.code_1", "Coded"], "Own")");
  ASSERT_TRUE(app::words::use({}));
  EXPECT_EQ(app::words::pluralled(plural_behind(0), 1), "1 late");
  EXPECT_EQ(app::words::pluralled(plural_behind(0), 3), "3 lates");
  EXPECT_EQ(std::string_view(word_behind(3)), "Coded");
  EXPECT_EQ(std::string_view(word_behind(4)), "Own");
  EXPECT_EQ(app::words::find("test.code_1"), "Coded");
  EXPECT_EQ(app::words::find("test.code_2"), "") << "a code nobody knows is not called by somebody else's words";
}

TEST_F(Language, AWordShownBeforeItsTimeIsBrought) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::record().later_here = false;
  headless::record().more_words = behind(R"("Early")");
  EXPECT_EQ(std::string_view(word_behind(0)), "Early");
  EXPECT_EQ(headless::record().words_needed, 1);
}

TEST_F(Language, AWordThatCannotBeHadIsMarkedAsMissing) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  EXPECT_EQ(std::string_view(word_behind(0)), app::words::missing);
  EXPECT_EQ(app::words::pluralled(plural_behind(1), 2), app::words::missing);
}

TEST_F(Language, ArabicCountsInSixForms) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  ASSERT_TRUE(app::words::use(page_words("ar")));
  using app::words::new_messages;
  EXPECT_EQ(app::words::pluralled(new_messages, 1), "رسالة جديدة واحدة");
  EXPECT_EQ(app::words::pluralled(new_messages, 2), "رسالتان جديدتان");
  EXPECT_EQ(app::words::pluralled(new_messages, 0), "لا رسائل جديدة");
  EXPECT_EQ(app::words::pluralled(new_messages, 3), "٣ رسائل جديدة");
  EXPECT_EQ(app::words::pluralled(new_messages, 11), "١١ رسالة جديدة");
  EXPECT_EQ(app::words::pluralled(new_messages, 100), "١٠٠ رسالة جديدة");
}

TEST_F(Language, NumbersInItsSentencesHaveItsDigits) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::record().later_here = true;
  headless::record().more_words = behind(R"(["test.late", "بعد {24} ساعة، {{first_name}} {n}"])");
  ASSERT_TRUE(app::words::use(page_words("ar")));
  EXPECT_EQ(app::words::find("list.view_long"), "لا يزيد الاسم على ٦٠ حرفًا. اختصره.");
  EXPECT_EQ(app::words::find("people.snooze_4h"), "٤ ساعات");
  EXPECT_EQ(app::words::find("test.late"), "بعد ٢٤ ساعة، {{first_name}} {n}");
}

TEST_F(Language, WhatPeopleAreCalledIsNeverAPatternAndKeepsToItself) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  EXPECT_EQ(app::words::formatted(app::words::assigned_to, {{"who", "{who} {n}"}}), "Assigned to {who} {n}");
  EXPECT_EQ(app::words::formatted(app::words::assigned_to, {{"who", "محمد"}}), "Assigned to \u2068محمد\u2069");
  ASSERT_TRUE(app::words::use(page_words("ar")));
  EXPECT_EQ(app::words::formatted(app::words::assigned_to, {{"who", "محمد"}}), "مُسندة إلى محمد");
  EXPECT_EQ(app::words::formatted(app::words::assigned_to, {{"who", "Sam"}}), "مُسندة إلى \u2068Sam\u2069");
  EXPECT_EQ(text::direction_of("\u2068Sam\u2069 مُسندة"), text::Reads::from_right);
}

TEST_F(Language, WhatTheEmptyComposerSaysFitsOneLineInEach) {
  Desk desk;
  someone_writes(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  for (const char* language : {"en", "de", "ar"}) {
    arrives(page_words(language));
    const headless::ShownNode* field = headless::find(Role::textbox, "");
    ASSERT_NE(field, nullptr) << headless::dump();
    const std::string hint = field->description.substr(0, field->description.find('\t'));  // behind it, the limit of the channel
    const auto letters = std::count_if(hint.begin(), hint.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
    EXPECT_GT(letters, 10) << language;
    EXPECT_LE(static_cast<float>(letters) * 15 * 0.55f, field->node.w) << hint;
  }
}

TEST_F(Language, FromRightToLeftMirrorsThePage) {
  Desk desk;
  someone_writes(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  const auto box = [](Role role, std::string_view name) {
    const headless::ShownNode* one = headless::find(role, name);
    EXPECT_NE(one, nullptr) << name;
    return one ? one->node : platform::Node{};
  };
  const platform::Node rail = box(Role::navigation, "Views"), list = box(Role::list, "Conversations"), send = box(Role::button, "Send");
  EXPECT_EQ(rail.x, 0);

  arrives(page_words("ar"));
  EXPECT_TRUE(headless::record().right_to_left);
  const platform::Node rail_now = box(Role::navigation, "طرق العرض"), list_now = box(Role::list, "المحادثات"), send_now = box(Role::button, "إرسال");
  EXPECT_EQ(rail_now.x + rail_now.w, 1440);
  EXPECT_EQ(list_now.x, 1440 - list.x - list.w);
  EXPECT_EQ(list_now.y, list.y);
  EXPECT_LT(send_now.x, 1440 - send.x);
  EXPECT_GT(send.x, 720);
  EXPECT_LT(send_now.x, 720);
}

TEST_F(Language, FromRightToLeftIconsOfAWayOrASideAreMirroredAndOthersAreNot) {
  namespace icon = app::icon;
  for (const icon::Path path : {icon::arrow_left, icon::reply, icon::leave, icon::chevron_back, icon::chevron_on, icon::send, icon::panel, icon::panel_first, icon::list, icon::sheet})
    EXPECT_TRUE(icon::points_somewhere(path)) << path;
  for (const icon::Path path : {icon::phone, icon::tick, icon::ticks, icon::clock, icon::search, icon::again, icon::question, icon::pencil})
    EXPECT_FALSE(icon::points_somewhere(path)) << path;
}

TEST_F(Language, TheArrowsOfASliderGoWhereTheyPoint) {
  Desk desk;
  desk.open_page("#/preferences");
  for (const bool arabic : {false, true}) {
    arrives(arabic ? page_words("ar") : "");
    const headless::ShownNode* slider = headless::find(Role::slider, "");
    ASSERT_NE(slider, nullptr) << headless::dump();
    const int before = slider->node.level;
    platform::Event focused = headless::event_of(EventKind::focused);
    focused.node = headless::record().focused = slider->node.id;
    headless::emit(focused);
    headless::key(arabic ? "ArrowLeft" : "ArrowRight");
    desk.settle();
    EXPECT_GT(headless::find(Role::slider, "")->node.level, before);
    headless::key(arabic ? "ArrowRight" : "ArrowLeft");
    desk.settle();
    EXPECT_EQ(headless::find(Role::slider, "")->node.level, before);
  }
}

TEST_F(Language, FromRightToLeftEachTextBeginsAtItsOwnSide) {
  Desk desk;
  desk.customer_writes(1, "Maya Lindqvist", "Hi\nThis is the long line of it");
  desk.customer_writes(2, "محمد", "نعم\nهذا هو السطر الطويل منها");
  desk.open_page();
  arrives(page_words("ar"));
  const auto lines = [&](std::string_view who) {
    headless::press(Role::listitem, who);
    desk.settle();
    std::vector<platform::Node> found;
    for (const auto& one : headless::record().nodes)
      if (one.node.role == Role::line) found.push_back(one.node);
    return found;
  };
  const auto english = lines("Maya");
  ASSERT_EQ(english.size(), 2u);
  EXPECT_EQ(english[0].x, english[1].x);
  const auto arabic = lines("محمد");
  ASSERT_EQ(arabic.size(), 2u);
  EXPECT_NEAR(arabic[0].x + arabic[0].w, arabic[1].x + arabic[1].w, 1);
}

TEST_F(Language, ThePointerIsWhereThingsAreSeen) {
  Desk desk;
  someone_writes(desk);
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  arrives(page_words("ar"));
  headless::press(Role::button, "إسناد");
  desk.settle();
  const headless::ShownNode* menu = headless::find(Role::menu, "إسناد");
  ASSERT_NE(menu, nullptr);
  platform::Event press = headless::event_of(EventKind::pointer_down);
  press.x = menu->node.x + 10, press.y = menu->node.y + 10;
  headless::emit(press);
  headless::settle();
  EXPECT_NE(headless::find(Role::menu, "إسناد"), nullptr) << "a press inside closed it";
  press.x = 1430 - press.x;
  headless::emit(press);
  headless::settle();
  EXPECT_EQ(headless::find(Role::menu, "إسناد"), nullptr) << "a press outside left it open";
}

}  // namespace
}  // namespace tributary
