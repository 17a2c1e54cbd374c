// Provider accounts over REST: what an admin sees of them, adds and changes, and that it holds at once (A7).
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/base/id_text.h"
#include "relay/provider/twilio.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/second_tenant.h"
#include "tests/relay/host/watched_database.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string accounts = "/api/v1/admin/accounts";
const std::string sid = "AC" + std::string(32, '3'), first_token = "token-of-the-third-account-000001", second_token = "token-of-the-third-account-000002";
const std::string number = "+15550100903";

class ProviderAccounts : public ::testing::Test {
 protected:
  LivingRelay relay;
  std::string admin = relay.token({"admin"}), sender = relay.token({"conversations:read", "messages:send"});

  // A new account that nothing is wrong with, but for what `other` says; a null there takes the field out.
  Answer add(const json::object& other = {}) {
    json::object body{{"name", "Shop"}, {"sid", sid}, {"token", first_token}, {"smsNumber", number}};
    for (const auto& field : other) {
      if (field.value().is_null()) body.erase(field.key());
      else body[field.key()] = field.value();
    }
    return relay.as(admin, "POST", accounts, json::serialize(body));
  }
  json::object added(const json::object& other = {}) {
    const Answer answer = add(other);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.json().as_object();
  }
  Answer change(const json::object& account, const json::object& body) { return relay.as(admin, "PATCH", accounts + "/" + text(account, "id"), json::serialize(body)); }
  // The one with this SID, as the list shows it.
  json::object listed(const std::string& of) {
    const json::value all = relay.as(admin, "GET", accounts).json();
    for (const json::value& one : all.at("items").as_array())
      if (one.at("sid").as_string() == of) return one.as_object();
    ADD_FAILURE() << "no account " << of;
    return {};
  }
  static std::string text(const json::object& o, const char* name) { return std::string(o.at(name).as_string()); }
  static std::string sms_address(const json::object& account) { return std::string(account.at("webhooks").at("sms").as_string()); }
  // A message from a customer, as Twilio brings it to that address.
  int knock(const std::string& address, const std::string& message, const std::string& signed_with) {
    auto form = relay.sms(message, "+15550100101", "hello");
    for (auto& field : form) {
      if (field.name == "To") field.value = number;
      if (field.name == "AccountSid") field.value = sid;
    }
    return relay.ask("POST", address.substr(std::string(public_url).size()), http::form_encode(form),
                     {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(address, form, signed_with)}}).status;
  }
  json::array conversations() { return relay.as(sender, "GET", "/api/v1/conversations").json().at("items").as_array(); }
  void reply(const std::string& words) {
    const json::object body{{"sessionId", conversations().at(0).at("sessionId")}, {"message", words}};
    EXPECT_EQ(relay.as(sender, "POST", "/api/v1/conversations/reply", json::serialize(body)).status, 202);
  }
  // What was sent through the new account, oldest first.
  std::vector<http::Request> sent() { return asked("POST"); }
  std::vector<http::Request> asked(const std::string& method) {
    std::vector<http::Request> found;
    for (const auto& request : relay.provider.requests)
      if (request.method == method && request.path == "/2010-04-01/Accounts/" + sid + "/Messages.json") found.push_back(request);
    return found;
  }
  void expect_refused(const json::object& other, const std::string& field) {
    const Answer answer = add(other);
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_EQ(answer.code(), "invalid_value");
    EXPECT_EQ(text(answer.json().at("error").as_object(), "field"), field) << answer.body;
  }
  static void expect_conflict(const Answer& answer, const std::string& code, const std::string& field) {
    EXPECT_EQ(answer.status, 409) << answer.body;
    EXPECT_EQ(answer.code(), code);
    if (!field.empty()) { EXPECT_EQ(text(answer.json().at("error").as_object(), "field"), field); }
  }
};

TEST_F(ProviderAccounts, TheEnvironmentsIsShownAndCannotBeChanged) {
  const Answer list = relay.as(admin, "GET", accounts);
  ASSERT_EQ(list.status, 200);
  EXPECT_TRUE(list.json().at("nextCursor").is_null());
  ASSERT_EQ(list.json().at("items").as_array().size(), 1u);
  const json::object one = listed(account_sid);
  EXPECT_TRUE(one.at("fromEnvironment").as_bool());
  EXPECT_EQ(text(one, "provider"), "twilio");
  EXPECT_EQ(text(one, "name"), "Twilio");
  EXPECT_EQ(text(one, "apiBase"), relay.provider.base());
  EXPECT_EQ(text(one, "smsNumber"), our_number);
  EXPECT_EQ(text(one, "whatsappNumber"), our_number);
  const std::string base = std::string(public_url) + "/api/v1/webhooks/telephony";
  EXPECT_EQ(one.at("webhooks"), (json::object{{"sms", base + "/sms"}, {"status", base + "/status"}, {"voice", base + "/voice"}}));
  EXPECT_TRUE(one.at("publicUrl").as_bool());
  EXPECT_FALSE(one.at("rotating").as_bool());
  const std::uint64_t head = relay.tenant().runtime.head();
  expect_conflict(change(one, {{"name", "Mine"}}), "environment_account", "");
  expect_conflict(change(one, {{"token", second_token}}), "environment_account", "");
  expect_conflict(relay.as(admin, "DELETE", accounts + "/" + text(one, "id")), "environment_account", "");
  EXPECT_EQ(relay.tenant().runtime.head(), head);
}

TEST_F(ProviderAccounts, ANewOneTakesWebhooksAtTheAddressItNamesAndSendsAtOnce) {
  relay.start_couriers();
  const json::object one = added({{"whatsappNumber", "whatsapp:+1 555 010 0904"}});
  EXPECT_FALSE(one.at("fromEnvironment").as_bool());
  EXPECT_EQ(text(one, "smsNumber"), number);
  EXPECT_EQ(text(one, "whatsappNumber"), "+15550100904");
  EXPECT_EQ(text(one, "apiBase"), relay.provider.base()) << "where the operator says that the provider is";
  EXPECT_EQ(one, listed(sid));
  EXPECT_TRUE(sms_address(one).starts_with(std::string(public_url) + "/hooks/twilio/")) << sms_address(one);
  EXPECT_EQ(knock(sms_address(one), "SM1", auth_token), 403) << "signed with another account's token";
  EXPECT_EQ(knock(sms_address(one), "SM1", first_token), 200);
  ASSERT_EQ(conversations().size(), 1u);
  reply("welcome");
  relay.run_until([&] { return !sent().empty(); });
  ASSERT_FALSE(sent().empty());
  EXPECT_EQ(sent().back().field("Authorization"), provider::twilio::authorization({sid, first_token, ""}).value);
}

TEST_F(ProviderAccounts, P2_TheListOfOneAddedWhileServingIsReadWithTheOthers) {
  relay.start_couriers();
  added();
  bool done = false;
  relay.tenant().reconciler.run([&] { done = true; });
  relay.run_until([&] { return done; });
  EXPECT_EQ(asked("GET").size(), 1u);
}

TEST_F(ProviderAccounts, WithoutAPublicAddressANewOneIsAskedAtOnce) {
  LivingRelay home([](host::Config& config) {
    config.twilio.reset();
    config.public_url = "http://127.0.0.1:8080";
    config.twilio_api_base.replace(config.twilio_api_base.find("127.0.0.1"), 9, "0.0.0.0");  // reaches the same, and is nobody's loopback by name
  });
  home.start_couriers();
  const json::object body{{"name", "Shop"}, {"sid", sid}, {"token", first_token}, {"smsNumber", number}};
  const Answer answer = home.as(home.token({"admin"}), "POST", accounts, json::serialize(body));
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_FALSE(answer.json().at("publicUrl").as_bool());
  home.run_until([&] {
    return std::any_of(home.provider.requests.begin(), home.provider.requests.end(), [](const auto& request) { return request.path == "/2010-04-01/Accounts/" + sid + "/Messages.json"; });
  });
}

TEST_F(ProviderAccounts, ATokenThatIsReplacedIsAcceptedUntilItIsForgotten) {
  const json::object one = added();
  const std::string address = sms_address(one);
  const Answer rotated = change(one, {{"token", " " + second_token + "\n"}});
  ASSERT_EQ(rotated.status, 200) << rotated.body;
  EXPECT_TRUE(rotated.json().at("rotating").as_bool());
  EXPECT_EQ(sms_address(rotated.json().as_object()), address) << "nothing has to be entered anew at the provider";
  EXPECT_EQ(knock(address, "SM1", first_token), 200);
  EXPECT_EQ(knock(address, "SM2", second_token), 200);
  relay.restart();
  EXPECT_TRUE(listed(sid).at("rotating").as_bool());
  EXPECT_EQ(knock(address, "SM3", first_token), 200);
  EXPECT_EQ(change(one, {{"token", second_token}}).status, 200) << "the same once more is no rotation";
  EXPECT_EQ(knock(address, "SM4", first_token), 200);

  const Answer forgotten = change(one, {{"forgetPrevious", true}});
  ASSERT_EQ(forgotten.status, 200) << forgotten.body;
  EXPECT_FALSE(forgotten.json().at("rotating").as_bool());
  EXPECT_EQ(knock(address, "SM5", first_token), 403);
  EXPECT_EQ(knock(address, "SM6", second_token), 200);
  relay.restart();
  EXPECT_EQ(knock(address, "SM7", first_token), 403);
  EXPECT_EQ(knock(address, "SM8", second_token), 200);
}

TEST_F(ProviderAccounts, WhatLeavesAfterARotationBearsTheNewToken) {
  relay.start_couriers();
  const json::object one = added();
  EXPECT_EQ(knock(sms_address(one), "SM1", first_token), 200);
  EXPECT_EQ(change(one, {{"token", second_token}}).status, 200);
  reply("welcome");
  relay.run_until([&] { return !sent().empty(); });
  ASSERT_FALSE(sent().empty());
  EXPECT_EQ(sent().back().field("Authorization"), provider::twilio::authorization({sid, second_token, ""}).value);
}

TEST_F(ProviderAccounts, WhatCannotBeIsRefusedWithItsField) {
  expect_refused({{"name", " "}}, "name");
  for (const char* wrong : {"", "AC3", "SK33333333333333333333333333333333", "ACg3333333333333333333333333333333", "AC333333333333333333333333333333333"}) expect_refused({{"sid", wrong}}, "sid");
  for (const char* wrong : {"", "  ", "two words"}) expect_refused({{"token", wrong}}, "token");
  for (const char* wrong : {"0903", "call me", "+1", "whatsapp:+15550100903"}) expect_refused({{"smsNumber", wrong}}, "smsNumber");
  for (const char* wrong : {"0903", "whatsapp:", "whatsapp:0903"}) expect_refused({{"whatsappNumber", wrong}}, "whatsappNumber");
  expect_refused({{"smsNumber", nullptr}}, "smsNumber");
  EXPECT_EQ(relay.as(admin, "POST", accounts, R"({"surelyUnknown":1})").code(), "unknown_field");
  EXPECT_EQ(relay.as(admin, "GET", accounts).json().at("items").as_array().size(), 1u);
}

TEST_F(ProviderAccounts, TheRelayAsksTwilioOrWhereTheOperatorSaysAndNowhereElse) {
  for (const char* wrong : {"http://api.twilio.com", "https://169.254.169.254", "http://127.0.0.1:1", "https://localhost", "https://twilio.com.example.com", "https://eviltwilio.com", "https://api.twilio.com:8443",
                            "https://api.twilio.com@example.com", "https://api.twilio.com/elsewhere", "https://api.twilio.com?x=1", "https://example.com#.twilio.com", "ftp://api.twilio.com", "api.twilio.com", ""})
    expect_refused({{"apiBase", wrong}}, "apiBase");
  expect_refused({{"apiBase", 1}}, "apiBase");
  EXPECT_EQ(text(added({{"apiBase", "https://API.Dublin.ie1.twilio.com/"}}), "apiBase"), "https://api.dublin.ie1.twilio.com");
  EXPECT_EQ(text(added({{"sid", "AC" + std::string(32, '4')}, {"smsNumber", "+15550100905"}, {"apiBase", relay.provider.base() + "/"}}), "apiBase"), relay.provider.base());
}

TEST_F(ProviderAccounts, AnAccountAndANumberAreThereOnce) {
  added();
  expect_conflict(add(), "account_exists", "sid");
  expect_conflict(add({{"sid", account_sid}}), "account_exists", "sid");
  const json::object another{{"sid", "AC" + std::string(32, '4')}};
  auto with = [&](const char* field, const std::string& value) {
    json::object body = another;
    body["smsNumber"] = "+15550100905";
    body[field] = value;
    return add(body);
  };
  expect_conflict(with("smsNumber", number), "number_taken", "smsNumber");
  expect_conflict(with("smsNumber", "+1 (555) 010-0900"), "number_taken", "smsNumber");
  expect_conflict(with("whatsappNumber", std::string("whatsapp:") + our_number), "number_taken", "whatsappNumber");
  EXPECT_EQ(relay.as(admin, "GET", accounts).json().at("items").as_array().size(), 2u);
}

TEST_F(ProviderAccounts, A7_ANumberMayBeAddedAndBecomesNoOther) {
  const json::object one = added();
  expect_conflict(change(one, {{"whatsappNumber", our_number}}), "number_taken", "whatsappNumber");
  EXPECT_EQ(change(one, {{"whatsappNumber", nullptr}}).status, 200) << "there is none";
  EXPECT_EQ(change(one, {{"whatsappNumber", "0904"}}).status, 422);
  const Answer more = change(one, {{"whatsappNumber", "whatsapp:+15550100904"}});
  ASSERT_EQ(more.status, 200) << more.body;
  EXPECT_EQ(text(more.json().as_object(), "whatsappNumber"), "+15550100904");
  EXPECT_EQ(change(one, {{"smsNumber", "+1 555 010 0903"}}).status, 200) << "the one it has";
  expect_conflict(change(one, {{"smsNumber", "+15550100906"}}), "number_fixed", "smsNumber");
  expect_conflict(change(one, {{"whatsappNumber", ""}, {"name", "Mine"}}), "number_fixed", "whatsappNumber");
  EXPECT_EQ(text(listed(sid), "name"), "Shop") << "a refusal changes nothing";
  EXPECT_EQ(text(listed(sid), "smsNumber"), number);
}

TEST_F(ProviderAccounts, ANewNameIsSeenWhereNumbersAreShown) {
  const json::object one = added();
  EXPECT_EQ(change(one, {{"name", ""}}).status, 422);
  EXPECT_EQ(change(one, {{"forgetPrevious", "yes"}}).status, 422);
  EXPECT_EQ(change(one, {{"token", ""}}).status, 422);
  EXPECT_EQ(change(one, {{"sid", sid}}).code(), "unknown_field");
  EXPECT_EQ(change(one, {{"name", "Shop in Oslo"}}).status, 200);
  EXPECT_NE(relay.as(sender, "GET", "/api/v1/numbers").body.find("Shop in Oslo"), std::string::npos);
  EXPECT_EQ(knock(sms_address(one), "SM1", first_token), 200) << "its token stays";
}

TEST_F(ProviderAccounts, OnlyAdminsAndTheirTokensMay) {
  const std::string one = accounts + "/" + text(added(), "id"), agent = relay.cookie_of("agent@example.com", Role::agent);
  const std::vector<std::pair<std::string, std::string>> routes{{"GET", accounts}, {"POST", accounts}, {"PATCH", one}, {"DELETE", one}};
  for (const auto& [method, path] : routes) {
    const std::string body = method == "POST" || method == "PATCH" ? "{}" : "";
    EXPECT_EQ(relay.ask(method, path, body, {{"Cookie", agent}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}}).status, 403) << method;
    EXPECT_EQ(relay.as(sender, method, path, body).status, 403) << method;
  }
}

TEST_F(ProviderAccounts, P14_AnotherTenantsIsNoAccountAtAll) {
  SecondTenant other{relay};
  const json::object ours = added();
  const std::string theirs = relay.token({"admin"}, other.id);
  const json::value list = relay.as(theirs, "GET", accounts).json();
  ASSERT_EQ(list.at("items").as_array().size(), 1u);
  EXPECT_EQ(list.at("items").at(0).at("sid").as_string(), other.sid);
  EXPECT_FALSE(list.at("items").at(0).at("fromEnvironment").as_bool());
  const Answer foreign = relay.as(theirs, "PATCH", accounts + "/" + text(ours, "id"), R"({"forgetPrevious":true})");
  EXPECT_EQ(foreign.status, 404) << foreign.body;
  EXPECT_EQ(foreign.code(), "unknown_account");
  EXPECT_EQ(relay.as(theirs, "PATCH", accounts + "/nonsense", "{}").status, 404);
}

TEST_F(ProviderAccounts, P11_ARestartKeepsThemAndTheReleaseBeforeReadsWhatItNeeds) {
  const json::object one = added({{"whatsappNumber", "+15550100904"}});
  EXPECT_EQ(change(one, {{"name", "Shop in Oslo"}, {"token", second_token}}).status, 200);
  const json::object before = listed(sid);
  relay.restart();
  EXPECT_EQ(listed(sid), before);
  auto& tenant = relay.tenant().runtime;
  const auto row = tenant.keys().unseal(*tenant.store().value("accounts"), "default|values|accounts|value");
  ASSERT_TRUE(row);
  const json::object kept = json::parse(*row).as_array().at(0).as_object();
  for (const char* name : {"id", "sid", "token", "base", "secret"}) EXPECT_TRUE(kept.contains(name)) << name;
  EXPECT_EQ(text(kept, "token"), second_token);
}

TEST_F(ProviderAccounts, P11_ARowOfTheReleaseBeforeIsRead) {
  const json::object one = added();
  auto& tenant = relay.tenant().runtime;
  const std::string place = "default|values|accounts|value", secret = sms_address(one).substr(std::string(public_url).size() + 14, 32);
  const json::array row{json::object{{"id", text(one, "id")}, {"sid", sid}, {"token", second_token}, {"base", relay.provider.base()}, {"secret", secret}}};
  tenant.writing().put_value("accounts", tenant.keys().seal(json::serialize(row), place));
  relay.house->round().finish_now();
  relay.restart();
  EXPECT_FALSE(listed(sid).at("rotating").as_bool());
  EXPECT_EQ(knock(sms_address(one), "SM1", second_token), 200);
}

TEST(FullProviderAccounts, P9_WhatAFullDiskTookBackIsNotSo) {
  WatchedDatabase log{"/log.db"};
  LivingRelay relay{[](host::Config& config) { config.free_bytes_pretended = 4096 * host::disk::mebibyte; }};
  const std::string admin = relay.token({"admin"});
  const json::object body{{"name", "Shop"}, {"sid", sid}, {"token", first_token}, {"smsNumber", number}};
  const Answer made = relay.as(admin, "POST", accounts, json::serialize(body));
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string before = relay.as(admin, "GET", accounts).body;
  while (relay.tenant().runtime.store().in_turn()) relay.house->round().finish_now();
  log.fill();
  const json::object other{{"name", "Other"}, {"token", second_token}};
  const Answer full = relay.as(admin, "PATCH", accounts + "/" + std::string(made.json().at("id").as_string()), json::serialize(other));
  EXPECT_EQ(full.status, 503) << full.body;
  EXPECT_EQ(full.code(), "disk_full");
  EXPECT_EQ(relay.as(admin, "GET", accounts).body, before) << "neither the name nor the token";
  log.make_room();
}

TEST_F(ProviderAccounts, ATokenIsInNoAnswerNoLineAndNoFileAndWhoDidItIsSaid) {
  testing::internal::CaptureStderr();
  std::string heard = relay.as(admin, "GET", accounts).body;
  const Answer made = add();
  const std::string id = text(made.json().as_object(), "id");
  const std::string by = " by " + to_text(relay.house->system().token(admin)->id);
  heard += made.body + change(made.json().as_object(), {{"token", second_token}}).body + add().body + relay.as(admin, "GET", accounts).body;
  heard += change(made.json().as_object(), {{"token", second_token}, {"smsNumber", nullptr}}).body + relay.as(admin, "GET", "/api/v1/admin/diagnoses").body + relay.ask("GET", "/metrics").body;
  relay.house->save();
  const std::string logged = testing::internal::GetCapturedStderr();
  EXPECT_NE(logged.find("ACCOUNT default " + id + " added" + by), std::string::npos) << logged;
  EXPECT_NE(logged.find("ACCOUNT default " + id + " token replaced" + by), std::string::npos) << logged;
  std::string disk;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(relay.folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    disk += bytes.str();
  }
  ASSERT_NE(disk.find(sid), std::string::npos) << "the files are read for nothing";
  for (const std::string& secret : {first_token, second_token})
    for (const std::string& where : {heard, logged, disk}) EXPECT_EQ(where.find(secret), std::string::npos);
}

}  // namespace
}  // namespace tributary::test
