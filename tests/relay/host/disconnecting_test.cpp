// An account, or a number of it, is disconnected and connected again (A7, A8): what it takes and sends, what stays to be read,
// what becomes of its token, and what an admin hears of who still calls it.
#include <gtest/gtest.h>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "tests/relay/host/health_page.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string accounts = "/api/v1/admin/accounts";
const std::string sid = "AC" + std::string(32, '3'), other_sid = "AC" + std::string(32, '4');
const std::string first_token = "token-of-the-third-account-000001", second_token = "token-of-the-third-account-000002";
const std::string number = "+15550100903", second_number = "+15550100904";

std::string text(const json::value& o, const char* name) { return std::string(o.at(name).as_string()); }

class Disconnecting : public ::testing::Test {
 protected:
  LivingRelay relay;
  std::string admin = relay.token({"admin"}), agent = relay.token({"conversations:read", "messages:send"});
  json::value shop = add(sid, number).json();

  Answer add(const std::string& of, const std::string& sms, const std::string& token = first_token) {
    return relay.as(admin, "POST", accounts, json::serialize(json::object{{"name", "Shop"}, {"sid", of}, {"token", token}, {"smsNumber", sms}}));
  }
  Answer change(const json::object& body) { return relay.as(admin, "PATCH", accounts + "/" + text(shop, "id"), json::serialize(body)); }
  Answer disconnect() { return relay.as(admin, "DELETE", accounts + "/" + text(shop, "id")); }
  json::value listed() {
    const json::value all = relay.as(admin, "GET", accounts).json();
    for (const json::value& one : all.at("items").as_array())
      if (text(one, "sid") == sid) return one;
    ADD_FAILURE() << "it is not in the list";
    return {};
  }
  // A message of a customer at the address the account had from the beginning.
  Answer knock(const std::string& message, const std::string& token = first_token, const std::string& to = number) {
    const std::string address = text(shop.at("webhooks"), "sms");
    auto form = relay.sms(message, "+15550100101", "hello");
    for (auto& field : form) {
      if (field.name == "To") field.value = to;
      if (field.name == "AccountSid") field.value = sid;
    }
    return relay.ask("POST", address.substr(std::string(public_url).size()), http::form_encode(form),
                     {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(address, form, token)}});
  }
  json::array conversations() { return relay.as(agent, "GET", "/api/v1/conversations").json().at("items").as_array(); }
  Answer reply() {
    return relay.as(agent, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", conversations().at(0).at("sessionId")}, {"message", "welcome"}}));
  }
  json::array numbers() { return relay.as(agent, "GET", "/api/v1/numbers").json().at("items").as_array(); }
  std::string number_id(const std::string& of = number) {
    for (const json::value& one : numbers())
      if (text(one, "address") == of && text(one, "channel") == "sms") return text(one, "id");
    return {};
  }
  Answer begin(const std::string& from, const std::string& to) {
    return relay.as(agent, "POST", "/api/v1/conversations", json::serialize(json::object{{"numberId", number_id(from)}, {"to", to}, {"message", "hello"}}));
  }
  bool number_connected() {
    for (const json::value& one : numbers())
      if (text(one, "address") == number) return one.at("connected").as_bool();
    return false;
  }
  std::string sealed(const char* list) {
    auto& tenant = relay.tenant().runtime;
    const auto row = tenant.store().value(list);
    return row ? tenant.keys().unseal(*row, std::string("default|values|") + list + "|value").value_or("") : std::string();
  }
  // On the health page; empty where nobody is.
  json::object still_called() { return health_value(relay, admin, "disconnected_calls"); }
  // The last of them came between the two.
  void expect_called(const std::string& which, std::int64_t times, const char* level, Instant from, Instant until) {
    const json::object shown = still_called();
    ASSERT_FALSE(shown.empty()) << which;
    EXPECT_EQ(shown.at("value").as_int64(), times);
    EXPECT_EQ(shown.at("level").as_string(), level);
    EXPECT_EQ(shown.at("unit").as_string(), "count");
    const std::string detail(shown.at("detail").as_string()), begins = which + ": " + std::to_string(times) + "×, ";
    EXPECT_TRUE(detail == begins + iso_text(from).substr(0, 16) + "Z" || detail == begins + iso_text(until).substr(0, 16) + "Z") << detail;
  }
  std::size_t asked(const std::string& method) {
    std::size_t count = 0;
    for (const auto& request : relay.provider.requests) count += request.method == method && request.path == "/2010-04-01/Accounts/" + sid + "/Messages.json";
    return count;
  }
};

TEST_F(Disconnecting, A8_AnAccountTakesAndSendsNothingAnyMoreAndWhatWasWrittenStays) {
  ASSERT_EQ(knock("SM1").status, 200);
  const Answer off = disconnect();
  ASSERT_EQ(off.status, 200) << off.body;
  EXPECT_FALSE(off.json().at("connected").as_bool());
  EXPECT_EQ(text(off.json(), "smsNumber"), number) << "the one it will have again";
  EXPECT_EQ(off.json(), listed());
  EXPECT_FALSE(number_connected());

  const Answer turned_away = knock("SM2");
  EXPECT_EQ(turned_away.status, 404) << turned_away.body;
  EXPECT_EQ(turned_away.code(), "not_found");
  EXPECT_EQ(still_called().at("value").as_int64(), 1);
  ASSERT_EQ(conversations().size(), 1u);
  const Answer thread = relay.as(agent, "GET", "/api/v1/conversations/" + text(conversations().at(0), "id") + "/messages");
  ASSERT_EQ(thread.status, 200);
  EXPECT_EQ(thread.json().at("items").as_array().size(), 1u);

  const Answer refused = reply();
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.code(), "number_detached");
  const Answer begun = begin(number, "+15550100177");
  EXPECT_EQ(begun.status, 422) << begun.body;
  EXPECT_EQ(begun.code(), "number_detached");

  const auto asked_before = asked("GET");
  bool done = false;
  relay.tenant().reconciler.run([&] { done = true; });
  relay.run_until([&] { return done; });
  EXPECT_EQ(asked("GET"), asked_before) << "its list is not read";
  EXPECT_EQ(disconnect().status, 200) << "once more is the same";
}

TEST_F(Disconnecting, A8_WhatWaitedToLeaveByItHasFailed) {
  ASSERT_EQ(knock("SM1").status, 200);
  ASSERT_EQ(reply().status, 202);
  ASSERT_EQ(disconnect().status, 200);
  relay.start_couriers();
  relay.run_until([&] { return relay.tenant().outbox.waiting() == 0; });
  EXPECT_EQ(asked("POST"), 0u);
  const json::value messages = relay.as(agent, "GET", "/api/v1/conversations/" + text(conversations().at(0), "id") + "/messages").json();
  EXPECT_EQ(text(messages.at("items").as_array().back(), "status"), "failed");
}

TEST_F(Disconnecting, ItsTokensAreErased) {
  ASSERT_EQ(change({{"token", second_token}}).status, 200);
  ASSERT_NE(sealed("accounts").find(first_token), std::string::npos) << "it is read for nothing";
  ASSERT_EQ(disconnect().status, 200);
  for (const char* list : {"accounts", "accounts_disconnected"})
    for (const std::string& token : {first_token, second_token}) EXPECT_EQ(sealed(list).find(token), std::string::npos) << list;
  relay.restart();
  EXPECT_FALSE(listed().at("connected").as_bool());
  EXPECT_EQ(knock("SM1").status, 404);
  EXPECT_EQ(knock("SM2", "").status, 404) << "signed with no token at all";
}

TEST_F(Disconnecting, P11_ToTheReleaseBeforeItIsNoAccount) {
  ASSERT_EQ(disconnect().status, 200);
  EXPECT_EQ(sealed("accounts"), "[]") << "the only list it knows";
}

TEST_F(Disconnecting, A7_ItsTokenAloneConnectsItAgainWithWhatItHad) {
  ASSERT_EQ(knock("SM1").status, 200);
  ASSERT_EQ(disconnect().status, 200);
  EXPECT_EQ(change({{"name", "Other"}}).code(), "account_disconnected");
  EXPECT_EQ(change({{"token", second_token}, {"name", "Other"}}).code(), "account_disconnected");
  EXPECT_EQ(change({{"token", " "}}).status, 422);
  const Answer again = change({{"token", second_token}});
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.json(), shop) << "with its number and its addresses, and without the token before";
  EXPECT_TRUE(number_connected());
  EXPECT_EQ(knock("SM2").status, 403) << "by the token it had before";
  relay.restart();
  EXPECT_EQ(knock("SM3", second_token).status, 200);
  EXPECT_EQ(conversations().size(), 1u) << "it goes on where it was";
  EXPECT_EQ(reply().status, 202);
}

TEST_F(Disconnecting, A7_AddingItOnceMoreConnectsItTooAtTheAddressesItHad) {
  ASSERT_EQ(disconnect().status, 200);
  const Answer again = add(sid, number, second_token);
  ASSERT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(again.json(), shop);
  EXPECT_EQ(knock("SM1", second_token).status, 200);
  EXPECT_EQ(relay.as(admin, "GET", accounts).json().at("items").as_array().size(), 2u) << "it is there once";
}

TEST_F(Disconnecting, A8_ANumberAloneIsDisconnectedAndConnectedAgain) {
  ASSERT_EQ(knock("SM1").status, 200);
  const Answer without = change({{"smsNumber", nullptr}});
  ASSERT_EQ(without.status, 200) << without.body;
  EXPECT_TRUE(without.json().at("smsNumber").is_null());
  EXPECT_TRUE(without.json().at("connected").as_bool());
  EXPECT_FALSE(number_connected());
  EXPECT_EQ(knock("SM2").status, 404);
  EXPECT_EQ(reply().code(), "number_detached");
  ASSERT_EQ(change({{"smsNumber", second_number}}).status, 200) << "another may take its place";
  EXPECT_EQ(knock("SM3", first_token, second_number).status, 200);
  EXPECT_EQ(knock("SM4").status, 404);
  ASSERT_EQ(change({{"smsNumber", nullptr}}).status, 200);
  const Answer back = change({{"smsNumber", number}});
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(knock("SM5").status, 200);
  EXPECT_EQ(relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array().size(), 0u) << "what was turned away is kept nowhere";
}

TEST_F(Disconnecting, P1_WhatIsStillSentToItIsSaidWithHowOftenAndWhenUntilNothingCameForADay) {
  ASSERT_EQ(knock("SM1").status, 200);
  ASSERT_EQ(disconnect().status, 200);
  EXPECT_TRUE(still_called().empty()) << "nobody has called yet";
  Instant before, after;
  const auto knock_in_vain = [&](int message) {
    before = relay.house->clock().now();
    EXPECT_EQ(knock("SM" + std::to_string(message)).status, 404);
    after = relay.house->clock().now();
  };
  knock_in_vain(2);
  expect_called("Shop", 1, "attention", before, after);
  for (int i = 3; i < 12; ++i) knock_in_vain(i);
  relay.pass(23 * limits::hour_ms);
  expect_called("Shop", 10, "red", before, after);
  knock_in_vain(12);
  relay.pass(2 * limits::hour_ms);
  expect_called("Shop", 1, "attention", before, after);
  relay.pass(limits::day_ms);
  EXPECT_TRUE(still_called().empty()) << "it has stopped";
}

TEST_F(Disconnecting, P1_WhatIsSentToANumberThatIsDisconnectedIsSaidUntilItIsConnectedAgain) {
  ASSERT_EQ(change({{"smsNumber", nullptr}}).status, 200);
  const Instant before = relay.house->clock().now();
  ASSERT_EQ(knock("SM1").status, 404);
  expect_called("Shop, " + number + " (SMS)", 1, "attention", before, relay.house->clock().now());
  ASSERT_EQ(change({{"smsNumber", number}}).status, 200);
  EXPECT_TRUE(still_called().empty());
}

TEST_F(Disconnecting, P1_OfAnAccountThatIsConnectedAgainNothingIsSaidAnyMore) {
  ASSERT_EQ(disconnect().status, 200);
  ASSERT_EQ(knock("SM1").status, 404);
  EXPECT_FALSE(still_called().empty());
  ASSERT_EQ(change({{"token", second_token}}).status, 200);
  EXPECT_TRUE(still_called().empty());
  ASSERT_EQ(disconnect().status, 200);
  EXPECT_TRUE(still_called().empty()) << "what came before is settled";
}

TEST_F(Disconnecting, ANumberThatWentToAnotherAccountMeanwhileStaysThere) {
  ASSERT_EQ(disconnect().status, 200);
  ASSERT_EQ(add(other_sid, number).status, 201);
  const Answer again = change({{"token", second_token}});
  EXPECT_EQ(again.status, 409) << again.body;
  EXPECT_EQ(again.code(), "number_taken");
  EXPECT_FALSE(listed().at("connected").as_bool());
}

TEST_F(Disconnecting, AWorkspaceHasAHundredAccountsAndKeepsTwiceAsManyWithThoseThatAreDisconnected) {
  auto& all = relay.tenant().accounts;
  const Actor by{ActorKind::system, {}};
  int made = 0;
  const auto enter = [&] {
    const std::string n = std::to_string(1'000 + made++);
    return all.enter({"Shop " + n, "AC" + std::string(28, '5') + n, first_token, "+1555020" + n, {}, relay.provider.base()}, by);
  };
  while (all.all().size() < 100) enter();
  relay.house->round().finish_now();
  const Answer one_more = add(other_sid, second_number);
  EXPECT_EQ(one_more.status, 422) << one_more.body;
  EXPECT_EQ(one_more.code(), "list_full");
  ASSERT_EQ(disconnect().status, 200);
  EXPECT_EQ(add(other_sid, second_number).status, 201) << "there is room again";
  EXPECT_EQ(change({{"token", second_token}}).code(), "list_full");

  while (all.all().size() + all.all_disconnected().size() < 200) all.disconnect(enter(), by);
  all.disconnect(all.id_of(other_sid), by);
  relay.house->round().finish_now();
  EXPECT_EQ(add("AC" + std::string(32, '6'), "+15550100905").code(), "list_full");
  EXPECT_EQ(change({{"token", second_token}}).status, 200) << "it is kept already";
}

TEST_F(Disconnecting, WhoHasTheNumberNowCanBeWrittenTo) {
  EXPECT_EQ(begin(our_number, number).code(), "own_number");
  ASSERT_EQ(disconnect().status, 200);
  EXPECT_EQ(begin(our_number, number).status, 202);
}

TEST_F(Disconnecting, WhoDidItIsSaid) {
  testing::internal::CaptureStderr();
  ASSERT_EQ(change({{"smsNumber", nullptr}}).status, 200);
  ASSERT_EQ(disconnect().status, 200);
  ASSERT_EQ(change({{"token", second_token}}).status, 200);
  const std::string logged = testing::internal::GetCapturedStderr(), by = " by " + to_text(relay.house->system().token(admin)->id);
  for (const char* what : {" number disconnected", " disconnected", " connected again"}) EXPECT_NE(logged.find("ACCOUNT default " + text(shop, "id") + what + by), std::string::npos) << logged;
}

}  // namespace
}  // namespace tributary::test
