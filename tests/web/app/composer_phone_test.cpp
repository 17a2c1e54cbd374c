// The composer on a phone, 360 px wide: what a channel sets is said briefly where all of it would be cut, and heard in full.
// The page shows its own text here: words that are seen only are nodes of their own.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/web/app/at_desk.h"
#include "web/app/words.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

const headless::ShownNode* label(std::string_view begins, bool seen_only) {
  for (const headless::ShownNode& shown : headless::record().nodes) {
    const bool hidden = (shown.node.flags & platform::node_hidden_text) != 0;
    if (shown.node.role == Role::label && hidden == seen_only && shown.name.rfind(begins, 0) == 0) return &shown;
  }
  return nullptr;
}

platform::Screen phone(float width) { return {width, 740, 3, platform::Theme::light, true}; }

struct ComposerOnAPhone : ::testing::Test {
  void TearDown() override { app::words::use({}); }
  static void open(Desk& desk, Channel channel) {
    desk.customer_writes(1, "Maya", "Where is my parcel?", channel);
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
  }
  static void expect_brief(std::string_view seen, std::string_view heard) {
    const headless::ShownNode* shown = label(seen, true);
    ASSERT_NE(shown, nullptr) << seen << "\n" << headless::dump();
    EXPECT_EQ(shown->name.find("…"), std::string::npos) << shown->name;
    EXPECT_GE(shown->node.x, 0) << shown->name;
    EXPECT_LE(shown->node.x + shown->node.w, headless::record().screen.width) << shown->name;
    const headless::ShownNode* said = label(heard, false);
    ASSERT_NE(said, nullptr) << heard << "\n" << headless::dump();
    EXPECT_EQ(shown->node.parent, said->node.id) << "one is seen for the other";
  }
};

TEST_F(ComposerOnAPhone, SaysBrieflyHowLongTheWindowStaysOpenInEveryLanguage) {
  constexpr std::int64_t begun = 9 * limits::minute_ms, nearly_over = limits::day_ms - limits::minute_ms / 2;
  struct Case { std::int64_t passed_ms; float width; const char *language, *seen, *heard; };
  const Case cases[] = {{begun, 360, "en", "23 h 51 min left", "Window closes in 23 h 51 min"},
                        {begun, 360, "de", "noch 23 Std. 51 Min.", "Fenster schließt in 23 Std. 51 Min."},
                        {begun, 320, "ar", "بقي ", "تُغلق النافذة خلال "},  // wider, even its whole sentence has room
                        {nearly_over, 360, "en", "Closes any moment", "Window closes in less than a minute"},
                        {nearly_over, 360, "de", "Schließt gleich", "Fenster schließt in weniger als einer Minute"},
                        {nearly_over, 360, "ar", "تُغلق قريبًا", "تُغلق النافذة خلال أقل من دقيقة"}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.heard);
    app::words::use({});  // every page begins in English
    Desk desk(phone(one.width));
    open(desk, Channel::whatsapp);
    desk.pass(one.passed_ms);
    speak(one.language);
    expect_brief(one.seen, one.heard);
  }
}

TEST_F(ComposerOnAPhone, SaysInArabicAllOfItsShortSentence) {
  Desk desk(phone(360));
  open(desk, Channel::whatsapp);
  desk.pass(9 * limits::minute_ms);
  speak("ar");
  const headless::ShownNode* said = label("تُغلق النافذة خلال ", false);
  ASSERT_NE(said, nullptr) << headless::dump();
  EXPECT_EQ(said->name.find("…"), std::string::npos) << "short as it is: " << said->name;
}

TEST_F(ComposerOnAPhone, SaysAllOfItBesideTheTabsWhereThatHasRoom) {
  Desk desk(phone(360));
  open(desk, Channel::whatsapp);
  const headless::ShownNode *said = label("Window closes in 24 h", false), *note = headless::find(Role::tab, "Private note"), *field = headless::find(Role::textbox, "Reply");
  ASSERT_TRUE(said && note && field) << headless::dump();
  EXPECT_EQ(said->name, "Window closes in 24 h");
  EXPECT_GE(said->node.x, note->node.x + note->node.w);
  EXPECT_LE(said->node.y + said->node.h, field->node.y);
  EXPECT_EQ(label("24 h left", true), nullptr);
}

TEST_F(ComposerOnAPhone, SaysBrieflyWhatAnSmsTakes) {
  Desk desk(phone(360));
  open(desk, Channel::sms);
  ASSERT_TRUE(headless::type("Reply", "Hello"));
  expect_brief("1 segment · 155 left", "1 segment · GSM-7 · 155 left");
  speak("de");
  expect_brief("1 Segment · noch 155", "1 Segment · GSM-7 · noch 155");
}

TEST_F(ComposerOnAPhone, ShowsAllOfTheWayThatIsLeftWhenTheWindowHasClosedInEveryLanguage) {
  Desk desk(phone(360));
  open(desk, Channel::whatsapp);
  desk.pass(25 * limits::hour_ms);
  const auto shows = [](std::string_view words) {
    const headless::ShownNode* shown = label(words, true);
    return shown && shown->name == words;
  };
  EXPECT_TRUE(shows("Choose a template")) << headless::dump();
  EXPECT_EQ(headless::find(Role::button, "Send"), nullptr) << "nothing to send";
  EXPECT_EQ(headless::find(Role::button, "Templates"), nullptr) << "one way to them is enough";
  const headless::ShownNode *why = headless::find(Role::label, "WhatsApp allows free text only"), *choose = headless::find(Role::button, "Choose a template");
  ASSERT_TRUE(why && choose) << headless::dump();
  float end = 0;
  for (const headless::ShownNode& line : headless::record().nodes)
    if (line.node.parent == why->node.id) end = std::max(end, line.node.y + line.node.h);
  EXPECT_EQ(choose->node.y - end, 8);
  speak("de");
  EXPECT_TRUE(shows("Vorlage wählen")) << headless::dump();
  speak("ar");
  EXPECT_TRUE(shows("اختر قالبًا")) << headless::dump();
}

TEST_F(ComposerOnAPhone, SendGivesUpItsWordBeforeItCoversAnything) {
  Desk desk(phone(300));  // 360 px at a text size of 120 %
  open(desk, Channel::whatsapp);
  const headless::ShownNode *send = headless::find(Role::button, "Send"), *before = headless::find(Role::button, "Offer choices");
  ASSERT_TRUE(send && before) << headless::dump();
  EXPECT_GE(send->node.x, before->node.x + before->node.w);
  EXPECT_GE(send->node.w, 44);
}

TEST_F(ComposerOnAPhone, TheToolsTakeARowOfTheirOwnWhereTheTextIsLarge) {
  Desk desk(phone(260));  // 390 px at a text size of 150 %
  open(desk, Channel::whatsapp);
  const auto box = [](Role role, std::string_view name) {
    const headless::ShownNode* shown = headless::find(role, name);
    EXPECT_NE(shown, nullptr) << name << "\n" << headless::dump();
    return shown ? shown->node : platform::Node{};
  };
  const platform::Node field = box(Role::textbox, "Reply"), send = box(Role::button, "Send"), ways = box(Role::button, "More ways to send"), form = box(Role::form, "");
  for (const char* name : {"Attach", "Templates", "Offer choices"}) {
    const platform::Node tool = box(Role::button, name);
    EXPECT_LE(tool.y + tool.h, send.y) << name;
    EXPECT_GE(tool.y, field.y + field.h) << name;
    EXPECT_LE(tool.x + tool.w, form.x + form.w) << name;
  }
  EXPECT_LE(send.x + send.w, ways.x);
  EXPECT_LE(ways.y + ways.h, form.y + form.h);
}

}  // namespace
}  // namespace tributary
