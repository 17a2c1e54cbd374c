// What the width of a phone does to pages: nothing is pushed past the edge of its card.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/id_text.h"
#include "tests/web/app/at_desk.h"
#include "web/app/word.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

// Tall enough that nothing lies below the view.
platform::Screen phone(float width) {
  platform::Screen screen{width, 3000, 2, platform::Theme::light};
  screen.coarse = true;
  return screen;
}

struct Phone : ::testing::Test {
  void TearDown() override { app::words::use({}); }
};

const headless::ShownNode* by_id(std::uint64_t id) {
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.node.id == id) return &shown;
  return nullptr;
}

// The page shows its own text: what is seen is a node below the one that is heard.
platform::Screen reading_phone(float width) {
  platform::Screen screen = phone(width);
  screen.text_in_dom = true;
  return screen;
}

std::string seen_of(const headless::ShownNode& heard) {
  std::string seen;
  for (const headless::ShownNode& shown : headless::record().nodes)
    if (shown.node.parent == heard.node.id && (shown.node.flags & platform::node_hidden_text) != 0) seen += (seen.empty() ? "" : " ") + shown.name;
  return seen;
}

bool is_inside(const headless::ShownNode& shown, std::uint64_t ancestor) {
  for (const headless::ShownNode* at = &shown; at; at = by_id(at->node.parent))
    if (at->node.parent == ancestor) return true;
  return false;
}

void open_admin(Desk& desk, const std::string& values = "") {
  desk.admin = true;
  desk.open_page("#/admin");
  const std::string nothing = R"({"items":[],"nextCursor":null})";
  headless::answer(200, nothing);  // quarantine
  headless::answer(200, nothing);  // diagnoses
  headless::answer(200, R"({"level":"ok","sendingHeld":false,"errors":[],"values":[)" + values + "]}");
  headless::answer(200, R"({"items":[{"id":"agt_7","email":"ana@example.com","name":"Ana","role":"agent","active":true},{"id":")" + to_text(desk.me.agent) +
                            R"(","email":"me@example.com","name":"Me","role":"admin","active":true}],"nextCursor":null})");
  desk.settle();
}

TEST_F(Phone, ThePersonsButtonsStayInsideTheirCardInEveryLanguage) {
  for (const float width : {390.0f, 320.0f}) {
    for (const char* language : {"en", "de", "ar"}) {
      Desk desk(phone(width));
      open_admin(desk);
      if (std::string(language) != "en") speak(language);
      const headless::ShownNode* row = headless::find(Role::listitem, "Ana");
      ASSERT_TRUE(row) << language << "\n" << headless::dump();
      std::vector<platform::Node> buttons;
      for (const headless::ShownNode& shown : headless::record().nodes)
        if (shown.node.role == Role::button && shown.node.parent == row->node.id) buttons.push_back(shown.node);
      ASSERT_EQ(buttons.size(), 3u) << language;
      for (std::size_t i = 0; i < buttons.size(); ++i) {
        const platform::Node& one = buttons[i];
        EXPECT_GE(one.x, row->node.x + 16) << language << " at " << width;
        EXPECT_LE(one.x + one.w, row->node.x + row->node.w - 15.5f) << language << " at " << width;
        EXPECT_LE(one.y + one.h, row->node.y + row->node.h - 8) << language << " at " << width;
        EXPECT_GE(one.h, 44) << language;
        for (std::size_t j = 0; j < i; ++j)
          EXPECT_TRUE(one.y >= buttons[j].y + buttons[j].h || one.x >= buttons[j].x + buttons[j].w || one.x + one.w <= buttons[j].x) << language << ": two lie on one another";
      }
      app::words::use({});
    }
  }
}

TEST_F(Phone, ARowWithoutButtonsKeepsNoRoomForThem) {
  Desk desk(phone(390));
  open_admin(desk);
  const headless::ShownNode *ana = headless::find(Role::listitem, "Ana"), *me = headless::find(Role::listitem, "Me, me@example.com");
  ASSERT_TRUE(ana && me) << headless::dump();
  EXPECT_EQ(me->node.h, 60);
  EXPECT_GE(ana->node.h, me->node.h + 44);
  const headless::ShownNode* list = by_id(me->node.parent);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->node.h, ana->node.h + me->node.h) << "the card ends with its last row";
}

TEST_F(Phone, NoNameNorLimitOfAHealthRowIsCut) {
  const std::string values = R"({"id":"oldest_unsent","level":"ok","value":null,"unit":"milliseconds","lowIsBad":false,"attention":60000,"red":600000,"detail":""},)"
                             R"({"id":"signature_failures","level":"red","value":12,"unit":"count","lowIsBad":false,"attention":1,"red":10,"detail":""})";
  for (const float width : {390.0f, 320.0f}) {
    for (const char* language : {"en", "de"}) {
      Desk desk(reading_phone(width));
      open_admin(desk, values);
      if (std::string(language) != "en") speak(language);
      const headless::ShownNode* list = nullptr;
      for (const headless::ShownNode& shown : headless::record().nodes)
        if (!list && shown.node.role == Role::list && shown.node.y > 0) list = &shown;
      ASSERT_TRUE(list) << headless::dump();
      int read = 0;
      for (const headless::ShownNode& shown : headless::record().nodes) {
        if (!is_inside(shown, list->node.id) || shown.node.role != Role::label) continue;
        ++read;
        EXPECT_EQ(shown.name.find("…"), std::string::npos) << shown.name << " at " << width;
        EXPECT_LE(shown.node.x + shown.node.w, list->node.x + list->node.w - 15) << shown.name << " at " << width;
      }
      EXPECT_GE(read, 6) << headless::dump();
      app::words::use({});
    }
  }
}

TEST_F(Phone, WhatAnEmptyPickerSaysIsReadWhole) {
  Desk desk(reading_phone(320));
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  headless::key("l");
  desk.settle();
  const headless::ShownNode *said = headless::find(Role::label, "There are no tags yet"), *dialog = headless::find(Role::dialog, "Tags");
  ASSERT_TRUE(said && dialog) << headless::dump();
  EXPECT_EQ(seen_of(*said), "There are no tags yet. Type a name to create the first.");
  for (const headless::ShownNode& shown : headless::record().nodes) {
    if (shown.node.parent != said->node.id) continue;
    EXPECT_LE(shown.node.y + shown.node.h, dialog->node.y + dialog->node.h - 8) << shown.name;
  }
}

TEST_F(Phone, TheNameOfTheListIsReadWholeInGerman) {
  Desk desk(reading_phone(360));
  desk.open_page("#/unassigned");
  speak("de");
  const headless::ShownNode* title = headless::find(Role::heading, "Nicht zugewiesen");
  ASSERT_TRUE(title) << headless::dump();
  EXPECT_EQ(seen_of(*title), "Nicht zugewiesen");
}

TEST_F(Phone, TheDetailsNameTheirButtonsInFullInGerman) {
  platform::Screen screen{1440, 900, 1, platform::Theme::light};
  screen.text_in_dom = true;
  Desk desk(screen);
  desk.customer_writes(1, "Maya", "Hello");
  desk.open_page();
  headless::press(Role::listitem, "Maya");
  desk.settle();
  speak("de");
  const headless::ShownNode* merge = headless::find(Role::button, "Zusammenführen");
  ASSERT_TRUE(merge) << headless::dump();
  EXPECT_EQ(seen_of(*merge), merge->name);
}

TEST_F(Phone, ABadgeLiesOnItsOwnIcon) {
  for (const float width : {390.0f, 800.0f}) {  // the strip at the top, and the rail of icons
    Desk desk(reading_phone(width));
    desk.customer_writes(1, "Maya", "Hello");
    desk.open_page();
    const headless::ShownNode* link = headless::find(Role::link, "All 1");
    ASSERT_TRUE(link) << headless::dump();
    const float middle = link->node.x + link->node.w / 2;
    int badges = 0;
    for (const headless::ShownNode& shown : headless::record().nodes) {
      if (shown.node.parent != link->node.id) continue;
      ++badges;
      EXPECT_GE(shown.node.x, middle) << width;
      EXPECT_LE(shown.node.x + shown.node.w, middle + 20) << width;
      EXPECT_GE(shown.node.y, link->node.y) << width;
    }
    EXPECT_EQ(badges, 1) << headless::dump();
  }
}

TEST_F(Phone, TheListOfKeysReachesTheEdgeAndMakesRoomOnlyForWhatIsThere) {
  Desk desk(phone(390));
  desk.open_page("#/preferences");
  const headless::ShownNode* away = headless::find(Role::button, "Switch off the keys of ");
  ASSERT_TRUE(away) << headless::dump();
  EXPECT_GE(away->node.x + away->node.w, 374) << "the page ends at 374";
  const float before = away->node.x;
  ASSERT_TRUE(headless::press(Role::button, "Switch off the keys of "));
  desk.settle();
  const headless::ShownNode *next = headless::find(Role::button, "Switch off the keys of "), *back = headless::find(Role::button, "Reset the keys of ");
  ASSERT_TRUE(next && back) << headless::dump();
  EXPECT_EQ(back->node.x, before);
  EXPECT_LT(next->node.x, before);
}

TEST_F(Phone, FingersAreToldOfNoKeys) {
  for (const bool fingers : {false, true}) {
    platform::Screen screen{1440, 900, 1, platform::Theme::light};
    screen.coarse = fingers;
    Desk desk(screen);
    desk.customer_writes(1, "Maya", "Hello");
    desk.open_page();
    headless::press(Role::listitem, "Maya");
    desk.settle();
    const headless::ShownNode* field = headless::find(Role::textbox, "Reply");
    ASSERT_TRUE(field) << headless::dump();
    EXPECT_EQ(field->description.find("Enter") == std::string::npos, fingers) << field->description;
    headless::type("Reply", "On its way.");
    desk.settle();
    ASSERT_TRUE(headless::press(Role::button, "More ways to send"));
    desk.settle();
    const headless::ShownNode* way = headless::find(Role::menuitem, "Send and resolve");
    ASSERT_TRUE(way) << headless::dump();
    EXPECT_EQ(way->name == "Send and resolve", fingers) << way->name;
    headless::key("Escape");
    desk.settle();
    headless::key("k", platform::key_ctrl);
    desk.settle();
    const headless::ShownNode* option = headless::find(Role::option, "Resolve and go to the next");
    ASSERT_TRUE(option) << headless::dump();
    EXPECT_EQ(option->name == "Resolve and go to the next", fingers) << option->name;
  }
}

}  // namespace
}  // namespace tributary
