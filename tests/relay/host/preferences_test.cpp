// What people have chosen for themselves, through REST: kept over a restart, merged name by name, and never anybody else's.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "core/base/limits.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/second_tenant.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class KeptPreferences : public ::testing::Test {
 protected:
  Answer page(const std::string& cookie, const std::string& method, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, path, body, fields);
  }
  // An open page of the owner of this cookie.
  void join(SocketClient& socket, const std::string& cookie) {
    const Answer ticket = relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}});
    ASSERT_EQ(socket.open_from_page(cookie), 101);
    socket.welcome(std::string(ticket.json().at("ticket").as_string()));
  }
  static std::string revision(const Answer& answer) { return std::string(answer.json().at("revision").as_string()); }
  json::object chosen_by(const std::string& cookie) { return page(cookie, "GET").json().at("values").as_object(); }
  std::string view(const std::string& name, std::size_t bytes) { return R"({"values":{"view/)" + name + R"(":")" + std::string(bytes, 'x') + "\"}}"; }

  const std::string path = "/api/v1/me/preferences";
  LivingRelay relay;
  std::string anna = relay.cookie_of("anna@example.com", Role::agent), ben = relay.cookie_of("ben@example.com", Role::admin);
};

TEST_F(KeptPreferences, AreNoneAtFirstAndStandAfterARestart) {
  EXPECT_TRUE(chosen_by(anna).empty());
  EXPECT_EQ(page(anna, "PATCH", R"({"values":{"theme":"dark","text_percent":120,"quiet_hours":true,"view/Texts":"#/all?channel=sms"}})").status, 200);
  relay.restart();
  const json::object chosen = chosen_by(anna);
  EXPECT_EQ(chosen.at("theme").as_string(), "dark");
  EXPECT_EQ(chosen.at("text_percent").as_int64(), 120);
  EXPECT_TRUE(chosen.at("quiet_hours").as_bool());
  EXPECT_EQ(chosen.at("view/Texts").as_string(), "#/all?channel=sms");
}

TEST_F(KeptPreferences, OfTwoDevicesAreMergedNameByNameAndTheLastWordCounts) {
  page(anna, "PATCH", R"({"values":{"view/Texts":"#/all?channel=sms","theme":"dark"}})");
  const Answer second = page(anna, "PATCH", R"({"values":{"view/Mine":"#/mine","theme":"light"}})");
  EXPECT_EQ(second.status, 200) << second.body;
  EXPECT_EQ(json::serialize(second.json().at("values")), R"({"view/Texts":"#/all?channel=sms","theme":"light","view/Mine":"#/mine"})") << "in the order in which they were set";
  const Answer third = page(anna, "PATCH", R"({"values":{"view/Texts":null,"never there":null}})");
  EXPECT_EQ(json::serialize(third.json().at("values")), R"({"theme":"light","view/Mine":"#/mine"})");
  EXPECT_EQ(third.json(), page(anna, "GET").json());
}

TEST_F(KeptPreferences, P14_AreNobodyElsesInThisWorkspaceOrAnother) {
  SecondTenant other(relay);
  const std::string stranger = relay.cookie_of("zoe@example.com", Role::admin, other.id), canary = "canary-view-3k";
  ASSERT_EQ(page(anna, "PATCH", R"({"values":{"view/)" + canary + R"(":"#/all"}})").status, 200);
  EXPECT_NE(page(anna, "GET").body.find(canary), std::string::npos);
  EXPECT_EQ(page(anna, "GET").json().at("agentId").as_string(), to_text(relay.house->system().user_by_email("anna@example.com")->id));
  for (const std::string& who : {ben, stranger}) {
    EXPECT_TRUE(chosen_by(who).empty());
    EXPECT_EQ(page(who, "PATCH", R"({"values":{"theme":"dark"}})").body.find(canary), std::string::npos);
    EXPECT_EQ(page(who, "GET").body.find(canary), std::string::npos);
  }
  EXPECT_FALSE(chosen_by(anna).contains("theme"));
  const std::string token = relay.token({"conversations:read", "messages:send", "admin"});
  EXPECT_EQ(relay.as(token, "GET", path).status, 403) << "a program is nobody with a screen";
  EXPECT_EQ(relay.ask("GET", path).status, 401);
}

TEST_F(KeptPreferences, P14_AChangeIsSaidToEveryOpenPageOfItsPersonAndToNobodyElse) {
  SecondTenant other(relay);
  const std::string stranger = relay.cookie_of("zoe@example.com", Role::admin, other.id), canary = "canary-view-5k";
  relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?"));
  SocketClient desk(relay), phone(relay), colleague(relay), outsider(relay), robot(relay);
  join(desk, anna), join(phone, anna), join(colleague, ben), join(outsider, stranger);
  robot.open_as(relay.token({"conversations:read", "messages:send", "admin"}));
  robot.welcome();

  const Answer changed = page(anna, "PATCH", R"({"values":{"view/)" + canary + R"(":"#/all"}})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(revision(changed), revision(page(anna, "GET")));
  for (SocketClient* own : {&desk, &phone}) {
    EXPECT_EQ(own->next<wire::PreferencesChanged>().revision, revision(changed));
    EXPECT_EQ(own->heard().find(canary), std::string::npos) << "what they are is asked for";
  }

  const Answer of_ben = page(ben, "PATCH", R"({"values":{"theme":"dark"}})"), of_stranger = page(stranger, "PATCH", R"({"values":{"theme":"light"}})");
  EXPECT_EQ(colleague.next<wire::PreferencesChanged>().revision, revision(of_ben)) << "the first they hear of is their own";
  EXPECT_EQ(outsider.next<wire::PreferencesChanged>().revision, revision(of_stranger));
  relay.hook("sms", relay.sms("SM2", "+15550100101", "Still there?"));  // something that a program hears too, after it
  robot.next<wire::Lines>();
  for (SocketClient* who : {&colleague, &outsider, &robot}) EXPECT_EQ(who->heard().find(revision(changed)), std::string::npos);
  EXPECT_EQ(robot.heard().find("preferences_changed"), std::string::npos);
}

TEST_F(KeptPreferences, WhatChangesNothingIsSaidToNoPage) {
  page(anna, "PATCH", R"({"values":{"theme":"dark"}})");
  SocketClient desk(relay);
  join(desk, anna);
  EXPECT_EQ(page(anna, "PATCH", R"({"values":{"theme":"dark","never there":null}})").status, 200);
  EXPECT_EQ(page(anna, "PATCH", R"({"values":{"theme":["light"]}})").status, 422);
  const Answer changed = page(anna, "PATCH", R"({"values":{"theme":"light"}})");
  EXPECT_EQ(desk.next<wire::PreferencesChanged>().revision, revision(changed)) << "the first that is said is of the first change";
}

TEST_F(KeptPreferences, WhatIsNoneIsRefusedWithItsSentenceAndChangesNothing) {
  page(anna, "PATCH", R"({"values":{"theme":"dark"}})");
  const std::string before = page(anna, "GET").body;
  const auto code = [&](const std::string& body) { return page(anna, "PATCH", body).code(); };
  for (const char* text : {"{", "[]", "7", R"({"values":{"theme":"dark","theme":"light"}})", "{\"values\":{\"theme\":\"\xff\"}}"}) EXPECT_EQ(code(text), "bad_json") << text;
  EXPECT_EQ(code(R"({"values":{},"other":1})"), "unknown_field");
  for (const char* text : {"{}", R"({"values":[]})", R"({"values":null})", R"({"values":{"":1}})", R"({"values":{"theme":"light","deep":{"a":1}}})", R"({"values":{"list":[1]}})"})
    EXPECT_EQ(code(text), "invalid_value") << text;
  EXPECT_EQ(code(R"({"values":{")" + std::string(limits::preference_name_bytes_max + 1, 'n') + R"(":1}})"), "invalid_value");
  EXPECT_EQ(page(anna, "PATCH", R"({"values":{")" + std::string(limits::preference_name_bytes_max, 'n') + R"(":null}})").status, 200);
  EXPECT_EQ(page(anna, "GET").body, before);
}

TEST_F(KeptPreferences, TooMuchIsRefusedAsAWholeAndThereIsRoomAgainOnceSomethingIsRemoved) {
  constexpr std::size_t half = limits::preferences_bytes_max / 2;
  EXPECT_EQ(page(anna, "PATCH", view("first", half)).status, 200);
  const Answer refused = page(anna, "PATCH", view("second", half));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.code(), "preferences_too_large");
  EXPECT_EQ(refused.json().at("error").at("limit").as_int64(), static_cast<std::int64_t>(limits::preferences_bytes_max));
  EXPECT_FALSE(chosen_by(anna).contains("view/second"));
  EXPECT_EQ(page(anna, "PATCH", R"({"values":{"view/first":null}})").status, 200);
  EXPECT_EQ(page(anna, "PATCH", view("second", half)).status, 200);
}

}  // namespace
}  // namespace tributary::test
