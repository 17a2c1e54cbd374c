// An agent's drafts on their own sockets and through REST: kept over a restart, said at once, and never to anybody else.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

class Drafts : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.hook("sms", relay.sms("SM1", "+15550100101", "Are you open?"));
    here = relay.tenant().runtime.state().conversations.own().begin()->first;
  }
  // A page of the owner of this cookie, signed in and caught up; what they had begun.
  wire::Drafts join(SocketClient& socket, const std::string& cookie) {
    const auto ticket = relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}});
    EXPECT_EQ(socket.open_from_page(cookie), 101);
    socket.welcome(std::string(ticket.json().at("ticket").as_string()));
    return socket.next<wire::Drafts>();
  }
  Draft begun(const std::string& text, std::int64_t later = 0, bool note = false) { return Draft{here, note, text, relay.house->clock().now() + later}; }
  Answer page(const std::string& cookie, const std::string& method, const std::string& path, const std::string& body = "") {
    std::vector<http::Field> fields{{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}};
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    return relay.ask(method, path, body, fields);
  }
  std::string path() { return "/api/v1/conversations/" + to_text(here) + "/draft"; }

  LivingRelay relay;
  ConversationId here;
  std::string anna = relay.cookie_of("anna@example.com", Role::agent), ben = relay.cookie_of("ben@example.com", Role::admin);
};

TEST_F(Drafts, StandOnTheOtherDeviceAtOnceAndAfterARestart) {
  {
    SocketClient desk(relay), phone(relay);
    EXPECT_TRUE(join(desk, anna).whole);
    EXPECT_TRUE(join(phone, anna).drafts.empty());
    desk.say(wire::SaveDrafts{{begun("Yes, until si")}});
    EXPECT_EQ(phone.next<wire::Drafts>().drafts.at(0).text, "Yes, until si");
    const auto echo = desk.next<wire::Drafts>();
    EXPECT_EQ(echo.drafts.at(0).text, "Yes, until si") << "the one who wrote it knows that it is kept";
    EXPECT_FALSE(echo.whole);
  }
  relay.restart();
  SocketClient laptop(relay);
  const auto all = join(laptop, anna);
  ASSERT_EQ(all.drafts.size(), 1u);
  EXPECT_EQ(all.drafts[0].text, "Yes, until si");
  laptop.say(wire::SaveDrafts{{begun("", 1)}});
  EXPECT_EQ(laptop.next<wire::Drafts>().drafts.at(0).text, "");
  SocketClient later(relay);
  EXPECT_TRUE(join(later, anna).drafts.empty());
}

TEST_F(Drafts, AnOlderEditIsAnsweredWithWhatIsThere) {
  SocketClient desk(relay);
  join(desk, anna);
  desk.say(wire::SaveDrafts{{begun("newer")}});
  desk.next<wire::Drafts>();
  desk.say(wire::SaveDrafts{{begun("older", -5'000)}});
  EXPECT_EQ(desk.next<wire::Drafts>().drafts.at(0).text, "newer");
  EXPECT_EQ(relay.tenant().runtime.store().drafts(relay.house->system().user_by_email("anna@example.com")->id).at(0).text, "newer");
}

// P5d: not in the stream of anybody else, not in REST of anybody else, not in the log, not in a snapshot.
TEST_F(Drafts, P5_NobodyElseEverHearsOfThem) {
  const std::string canary = "canary-draft-9k";
  SocketClient desk(relay), colleague(relay), robot(relay);
  join(desk, anna);
  EXPECT_TRUE(join(colleague, ben).drafts.empty());
  const std::string token = relay.token({"conversations:read", "messages:send", "admin"});
  robot.open_as(token);
  robot.welcome();
  const std::uint64_t head = relay.tenant().runtime.head(), state = digest(relay.tenant().runtime.state());
  desk.say(wire::SaveDrafts{{begun(canary), begun(canary + " in a note", 0, true)}});
  EXPECT_EQ(desk.next<wire::Drafts>().drafts.size(), 2u);
  EXPECT_EQ(relay.tenant().runtime.head(), head) << "nothing has happened yet";
  EXPECT_EQ(digest(relay.tenant().runtime.state()), state);

  relay.hook("sms", relay.sms("SM2", "+15550100101", "Still there?"));  // something that all hear, after it
  colleague.next<wire::Lines>();
  robot.next<wire::Lines>();
  SocketClient anew(relay), listener(relay);
  EXPECT_TRUE(join(anew, ben).drafts.empty());
  listener.open_as(token);
  listener.welcome();
  listener.next<wire::Snapshot>();
  for (SocketClient* who : {&colleague, &robot, &anew, &listener}) EXPECT_EQ(who->heard().find(canary), std::string::npos);

  std::vector<std::string> paths;
  for (const auto& route : relay.front->router().listed())
    if (route.method == "GET") {
      std::string asked = route.pattern;
      if (const auto at = asked.find("{id}"); at != asked.npos) asked.replace(at, 4, to_text(here));
      if (asked.find('{') == asked.npos && asked != "/api/v1/socket") paths.push_back(asked);
    }
  paths.push_back("/api/v1/search?q=" + canary);
  for (const std::string& asked : paths) {
    EXPECT_EQ(page(ben, "GET", asked).body.find(canary), std::string::npos) << asked << " of a colleague";
    EXPECT_EQ(relay.as(token, "GET", asked).body.find(canary), std::string::npos) << asked << " of a program";
  }
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/drafts").status, 403);
  EXPECT_NE(page(anna, "GET", "/api/v1/drafts").body.find(canary), std::string::npos) << "the search of this test finds what is there";
}

TEST_F(Drafts, ThroughRestTheyReachOnesOwnPages) {
  SocketClient desk(relay), colleague(relay);
  join(desk, anna);
  join(colleague, ben);
  const auto kept = page(anna, "PUT", path(), R"({"text":"from a script"})");
  EXPECT_EQ(kept.status, 200) << kept.body;
  EXPECT_EQ(desk.next<wire::Drafts>().drafts.at(0).text, "from a script");
  EXPECT_EQ(page(ben, "GET", "/api/v1/drafts").json().at("items").as_array().size(), 0u);
  EXPECT_EQ(page(ben, "PUT", path(), R"({"text":"ben's"})").status, 200);
  EXPECT_EQ(page(anna, "GET", "/api/v1/drafts").json().at("items").at(0).at("text").as_string(), "from a script");
  EXPECT_EQ(page(anna, "PUT", path(), R"({"text":""})").status, 200);
  EXPECT_EQ(page(anna, "GET", "/api/v1/drafts").json().at("items").as_array().size(), 0u);
}

TEST_F(Drafts, WhatIsTooLongTooManyOrNowhereIsRefusedWithItsSentence) {
  const auto too_long = page(anna, "PUT", path(), R"({"text":")" + std::string(limits::draft_characters_max + 1, 'x') + "\"}");
  EXPECT_EQ(too_long.status, 422);
  EXPECT_EQ(too_long.code(), "draft_too_long");
  EXPECT_EQ(too_long.json().at("error").at("limit").as_int64(), limits::draft_characters_max);
  EXPECT_EQ(page(anna, "PUT", path(), R"({"text":1})").status, 422);
  EXPECT_EQ(page(anna, "PUT", path(), R"({"text":"x","note":"yes"})").status, 422);
  EXPECT_EQ(page(anna, "PUT", "/api/v1/conversations/cnv_00000000000000000000000001/draft", R"({"text":"x"})").status, 404);

  const AgentId me = relay.house->system().user_by_email("anna@example.com")->id;
  auto& tenant = relay.tenant().runtime;
  for (std::uint64_t i = 1; i <= std::uint64_t{limits::drafts_max}; ++i) tenant.writing().put_draft(me, Draft{ConversationId{77, i}, false, "one of many", tenant.clock().now()});
  relay.house->round().finish_now();
  const auto one_more = page(anna, "PUT", path(), R"({"text":"one more"})");
  EXPECT_EQ(one_more.status, 422);
  EXPECT_EQ(one_more.code(), "too_many_drafts");
  SocketClient desk(relay);
  wire::Drafts frame = join(desk, anna);
  std::size_t heard = frame.drafts.size();
  for (; !frame.whole; heard += frame.drafts.size()) frame = desk.next<wire::Drafts>();
  EXPECT_EQ(heard, static_cast<std::size_t>(limits::drafts_max)) << "in several frames, the last of which says so";
  desk.say(wire::SaveDrafts{{begun("one more")}});
  EXPECT_TRUE(desk.submit(Resolve{here}).accepted);  // answered after it
  EXPECT_FALSE(tenant.store().draft(me, here, false));
  tenant.writing().put_draft(me, Draft{ConversationId{77, 1}, false, "", tenant.clock().now()});
  relay.house->round().finish_now();
  desk.say(wire::SaveDrafts{{begun("there is room again")}});
  EXPECT_EQ(desk.next<wire::Drafts>().drafts.at(0).text, "there is room again");
}

}  // namespace
}  // namespace tributary::test
