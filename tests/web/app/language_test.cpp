// The interface in other languages: switched while it runs, counted by the rules of each, mirrored where it runs from
// right to left.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "tests/web/app/desk.h"
#include "web/app/icons.h"
#include "web/app/words.h"
#include "web/text/language.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using platform::EventKind;
using Role = platform::Role;

std::string file_of(const std::string& language) {
  std::ifstream file(std::string(TRIBUTARY_ROOT) + "/assets/locale/" + language + ".json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

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

  arrives(file_of("de"));
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
  arrives(file_of("de"));
  EXPECT_EQ(headless::find(Role::label, desk.notice), nullptr);
  EXPECT_NE(headless::find(Role::label, "Twilio erreicht diesen Computer nicht"), nullptr);
}

TEST_F(Language, StaysWhenItsWordsCannotBeHadAndIsAskedForAgainOnline) {
  Desk desk;
  someone_writes(desk);
  desk.open_page();
  arrives(file_of("de"));
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

// As the page gets them: texts in the order of the English keys.
std::string without_keys(const std::string& language) {
  std::map<std::string, boost::json::value> sorted;
  const boost::json::value by_key = boost::json::parse(file_of(language));
  for (const auto& pair : by_key.as_object()) sorted.emplace(std::string(pair.key()), pair.value());
  boost::json::array texts;
  for (const auto& [key, text] : sorted) texts.push_back(text);
  return boost::json::serialize(texts);
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
  ASSERT_TRUE(app::words::use(without_keys("ar")));
  EXPECT_EQ(app::words::language(), "ar");
  EXPECT_TRUE(app::words::right_to_left());
  EXPECT_EQ(app::words::pluralled(app::words::new_messages, 2), "رسالتان جديدتان");
  const boost::json::value by_key = boost::json::parse(file_of("ar"));
  for (const auto& pair : by_key.as_object())
    if (pair.value().is_string()) { EXPECT_EQ(app::words::find(std::string(pair.key())), written(std::string(pair.value().as_string()))) << pair.key(); }
  EXPECT_FALSE(app::words::use("[\"de\", \"ltr\"]")) << "too few";
  EXPECT_EQ(app::words::language(), "ar");
}

TEST_F(Language, TheSecondPartsWordsAreReadOnceTheyAreHereAndAnewInAnotherLanguage) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::Record& record = headless::record();
  constexpr app::Word late{"test.late"};
  constexpr app::Plural lates{"test.lates"};
  record.later_here = false;
  record.more_words = R"({"test.late": "Late", "test.lates": {"one": "{n} late", "other": "{n} lates"}})";
  EXPECT_EQ(app::words::find("test.late"), "");
  EXPECT_EQ(std::string_view(app::words::views), "Views");
  EXPECT_EQ(record.words_needed, 0);
  record.later_here = true;
  EXPECT_EQ(app::words::find("test.late"), "Late");
  EXPECT_EQ(app::words::pluralled(lates, 3), "3 lates");
  EXPECT_EQ(record.words_needed, 0) << "they were read already";

  record.more_words = R"({"test.late": "Spät"})";
  EXPECT_EQ(std::string_view(late), "Late");
  ASSERT_TRUE(app::words::use(file_of("de")));
  EXPECT_EQ(std::string_view(late), "Spät");
}

// As the page gets them: the program's own words without keys, each where its key leads; with one place all of them lead there.
TEST_F(Language, OfTheSecondPartsWordsOnlyTheProgramsOwnAreFoundWithoutTheirKeys) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::record().more_words = R"(["#", {"test.code_1": "Coded"}, {"one": "{n} late", "other": "{n} lates"}])";
  ASSERT_TRUE(app::words::use({}));
  constexpr app::Plural lates{"test.lates"};
  EXPECT_EQ(app::words::pluralled(lates, 1), "1 late");
  EXPECT_EQ(app::words::pluralled(lates, 3), "3 lates");
  EXPECT_EQ(app::words::find("test.code_1"), "Coded");
  EXPECT_EQ(app::words::find("test.code_2"), "") << "a code nobody knows is not called by somebody else's words";
}

TEST_F(Language, AWordShownBeforeItsTimeIsBroughtAndNotItsKeyShown) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  headless::record().later_here = false;
  headless::record().more_words = R"({"test.early": "Early"})";
  constexpr app::Word early{"test.early"};
  EXPECT_EQ(std::string_view(early), "Early");
  EXPECT_EQ(headless::record().words_needed, 1);
}

TEST_F(Language, ArabicCountsInSixForms) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  ASSERT_TRUE(app::words::use(file_of("ar")));
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
  headless::record().more_words = R"({"test.late": "بعد {24} ساعة، {{first_name}} {n}"})";
  ASSERT_TRUE(app::words::use(file_of("ar")));
  EXPECT_EQ(app::words::find("list.view_long"), "لا يزيد الاسم على ٦٠ حرفًا. اختصره.");
  EXPECT_EQ(app::words::find("people.snooze_4h"), "٤ ساعات");
  EXPECT_EQ(app::words::find("test.late"), "بعد ٢٤ ساعة، {{first_name}} {n}");
}

TEST_F(Language, WhatPeopleAreCalledIsNeverAPatternAndKeepsToItself) {
  headless::reset({1440, 900, 1, platform::Theme::light}, 0);
  EXPECT_EQ(app::words::formatted(app::words::assigned_to, {{"who", "{who} {n}"}}), "Assigned to {who} {n}");
  EXPECT_EQ(app::words::formatted(app::words::assigned_to, {{"who", "محمد"}}), "Assigned to \u2068محمد\u2069");
  ASSERT_TRUE(app::words::use(file_of("ar")));
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
    arrives(file_of(language));
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

  arrives(file_of("ar"));
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
    arrives(arabic ? file_of("ar") : "");
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
  arrives(file_of("ar"));
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
  arrives(file_of("ar"));
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
