// The health page and the list of people as somebody at the page meets them.
#include <gtest/gtest.h>

#include "tests/web/app/at_desk.h"
#include "web/app/word.h"
#include "web/app/words_health.h"

namespace tributary {
namespace {

namespace headless = platform::headless;
using Role = platform::Role;

constexpr const char* empty_list = R"({"items":[],"nextCursor":null})";
constexpr const char* two_people = R"({"items":[{"id":"agt_1","email":"ana@example.com","name":"Ana","role":"agent","active":true},{"id":"agt_2","email":"old@example.com","name":"Old","role":"admin","active":false}],"nextCursor":null})";

std::string value(const char* id, const char* level, int number, const char* unit = "count") {
  return std::string(R"({"id":")") + id + R"(","level":")" + level + R"(","value":)" + std::to_string(number) + R"(,"unit":")" + unit + R"(","lowIsBad":false,"attention":1,"red":10,"detail":""})";
}
std::string health(const std::string& values, bool held = false) {
  return R"({"level":"red","sendingHeld":)" + std::string(held ? "true" : "false") + R"(,"errors":[],"values":[)" + values + "]}";
}

class HealthPane : public ::testing::Test {
 protected:
  void TearDown() override { app::words::use({}); }
  void open(const std::string& body) {
    desk.admin = true;
    desk.open_page("#/admin");
    headless::answer(200, empty_list);  // quarantine
    headless::answer(200, empty_list);  // diagnoses
    headless::answer(200, body);
    headless::answer(200, two_people);
    desk.settle();
  }
  std::string row(std::string_view name) {
    const auto* node = headless::find(Role::listitem, name);
    return node ? std::string(node->name) : std::string();
  }
  Desk desk;
};

TEST_F(HealthPane, WhatNeedsSomebodySaysWhatItMeansAndWhatToDoAndTheRailCountsIt) {
  open(health(value("flush_time", "ok", 3, "milliseconds") + "," + value("quarantine", "red", 12)));
  const std::string red = row("Quarantine, 12");
  EXPECT_NE(red.find("Needs you now"), std::string::npos) << red;
  EXPECT_NE(red.find("press Replay"), std::string::npos) << red;
  EXPECT_NE(red.find("Attention from 1, red from 10"), std::string::npos) << red;
  const std::string well = row("Flush time, 3 ms");
  EXPECT_NE(well.find("Well"), std::string::npos) << well;
  EXPECT_EQ(well.find("faster local disk"), std::string::npos) << "nobody needs to be told what to do about it";
  const std::string tree = headless::dump();
  EXPECT_LT(tree.find("Quarantine, 12"), tree.find("Flush time, 3 ms")) << "what needs somebody stands first";
  EXPECT_TRUE(headless::find(Role::link, "Admin 1"));
}

std::string books(const char* level, const char* detail) {
  return R"({"level":"ok","sendingHeld":false,"errors":[],"books":{"queued":1200,"accepted":1190,"failed":4,"cancelled":3,"unknown":2,"inFlight":1},"values":[{"id":"conservation","level":")" + std::string(level) +
         R"(","value":0,"unit":"count","lowIsBad":false,"attention":1,"red":1,"detail":")" + detail + R"("}]})";
}

TEST_F(HealthPane, TheBooksAreSaidInTheWordsOfThePageAndNotInTheRelays) {
  open(books("ok", "1200 queued, as the relay says it"));
  const std::string said = row("Books of the outbox");
  EXPECT_NE(said.find("1200 queued = 1190 accepted + 4 failed + 3 cancelled + 2 unknown + 1 in flight"), std::string::npos) << said;
  EXPECT_EQ(said.find("as the relay says it"), std::string::npos) << said;
  speak("ar");
  const std::string arabic = row("دفاتر الصادر");
  EXPECT_NE(arabic.find("١٢٠٠ في الصادر = ١١٩٠ مقبولة + ٤ فاشلة"), std::string::npos) << arabic;
  EXPECT_EQ(arabic.find("queued"), std::string::npos) << arabic;
}

TEST_F(HealthPane, BooksThatDoNotBalanceAlsoSayWhatIsToBeReported) {
  open(books("red", "a message is gone from the state"));
  const std::string said = row("Books of the outbox");
  EXPECT_NE(said.find("1190 accepted"), std::string::npos) << said;
  EXPECT_NE(said.find("a message is gone from the state"), std::string::npos) << said;
}

TEST_F(HealthPane, APageThatCouldNotBeLoadedSaysSoOnceAndClaimsNothingElse) {
  desk.admin = true;
  desk.open_page("#/admin");
  headless::answer(503, "{}");         // quarantine
  headless::answer(200, empty_list);   // diagnoses: that they came does not make up for the others
  headless::answer(503, "{}");         // health
  headless::answer(200, two_people);
  desk.settle();
  int said = 0;
  for (const headless::ShownNode& shown : headless::record().nodes) said += shown.name.find("could not be loaded") != std::string::npos ? 1 : 0;
  EXPECT_EQ(said, 1) << headless::dump();
  EXPECT_FALSE(headless::find(Role::label, "Nothing is in quarantine"));
  EXPECT_FALSE(headless::find(Role::heading, "Health"));
  EXPECT_TRUE(headless::find(Role::listitem, "Ana"));
  ASSERT_TRUE(headless::press(Role::button, "Refresh"));
  desk.settle();
  headless::answer(200, empty_list);
  headless::answer(200, empty_list);
  headless::answer(200, health(value("quarantine", "ok", 0)));
  headless::answer(200, two_people);
  desk.settle();
  EXPECT_FALSE(headless::find(Role::label, "The admin page could not be loaded"));
  EXPECT_TRUE(headless::find(Role::label, "Nothing is in quarantine"));
}

TEST_F(HealthPane, HealthAloneThatCouldNotBeLoadedSaysSoAndIsAskedForAgainByItsButton) {
  desk.admin = true;
  desk.open_page("#/admin");
  headless::answer(200, empty_list);  // quarantine
  headless::answer(200, empty_list);  // diagnoses
  headless::answer(503, "{}");        // health
  headless::answer(200, two_people);
  desk.settle();
  EXPECT_TRUE(headless::find(Role::heading, "Health"));
  EXPECT_NE(headless::dump().find("How the relay is could not be loaded."), std::string::npos) << headless::dump();
  EXPECT_NE(headless::dump().find("Nothing is in quarantine"), std::string::npos) << "the rest of the page is known";
  ASSERT_TRUE(headless::press(Role::button, "Retry now"));
  desk.settle();
  headless::answer(200, empty_list);
  headless::answer(200, empty_list);
  headless::answer(200, health(value("quarantine", "ok", 7)));
  headless::answer(200, two_people);
  desk.settle();
  EXPECT_EQ(headless::dump().find("could not be loaded"), std::string::npos) << headless::dump();
  EXPECT_NE(row("Quarantine, 7"), "");
}

TEST_F(HealthPane, NumbersThatCouldNotBeBroughtUpToDateSaySoAndStay) {
  open(health(value("quarantine", "ok", 7)));
  desk.pass(61'000);
  desk.settle();
  std::erase_if(headless::record().requests, [](const auto& one) { return one.path != "/api/v1/admin/health"; });
  ASSERT_EQ(headless::record().requests.size(), 1u);
  headless::answer(503, "{}");
  desk.settle();
  EXPECT_NE(headless::dump().find("How the relay is could not be loaded."), std::string::npos) << headless::dump();
  EXPECT_NE(row("Quarantine, 7"), "");
}

TEST_F(HealthPane, SendingIsReleasedByItsButton) {
  open(health(value("sending_held", "red", 2), true));
  ASSERT_TRUE(headless::press(Role::button, "Release sending"));
  desk.settle();
  ASSERT_FALSE(headless::record().requests.empty());
  EXPECT_EQ(headless::record().requests.back().path, "/api/v1/admin/sending/release");
  headless::answer(200, health(value("sending_held", "ok", 0)));
  desk.settle();
  EXPECT_FALSE(headless::find(Role::button, "Release sending"));
  EXPECT_FALSE(headless::find(Role::link, "Admin 1"));
}

TEST_F(HealthPane, ItIsAskedAgainEveryMinuteAndByNobodyWhoIsNoAdmin) {
  open(health(value("quarantine", "ok", 0)));
  EXPECT_TRUE(headless::record().requests.empty());
  desk.pass(61'000);
  desk.settle();
  ASSERT_FALSE(headless::record().requests.empty());
  EXPECT_EQ(headless::record().requests.back().path, "/api/v1/admin/health");
}

TEST_F(HealthPane, SomebodyIsAddedAndTheirLinkIsShownOnce) {
  open(health(value("quarantine", "ok", 0)));
  ASSERT_TRUE(headless::type("E-mail of somebody new", "cleo@example.com"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::button, "Add"));
  desk.settle();
  ASSERT_FALSE(headless::record().requests.empty());
  EXPECT_EQ(headless::record().requests.back().body, R"({"email":"cleo@example.com"})");
  headless::answer(201, R"({"id":"agt_3","email":"cleo@example.com","name":"cleo","role":"agent","active":true,"signInLink":"https://relay.example.com/#link=abc"})");
  headless::answer(200, two_people);
  desk.settle();
  EXPECT_NE(headless::dump().find("https://relay.example.com/#link=abc"), std::string::npos);
}

TEST_F(HealthPane, AnAddressThatIsRefusedSaysSoAtItsFieldUntilItIsChanged) {
  open(health(value("quarantine", "ok", 0)));
  ASSERT_TRUE(headless::type("E-mail of somebody new", "ana@example.com"));
  desk.settle();
  ASSERT_TRUE(headless::press(Role::button, "Add"));
  desk.settle();
  headless::answer(409, R"({"error":{"code":"already_there","message":"Somebody has this address already."}})");
  headless::answer(200, two_people);
  desk.settle();
  const auto* field = headless::find(Role::textbox, "E-mail of somebody new");
  ASSERT_TRUE(field);
  EXPECT_NE(field->node.flags & platform::node_invalid, 0u);
  EXPECT_NE(field->description.find("Somebody has this address already."), std::string::npos) << field->description;
  EXPECT_EQ(headless::record().focused, field->node.id);
  ASSERT_TRUE(headless::type("E-mail of somebody new", "cleo@example.com"));
  desk.settle();
  EXPECT_EQ(headless::find(Role::textbox, "E-mail of somebody new")->node.flags & platform::node_invalid, 0u);
}

TEST_F(HealthPane, WhoIsDeactivatedIsAskedOfTheRelayAndARefusalIsSaid) {
  open(health(value("quarantine", "ok", 0)));
  ASSERT_TRUE(headless::press(Role::button, "Deactivate: Ana"));
  desk.settle();
  ASSERT_FALSE(headless::record().requests.empty());
  EXPECT_EQ(headless::record().requests.back().path, "/api/v1/admin/users/agt_1/deactivate");
  headless::answer(409, R"({"error":{"code":"own_account","message":"You cannot deactivate your own account."}})");
  headless::answer(200, two_people);
  desk.settle();
  EXPECT_NE(headless::dump().find("You cannot deactivate your own account."), std::string::npos);
  EXPECT_TRUE(headless::find(Role::button, "Activate: Old"));
}

}  // namespace
}  // namespace tributary
