// What webhooks did not bring, the provider's list does: P2, P6e.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "core/wire/json.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

json::object row(const std::string& sid, const std::string& direction, const std::string& from, const std::string& to, const std::string& body) {
  return {{"sid", sid}, {"direction", direction}, {"from", from}, {"to", to}, {"body", body}, {"num_media", "0"}, {"account_sid", account_sid},
          {"status", direction == "inbound" ? "received" : "delivered"}, {"error_code", nullptr}, {"date_created", "Sat, 21 Nov 2099 10:00:00 +0000"}};
}

json::object inbound(const std::string& sid, const std::string& from, const std::string& body) { return row(sid, "inbound", from, our_number, body); }

// The newest first, as the provider lists them.
std::string page(json::array rows, const std::string& next = "") {
  return json::serialize(json::object{{"messages", std::move(rows)}, {"next_page_uri", next.empty() ? json::value() : json::value(next)}});
}

const std::string account_path = std::string("/2010-04-01/Accounts/") + account_sid;
const std::string person = "+15550100101";

class Reconciling : public ::testing::Test {
 protected:
  void pull() {
    bool done = false;
    relay.tenant().reconciler.run([&] { done = true; });
    relay.run_until([&] { return done; });
    relay.house->round().finish_now();
    relay.io.poll();
  }
  // As in service: the first pass of its own is over.
  void begin() {
    relay.start_couriers();
    relay.run_until([&] { return !asked_since().empty(); });
  }
  json::array conversations() { return relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array(); }
  json::array messages(std::size_t of = 0) {
    return relay.as(token, "GET", "/api/v1/conversations/" + std::string(conversations().at(of).at("id").as_string()) + "/messages").json().at("items").as_array();
  }
  std::vector<std::string> texts() {
    std::vector<std::string> all;
    for (const auto& m : messages()) all.emplace_back(m.at("text").as_string());
    return all;
  }
  std::string quarantine() { return relay.as(relay.token({"admin"}), "GET", "/api/v1/admin/quarantine").body; }
  void reply(const std::string& text) {
    const std::string session(conversations().at(0).at("sessionId").as_string());
    EXPECT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", session}, {"message", text}})).status, 202);
  }
  std::string last_status() { return std::string(messages().back().at("status").as_string()); }
  std::string asked_since() {
    for (auto it = relay.provider.requests.rbegin(); it != relay.provider.requests.rend(); ++it)
      if (it->path.ends_with("/Messages.json") && it->method == "GET") return it->query;
    return {};
  }

  // One message a page, numbered from the oldest. A page's address says where it begins, as Twilio's does. The page that is
  // broken is so only when it is asked for once more.
  void list_of(std::size_t count, const std::string& date, std::size_t broken = 0) {
    asked.clear();
    relay.provider.files[account_path + "/Messages.json"] = [this, count, date, broken](const http::Request& request, const http::Responder& respond) {
      const std::size_t at = std::strtoul(http::query_value(request.query, "Page").value_or("0").c_str(), nullptr, 10);
      const std::string number = std::to_string(count - at);
      auto message = inbound("SM" + number, person, number);
      message["date_created"] = date;
      http::Response r;
      r.content_type = "application/json";
      r.body = page({message}, at + 1 < count ? account_path + "/Messages.json?Page=" + std::to_string(at + 1) : "");
      if (++asked[at] == 2 && broken == at && at > 0) r.status = 503;
      respond(r);
    };
  }
  std::vector<std::string> texts_in_log() {
    std::vector<std::string> all;
    const auto& store = relay.tenant().runtime.store();
    for (const auto& line : store.lines_after(0, 10'000)) {
      const auto event = wire::parse_event(line.event);
      const auto* in = event ? std::get_if<MessageReceived>(&*event) : nullptr;
      if (in) all.push_back(store.body(in->message)->text);
    }
    return all;
  }
  // Whether a pass an hour from now moves the mark.
  bool mark_moves() {
    relay.pass(limits::hour_ms);
    const Instant now = relay.house->clock().now();
    pull();
    return relay.tenant().reconciler.complete_until() >= now;
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
  std::map<std::size_t, int> asked;  // pages of list_of()
};

TEST_F(Reconciling, P2_WhatWasMissedAppearsOnceInTheOrderItWasSentOverAllPages) {
  begin();
  relay.hook("sms", relay.sms("SM1", person, "one"));
  const std::string second_page = account_path + "/Messages.json?Page=1";
  relay.provider.lists = {page({inbound("SM5", person, "five"), inbound("SM4", person, "four")}, second_page),
                          page({inbound("SM3", person, "three"), inbound("SM2", person, "two"), inbound("SM1", person, "one")})};
  pull();
  EXPECT_EQ(texts(), (std::vector<std::string>{"one", "two", "three", "four", "five"}));
  EXPECT_EQ(relay.tenant().reconciler.recovered(), 4u);
  relay.provider.lists = {page({inbound("SM5", person, "five"), inbound("SM4", person, "four")})};
  pull();
  EXPECT_EQ(texts().size(), 5u);
}

TEST_F(Reconciling, P14_ALongListIsTakenInSlicesSoThatNobodyElseWaitsForAllOfIt) {
  begin();
  json::array rows;
  for (int i = 200; i > 0; --i) rows.push_back(inbound("SM" + std::to_string(i), person, "Number " + std::to_string(i)));
  relay.provider.lists = {page(std::move(rows))};
  const std::uint64_t before = relay.house->round().commits();
  pull();
  EXPECT_GE(relay.house->round().commits() - before, 4u);
  EXPECT_EQ(relay.tenant().reconciler.recovered(), 200u);
  EXPECT_EQ(conversations().at(0).at("messageCount").as_int64(), 200);
}

TEST_F(Reconciling, P3_ALaterWebhookOfTheSameMessageHasNoSecondEffect) {
  relay.provider.lists = {page({inbound("SM2", person, "from the list")})};
  pull();
  relay.restart();
  EXPECT_EQ(relay.hook("sms", relay.sms("SM2", person, "from the list")).status, 200);
  EXPECT_EQ(texts(), std::vector<std::string>{"from the list"});
  EXPECT_EQ(quarantine().find("SM2"), std::string::npos);
}

TEST_F(Reconciling, P3_AlsoWhenItCameByWhatsAppOrIsADocument) {
  const std::string ours = std::string("whatsapp:") + our_number, theirs = "whatsapp:" + person;
  auto document = row("SM7", "inbound", theirs, ours, "invoice.pdf");
  document["num_media"] = "1";
  relay.provider.files[account_path + "/Messages/SM7/Media.json"] = [&](const auto&, auto respond) {
    http::Response r;
    r.content_type = "application/json";
    r.body = json::serialize(json::object{{"media_list", json::array{json::object{{"sid", "ME1"}, {"content_type", "application/pdf"}, {"uri", account_path + "/Messages/SM7/Media/ME1.json"}}}}});
    respond(r);
  };
  relay.provider.lists = {page({document, row("SM6", "inbound", theirs, ours, "Hola")})};
  pull();
  ASSERT_EQ(conversations().size(), 1u);
  EXPECT_EQ(conversations()[0].at("channel").as_string(), "whatsapp");
  ASSERT_EQ(messages().size(), 2u);
  EXPECT_EQ(messages()[1].at("media").as_array().size(), 1u);

  auto by_hook = [&](const std::string& sid, const std::string& body, const std::string& type) {
    auto form = relay.sms(sid, theirs, body);
    for (auto& field : form) {
      if (field.name == "To") field.value = ours;
      if (field.name == "NumMedia" && type == "document") field.value = "1";
    }
    form.insert(form.end(), {{"ProfileName", "Ana"}, {"WaId", person.substr(1)}, {"MessageType", type}});
    if (type == "document") form.insert(form.end(), {{"MediaUrl0", relay.provider.base() + account_path + "/Messages/SM7/Media/ME1"}, {"MediaContentType0", "application/pdf"}});
    return relay.hook("sms", form).status;
  };
  EXPECT_EQ(by_hook("SM6", "Hola", "text"), 200);
  EXPECT_EQ(by_hook("SM7", "invoice.pdf", "document"), 200);
  EXPECT_EQ(messages().size(), 2u);
  EXPECT_EQ(conversations().size(), 1u);
  EXPECT_EQ(quarantine().find("invoice"), std::string::npos);
}

TEST_F(Reconciling, P2_AMessageWithFilesKeepsItsPlaceBetweenTheOthers) {
  auto picture = inbound("MM2", person, "look");
  picture["num_media"] = "1";
  relay.provider.files[account_path + "/Messages/MM2/Media.json"] = [](const auto&, auto respond) {
    http::Response r;
    r.status = 404;  // deleted at the provider since
    respond(r);
  };
  relay.provider.lists = {page({inbound("SM3", person, "after"), picture, inbound("SM1", person, "before")})};
  pull();
  EXPECT_EQ(texts(), (std::vector<std::string>{"before", "look", "after"}));
  ASSERT_EQ(messages()[1].at("media").as_array().size(), 1u);
  EXPECT_EQ(messages()[1].at("media").at(0).at("state").as_string(), "unavailable");
}

TEST_F(Reconciling, P6e_AnUnknownSendIsSettledByWhatTheListSays) {
  relay.start_couriers();
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  relay.provider.script.push_back([](const auto&, auto respond) {
    http::Response r;
    r.status = 502;
    respond(r);
  });
  reply("did it arrive?");
  relay.run_until([&] { return last_status() == "unknown"; });
  auto other = row("SM8", "outbound-api", our_number, person, "another text");
  relay.provider.lists = {page({other})};
  pull();
  EXPECT_EQ(last_status(), "unknown") << "another text is no evidence";
  relay.provider.lists = {page({row("SM9", "outbound-api", our_number, person, "did it arrive?")})};
  pull();
  EXPECT_EQ(last_status(), "delivered");
  EXPECT_EQ(std::count_if(relay.provider.requests.begin(), relay.provider.requests.end(), [](const auto& r) { return r.method == "POST"; }), 1);
}

TEST_F(Reconciling, StatusesComeFromTheListTooAndNeverGoBack) {
  relay.start_couriers();
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  reply("here you are");
  relay.run_until([&] { return last_status() == "accepted"; });
  const std::string sid = "SMf1c70000000000000000000000000001";
  auto told = [&](const std::string& status) {
    auto sent = row(sid, "outbound-api", our_number, person, "here you are");
    sent["status"] = status;
    relay.provider.lists = {page({sent})};
    pull();
    return last_status();
  };
  EXPECT_EQ(told("sent"), "sent");
  EXPECT_EQ(told("delivered"), "delivered");
  EXPECT_EQ(told("sent"), "delivered");
}

// The provider's list knows days: an hour before the mark may be the day before.
TEST_F(Reconciling, P2_AsksFromAnHourBeforeTheMark) {
  const std::int64_t now = relay.house->clock().now().ms;
  const std::int64_t half_past_midnight = (now / limits::day_ms + 1) * limits::day_ms + 30 * limits::minute_ms;
  relay.pass(half_past_midnight - now);
  begin();
  EXPECT_NE(asked_since().find(iso_text(Instant{half_past_midnight - limits::hour_ms}).substr(0, 10)), std::string::npos) << asked_since();
  relay.pass(2 * limits::hour_ms);
  pull();  // the mark is where the first list began
  pull();  // and now where the second did
  EXPECT_NE(asked_since().find(iso_text(Instant{half_past_midnight}).substr(0, 10)), std::string::npos) << asked_since();
}

TEST_F(Reconciling, P2_P10_AMarkThatAWrongClockSetIsNotBelieved) {
  begin();
  relay.house->clock().set_wall_by(30 * limits::day_ms);
  pull();
  relay.house->clock().set_wall_by(-30 * limits::day_ms);
  pull();
  const Instant week_ago{relay.house->clock().now().ms - 7 * limits::day_ms - limits::hour_ms};
  EXPECT_NE(asked_since().find(iso_text(week_ago).substr(0, 10)), std::string::npos) << asked_since();
  pull();
  EXPECT_NE(asked_since().find(iso_text(Instant{relay.house->clock().now().ms - limits::hour_ms}).substr(0, 10)), std::string::npos) << asked_since();
}

TEST_F(Reconciling, P2_AListThatFailedMovesNoMarkSoTheNextAsksForTheSameTime) {
  begin();
  pull();
  const std::string first = asked_since();
  relay.pass(3 * limits::day_ms);
  relay.provider.lists = {""};
  pull();
  relay.provider.lists = {page({inbound("SM2", person, "kept")}, account_path + "/Messages.json?Page=1"), "not a list"};
  pull();
  EXPECT_EQ(texts(), std::vector<std::string>{"kept"}) << "what could be read is not held back";
  pull();
  EXPECT_EQ(asked_since(), first);
  pull();
  EXPECT_NE(asked_since(), first) << "a list read to its end does move it";
}

TEST_F(Reconciling, P2_AListLongerThanMemoryIsTakenWholeInItsOrderAndTheMarkMoves) {
  begin();
  constexpr std::size_t count = 205;
  list_of(count, "Sat, 21 Nov 2099 10:00:00 +0000");
  EXPECT_TRUE(mark_moves());
  EXPECT_EQ(relay.tenant().reconciler.recovered(), count);
  std::vector<std::string> in_order;
  for (std::size_t i = 1; i <= count; ++i) in_order.push_back(std::to_string(i));
  EXPECT_EQ(texts_in_log(), in_order);
  EXPECT_EQ(asked[0], 1) << "the first page would begin elsewhere by now";
  EXPECT_EQ(asked[1], 2) << "let go, and asked for again";
  EXPECT_EQ(asked[count - 1], 1) << "the oldest are held";
}

TEST_F(Reconciling, P2_APageOfALongListThatFailsInTheMiddleIsTakenByTheNextPass) {
  begin();
  constexpr std::size_t count = host::Reconciler::pages_held_max + 10;
  list_of(count, "Sat, 21 Nov 2099 10:00:00 +0000", 5);
  EXPECT_FALSE(mark_moves());
  EXPECT_EQ(relay.tenant().reconciler.recovered(), count - 1) << "what could be read is not held back";
  EXPECT_TRUE(mark_moves());
  EXPECT_EQ(relay.tenant().reconciler.recovered(), count);
}

TEST_F(Reconciling, P2_WhatIsLongTakenIsNotReadOverAndOver) {
  begin();
  list_of(1'000'000, "Sat, 21 Nov 2009 10:00:00 +0000");
  EXPECT_TRUE(mark_moves());
  EXPECT_EQ(asked.size(), host::Reconciler::pages_held_max) << "for its statuses as far as there is room, and no further";
}

TEST_F(Reconciling, P2_AlsoTheVeryFirstListMayFail) {
  relay.provider.lists = {""};
  pull();
  const std::string first = asked_since();
  relay.pass(3 * limits::day_ms);
  pull();
  EXPECT_EQ(asked_since(), first);
}

TEST(Polling, WithoutAPublicAddressThePageIsToldAndNoCallbackIsAskedFor) {
  std::uint16_t port = 0;
  LivingRelay relay([&](host::Config& config) {
    config.public_url = "http://127.0.0.1:8080";
    // Not a loopback name, yet it leads here.
    port = http::parse_url(config.twilio_api_base)->port;
    config.twilio_api_base = "http://0.0.0.0:" + std::to_string(port);
  });
  ASSERT_EQ(relay.provider.port, port);
  const std::string token = relay.token({"conversations:read", "messages:send"});
  relay.provider.lists = {page({inbound("SM1", person, "hello")})};
  relay.start_couriers();
  relay.run_until([&] { return relay.tenant().reconciler.recovered() == 1; });
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(token), 101);
  EXPECT_NE(socket.welcome().notice.find("every 10 seconds"), std::string::npos);
  const std::string session(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("sessionId").as_string());
  relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", session}, {"message", "hi"}}));
  auto sent = [&]() -> const http::Request* {
    for (const auto& r : relay.provider.requests)
      if (r.method == "POST") return &r;
    return nullptr;
  };
  relay.run_until([&] { return sent() != nullptr; });
  EXPECT_NE(sent()->body.find("Body=hi"), std::string::npos);
  EXPECT_EQ(sent()->body.find("StatusCallback"), std::string::npos);
}

}  // namespace
}  // namespace tributary::test
