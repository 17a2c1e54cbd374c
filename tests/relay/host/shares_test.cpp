// P14: one tenant's load takes no more than its share of the writer, of what is held, of the sockets and of the disk. Two
// tenants in one relay, one of which asks for too much; what counts is who is answered in which turn, never how long it took.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "tests/relay/host/health_page.h"
#include "tests/relay/host/second_tenant.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

namespace json = boost::json;
using host::Room;
using host::Turns;

// A webhook that was posted: in which round it was answered and with what, once it was.
struct Posted { int status = 0; std::uint64_t round = 0; std::string retry_after; };

class Shares : public ::testing::Test {
 protected:
  // As the server hands it over: many in one pass of the loop, none answered before the pass is over.
  std::shared_ptr<Posted> post(const std::string& path, const std::vector<http::Field>& form, const std::string& token) {
    http::Request request;
    request.method = "POST";
    request.target = request.path = path;
    request.peer = "127.0.0.1";
    request.body = http::form_encode(form);
    request.fields = {{"Host", "relay.example.com"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path, form, token)}};
    auto posted = std::make_shared<Posted>();
    door.request(std::move(request), [this, posted](http::Response response) {
      posted->status = response.status;
      posted->round = relay.house->round().number();
      for (const auto& field : response.fields)
        if (field.name == "Retry-After") posted->retry_after = field.value;
    });
    return posted;
  }
  std::shared_ptr<Posted> noisy(int number) { return post("/api/v1/webhooks/telephony/sms", relay.sms("SMnoisy" + std::to_string(number), "+15550100101", "Again " + std::to_string(number)), auth_token); }
  std::shared_ptr<Posted> noisy() { return noisy(++count); }
  std::shared_ptr<Posted> quiet() { return post(other.path + "/sms", other.sms("SMquiet" + std::to_string(++count), "Hello"), other.token); }
  void settle(const std::vector<std::shared_ptr<Posted>>& all) {
    relay.run_until([&] { return std::all_of(all.begin(), all.end(), [](const auto& one) { return one->status != 0; }); });
  }
  void meet() { settle({noisy(), quiet()}); }  // both have written lately
  std::uint64_t now() const { return relay.house->round().number(); }
  json::object conversation_of_noisy() {
    const json::value page = relay.as(relay.token({"conversations:read"}), "GET", "/api/v1/conversations").json();
    return page.at("items").at(0).as_object();
  }

  LivingRelay relay;
  SecondTenant other{relay};
  http::Door door = relay.front->door();
  int count = 0;
};

TEST_F(Shares, P14_AFloodOfOneTenantMakesAnothersWebhookWaitForNoMoreThanTheRoundThatFills) {
  meet();
  std::vector<std::shared_ptr<Posted>> flood;
  for (int i = 0; i < 400; ++i) flood.push_back(noisy());
  const std::uint64_t filling = now();
  const auto late = quiet();
  settle({late});
  EXPECT_EQ(late->status, 200);
  EXPECT_EQ(late->round, filling + 1) << "answered when the round that was filling had ended";
  const auto answered = static_cast<std::size_t>(std::count_if(flood.begin(), flood.end(), [](const auto& one) { return one->status != 0; }));
  EXPECT_LE(answered, Turns::per_round) << "of the flood no more than its share went before it";
  settle(flood);
  for (const auto& one : flood) EXPECT_EQ(one->status, 200) << "and nothing is lost";
}

TEST_F(Shares, P14_TheFloodGoesOnInItsOrderAndByItsShareInEachRound) {
  meet();
  std::vector<std::shared_ptr<Posted>> flood;
  for (int i = 0; i < 100; ++i) flood.push_back(noisy());
  settle(flood);
  for (std::size_t i = 0; i + 1 < flood.size(); ++i) EXPECT_LE(flood[i]->round, flood[i + 1]->round) << i;
  for (std::size_t i = 0; i + Turns::per_round < flood.size(); ++i) EXPECT_LT(flood[i]->round, flood[i + Turns::per_round]->round) << i;
}

TEST_F(Shares, P14_WhoIsAloneWaitsForNobody) {
  for (int i = 0; i < 1'001; ++i) {  // so many rounds in which the other wrote nothing
    relay.house->round().answer([](host::Committed) {});
    relay.house->round().finish_now();
  }
  std::vector<std::shared_ptr<Posted>> flood;
  for (int i = 0; i < 100; ++i) flood.push_back(noisy());
  settle(flood);
  for (const auto& one : flood) EXPECT_EQ(one->round, flood.front()->round) << "one round, one commit";
}

TEST_F(Shares, P14_AFullLineIsRefusedOfItsTenantAloneAndTakenWhenItIsToldAgain) {
  meet();
  constexpr int more = 5, fits = static_cast<int>(Turns::per_round + Turns::waiting_max);
  std::vector<std::shared_ptr<Posted>> flood;
  for (int i = 0; i < fits + more; ++i) flood.push_back(noisy(1'000 + i));
  const auto beside = quiet();
  settle({beside});
  settle(flood);
  EXPECT_EQ(beside->status, 200);
  for (int i = 0; i < fits + more; ++i) ASSERT_EQ(flood[static_cast<std::size_t>(i)]->status, i < fits ? 200 : 503) << i;
  EXPECT_GE(std::atoi(flood.back()->retry_after.c_str()), 1);
  EXPECT_EQ(relay.tenant().turn.refused(), static_cast<std::uint64_t>(more));
  EXPECT_EQ(other.tenant().turn.refused(), 0u);
  EXPECT_EQ(conversation_of_noisy().at("messageCount").as_int64(), 1 + fits);
  for (int i = fits; i < fits + more; ++i) settle({noisy(1'000 + i)});
  EXPECT_EQ(conversation_of_noisy().at("messageCount").as_int64(), 1 + fits + more) << "told again, taken once";
}

// Held at the gates for four seconds and in its line for four, it has waited as long as a provider may be made to wait.
TEST_F(Shares, P8_AWebhookWaitsNoLongerBecauseItWaitsInTwoPlaces) {
  meet();
  std::vector<std::shared_ptr<Posted>> share;
  for (std::size_t i = 0; i < Turns::per_round; ++i) share.push_back(noisy());
  while (relay.house->round().oldest_ms() < 1) {}  // by the machine's own clock, which counts from the first of them
  relay.house->config().commit_ms_max = 1;         // and now that is too long
  const auto late = noisy();
  relay.house->clock().move(4'000);
  const auto in_time = noisy();
  ASSERT_EQ(relay.front->overload().held(), 2u);
  relay.house->config().commit_ms_max = 60'000;
  relay.front->overload().tick();
  ASSERT_EQ(relay.tenant().turn.waiting(), 2u);
  relay.house->clock().move(8'001);
  settle({late, in_time});
  EXPECT_EQ(late->status, 503);
  EXPECT_GE(std::atoi(late->retry_after.c_str()), 1);
  EXPECT_EQ(in_time->status, 200);
  settle(share);
}

TEST_F(Shares, P14_WhoCannotSignTakesNothingOfATenantsShare) {
  meet();
  std::vector<std::shared_ptr<Posted>> strangers;
  for (int i = 0; i < 50; ++i) strangers.push_back(post("/api/v1/webhooks/telephony/sms", relay.sms("SMforged" + std::to_string(i), "+15550100101", "x"), "not the token at all"));
  const std::uint64_t filling = now();
  const auto ours = noisy();
  settle({ours});
  EXPECT_EQ(ours->round, filling + 1);
  for (const auto& one : strangers) EXPECT_EQ(one->status, 403);
}

TEST_F(Shares, P14_ARelayThatStopsKeepsNobodyInTheLine) {
  meet();
  std::vector<std::shared_ptr<Posted>> flood;
  for (int i = 0; i < 40; ++i) flood.push_back(noisy());
  relay.front->stopping();
  settle(flood);
  EXPECT_EQ(std::count_if(flood.begin(), flood.end(), [](const auto& one) { return one->status == 200; }), static_cast<std::ptrdiff_t>(Turns::per_round));
  EXPECT_EQ(flood.back()->status, 503);
}

TEST_F(Shares, P14_OneTenantsSlowFilesHoldUpNobodyElses) {
  relay.start_couriers();
  std::vector<http::Responder> held;
  const auto with_file = [&](std::vector<http::Field> form, const std::string& sid, auto answer) {
    const std::string at = "/2010-04-01/Accounts/" + sid + "/Messages/MM" + std::to_string(++count) + "/Media/ME1";
    relay.provider.files[at] = answer;
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "1";
    form.insert(form.end(), {{"MediaUrl0", relay.provider.base() + at}, {"MediaContentType0", "image/png"}});
    return form;
  };
  for (int i = 0; i < 10; ++i)
    settle({post("/api/v1/webhooks/telephony/sms", with_file(relay.sms("MM" + std::to_string(i), "+15550100101", "look"), account_sid,
                 [&](const http::Request&, http::Responder respond) { held.push_back(std::move(respond)); }), auth_token)});
  relay.run_until([&] { return held.size() == 4; });
  settle({post(other.path + "/sms", with_file(other.sms("MMquiet", "look"), other.sid, [](const http::Request&, http::Responder respond) {
    http::Response file;
    file.body = "some bytes";
    respond(file);
  }), other.token)});
  relay.run_until([&] { return other.tenant().runtime.store().media_jobs().empty(); });
  EXPECT_EQ(held.size(), 4u) << "so many at once, and the rest of theirs wait for these";
}

TEST_F(Shares, P14_OneTenantsPagesLeavePlacesForAnothers) {
  relay.house->config().tenant_sockets_max = 2;
  const std::string greedy = relay.token({"conversations:read"}), modest = relay.token({"conversations:read"}, other.id);
  SocketClient one(relay), two(relay), three(relay), theirs(relay);
  ASSERT_EQ(one.open_as(greedy), 101);
  ASSERT_EQ(two.open_as(greedy), 101) << "also before it has signed in";
  EXPECT_EQ(three.open_as(greedy), 503);
  EXPECT_EQ(theirs.open_as(modest), 101);
  relay.server->shed(3, 1013, "try again later");
  relay.run_until([&] { return one.closed() && two.closed() && relay.tenant().runtime.hub().places_taken() == 0; });
  SocketClient again(relay);
  EXPECT_EQ(again.open_as(greedy), 101) << "whoever goes gives the place back";
}

TEST_F(Shares, P14_OneTenantsTicketsLeavePlacesForAnothers) {
  relay.house->config().tenant_sockets_max = 2;
  auto ask = [&](const std::string& cookie) { return relay.ask("POST", "/api/v1/session/ticket", "", {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}}).status; };
  const std::string greedy = relay.cookie_of("greedy@example.com", Role::agent), modest = relay.cookie_of("modest@example.com", Role::agent, other.id);
  EXPECT_EQ(ask(greedy), 200);
  EXPECT_EQ(ask(greedy), 200);
  EXPECT_EQ(ask(greedy), 429);
  EXPECT_EQ(ask(modest), 200);
}

TEST_F(Shares, P14_OneTenantsUploadsLeaveFilesToBeOpenedForAnothers) {
  relay.house->machine().files_max = [] { return std::int64_t{64}; };
  const std::string greedy = relay.token({"messages:send"}), modest = relay.token({"messages:send"}, other.id);
  const auto begin = [&](const std::string& token) {  // and hangs up where what takes its body is dropped
    http::Request head;
    head.method = "POST", head.path = "/api/v1/uploads", head.query = "channel=sms&name=a.pdf";
    head.fields = {{"Authorization", "Bearer " + token}, {"Content-Length", "1000"}};
    return door.stream(head);
  };
  const std::size_t most = relay.house->tenant_uploads_max();
  std::vector<http::BodyPlan> under_way;
  for (std::size_t i = 0; i < most; ++i) {
    under_way.push_back(begin(greedy));
    ASSERT_TRUE(under_way.back().sink) << i;
  }
  const http::BodyPlan one_more = begin(greedy);
  ASSERT_TRUE(one_more.refused.has_value());
  EXPECT_FALSE(one_more.sink);
  const Answer refused{one_more.refused->status, one_more.refused->body, one_more.refused->content_type, one_more.refused->fields};
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "too_many_uploads");
  EXPECT_GE(std::atoi(refused.header("Retry-After").c_str()), 1);
  EXPECT_TRUE(begin(modest).sink);
  under_way.pop_back();
  EXPECT_TRUE(begin(greedy).sink) << "whoever hangs up gives the place back";
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(relay.ask("POST", "/api/v1/uploads?channel=sms&name=a.pdf", "%PDF-1.7 words", {{"Authorization", "Bearer " + greedy}, {"Content-Type", "application/octet-stream"}}).status, 201)
        << "and so does whoever is answered";
}

// ---- the disk

class Quota : public Shares {
 protected:
  Quota() {
    std::ofstream(relay.tenant().runtime.folder() + "/files/much") << std::string(4u << 20, 'x');
    house().config().tenant_disk_bytes = more_than_anybody_has;
  }
  host::House& house() { return *relay.house; }
  void look() {
    int looked = 0;
    for (const auto& [id, tenant] : house().tenants()) tenant->quota.look([&] { ++looked; });
    relay.run_until([&] { return looked == 2; });
  }
  // So many hundredths of what the noisy one has now; the other has a fraction of it.
  void may_have(std::int64_t per_cent) {
    house().config().tenant_disk_bytes = more_than_anybody_has;
    look();
    house().config().tenant_disk_bytes = relay.tenant().quota.used().value_or(0) * per_cent / 100;
    look();
  }
  json::object row() { return health_value(relay, admin, "disk_quota"); }
  static constexpr std::int64_t more_than_anybody_has = std::int64_t{1} << 40;
  std::string admin = relay.token({"conversations:read", "messages:send", "admin"}), others = relay.token({"conversations:read", "messages:send", "admin"}, other.id);
};

TEST_F(Quota, P14_NothingIsMeasuredWhereNoneIsSet) {
  house().config().tenant_disk_bytes = 0;
  look();
  EXPECT_EQ(relay.tenant().quota.room(), Room::enough);
  EXPECT_TRUE(row().empty());
}

TEST_F(Quota, P14_FromNineTenthsOnFilesAreRefusedAndWordsAreTaken) {
  may_have(130);
  EXPECT_EQ(relay.tenant().quota.room(), Room::enough);
  EXPECT_EQ(row().at("level").as_string(), "ok");
  may_have(105);
  EXPECT_EQ(row().at("level").as_string(), "red");
  EXPECT_GT(row().at("value").as_int64(), 4 << 20);
  const Answer file = relay.as(admin, "POST", "/api/v1/uploads", "some bytes");
  EXPECT_EQ(file.status, 507);
  EXPECT_EQ(file.code(), "disk_low");
  const auto words = noisy();
  settle({words});
  EXPECT_EQ(words->status, 200);
  EXPECT_NE(relay.as(others, "POST", "/api/v1/uploads", "some bytes").status, 507) << "another's share is another's";
}

TEST_F(Quota, P14_BeyondItNothingNewIsTakenOfThisTenantAloneAndEverythingIsStillRead) {
  settle({noisy()});
  may_have(100);
  SocketClient page(relay);
  ASSERT_EQ(page.open_as(admin), 101);
  page.welcome();
  const auto refused = noisy(), taken = quiet();
  settle({refused, taken});
  EXPECT_EQ(refused->status, 503);
  EXPECT_GE(std::atoi(refused->retry_after.c_str()), 1);
  EXPECT_EQ(taken->status, 200);
  EXPECT_EQ(relay.as(admin, "POST", "/api/v1/teams", R"({"name":"new"})").code(), "disk_full");
  EXPECT_NE(relay.as(others, "POST", "/api/v1/teams", R"({"name":"new"})").status, 503);
  ConversationId open;
  relay.tenant().runtime.state().conversations.for_each([&](ConversationId id, const Conversation&) { open = id; });
  const wire::Answer told = page.submit(MarkRead{open, 1});
  EXPECT_FALSE(told.accepted);
  EXPECT_EQ(told.error ? told.error->code : "", "disk_full");
  const Answer list = relay.as(admin, "GET", "/api/v1/conversations");
  ASSERT_EQ(list.status, 200);
  EXPECT_EQ(list.json().at("items").as_array().size(), 1u);
  EXPECT_EQ(house().round().room(), Room::enough) << "the disk itself has room";
}

TEST_F(Quota, P14_HoldsForATenantThatIsMadeWhileTheRelayServes) {
  house().start();
  house().add_tenant("late", "Late");
  host::Tenant& late = *house().tenants().at("late");
  relay.run_until([&] { return late.quota.used().has_value(); });
  EXPECT_GT(*late.quota.used(), 0);
  EXPECT_TRUE(late.courier.running());
}

TEST_F(Quota, P14_WithMoreRoomItIsTakenWhenItIsToldAgain) {
  may_have(100);
  const auto refused = noisy(77);
  settle({refused});
  EXPECT_EQ(refused->status, 503);
  may_have(200);
  const auto again = noisy(77);
  settle({again});
  EXPECT_EQ(again->status, 200);
  EXPECT_EQ(conversation_of_noisy().at("messageCount").as_int64(), 1);
}

}  // namespace
}  // namespace tributary::test
