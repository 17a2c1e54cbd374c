#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

class Webhooks : public ::testing::Test {
 protected:
  LivingRelay relay;
  std::string reader = relay.token({"conversations:read"});
  std::string admin = relay.token({"admin"});
  boost::json::array conversations() { return relay.as(reader, "GET", "/api/v1/conversations").json().at("items").as_array(); }
};

TEST_F(Webhooks, C46_ASignedTextBecomesAConversationAndTheAnswerIsEmptyTwiml) {
  auto answer = relay.hook("sms", relay.sms("SM1", "+15550100101", "Hello, are you open?"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.type.starts_with("text/xml")) << answer.type;
  EXPECT_NE(answer.body.find("<Response/>"), std::string::npos);
  EXPECT_EQ(answer.header("Set-Cookie"), "");
  ASSERT_EQ(conversations().size(), 1u);
  const auto row = conversations()[0].as_object();
  EXPECT_EQ(row.at("preview").as_string(), "Hello, are you open?");
  EXPECT_EQ(row.at("channel").as_string(), "sms");
  EXPECT_EQ(row.at("status").as_string(), "active");
  EXPECT_EQ(row.at("address").as_string(), "+15550100101");
}

TEST_F(Webhooks, C46_TheChannelIsToldByTheAddress) {
  auto form = relay.sms("SM2", "whatsapp:+15550100102", "Hola");
  for (auto& field : form)
    if (field.name == "To") field.value = std::string("whatsapp:") + our_number;
  form.push_back({"ProfileName", "Ana"});
  form.push_back({"WaId", "15550100102"});
  form.push_back({"MessageType", "text"});
  EXPECT_EQ(relay.hook("sms", form).status, 200);
  const auto row = conversations()[0].as_object();
  EXPECT_EQ(row.at("channel").as_string(), "whatsapp");
  EXPECT_EQ(row.at("contactName").as_string(), "Ana");
}

TEST_F(Webhooks, P3_TheSameMessageTwiceHasOneEffectEvenAfterARestart) {
  const auto form = relay.sms("SM3", "+15550100101", "once");
  EXPECT_EQ(relay.hook("sms", form).status, 200);
  EXPECT_EQ(relay.hook("sms", form).status, 200);
  relay.restart();
  EXPECT_EQ(relay.hook("sms", form).status, 200);
  EXPECT_EQ(conversations()[0].as_object().at("messageCount").as_int64(), 1);
  EXPECT_EQ(relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array().size(), 0u);
}

TEST_F(Webhooks, P3_TheSameIdWithAnotherBodyIsKeptForAPerson) {
  relay.hook("sms", relay.sms("SM4", "+15550100101", "first"));
  EXPECT_EQ(relay.hook("sms", relay.sms("SM4", "+15550100101", "second")).status, 200);
  EXPECT_EQ(conversations()[0].as_object().at("messageCount").as_int64(), 1);
  EXPECT_EQ(relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array().size(), 1u);
}

TEST_F(Webhooks, ABadSignatureGets403AndNothingIsStoredButADiagnosis) {
  const auto form = relay.sms("SM5", "+15550100101", "forged");
  auto answer = relay.ask("POST", "/api/v1/webhooks/telephony/sms", http::form_encode(form),
                          {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", "bm90IHRoZSByaWdodCBvbmU="}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(relay.ask("POST", "/api/v1/webhooks/telephony/sms", http::form_encode(form), {{"Content-Type", "application/x-www-form-urlencoded"}}).status, 403);
  EXPECT_TRUE(conversations().empty());
  const auto diagnoses = relay.as(admin, "GET", "/api/v1/admin/diagnoses").json().at("items").as_array();
  ASSERT_EQ(diagnoses.size(), 2u);
  EXPECT_EQ(diagnoses[0].at("what").as_string(), "missing_signature");
  EXPECT_EQ(diagnoses[1].at("what").as_string(), "bad_signature");
  EXPECT_NE(diagnoses[1].at("detail").as_string().find(public_url), boost::json::string::npos);
}

TEST_F(Webhooks, SignedButForANumberWeDoNotHaveIsQuarantinedAndReplaysOnceTheNumberIsThere) {
  auto form = relay.sms("SM6", "+15550100101", "to a new number");
  for (auto& field : form)
    if (field.name == "To") field.value = "+15550100777";
  EXPECT_EQ(relay.hook("sms", form).status, 200);
  EXPECT_TRUE(conversations().empty());
  auto item = relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").at(0).as_object();
  const std::string replay = "/api/v1/admin/quarantine/" + std::to_string(item.at("id").as_int64()) + "/replay";
  EXPECT_EQ(relay.as(admin, "POST", replay).status, 422);

  const auto* account = relay.tenant().accounts.environment();
  const auto* known = relay.tenant().runtime.number(our_number, Channel::sms);
  relay.tenant().runtime.submit(ConfigureNumber{{store::mint<NumberId>(), account->id, Channel::sms, "+15550100777", known->service}}, ActorKind::system);
  EXPECT_EQ(relay.as(admin, "POST", replay).status, 200);
  EXPECT_EQ(conversations().size(), 1u);
  EXPECT_EQ(relay.as(admin, "POST", replay).status, 409);
}

TEST_F(Webhooks, SignedButUnusableIsKeptWhole) {
  const std::vector<http::Field> form{{"AccountSid", account_sid}, {"Body", "no sid, no sender"}};
  EXPECT_EQ(relay.hook("sms", form).status, 200);
  auto item = relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").at(0).as_object();
  EXPECT_NE(item.at("body").as_string().find("no+sid"), boost::json::string::npos);
}

TEST_F(Webhooks, ABodyOverTheLimitIsRefusedBeforeItIsRead) {
  auto answer = relay.ask("POST", "/api/v1/webhooks/telephony/sms", std::string((1u << 20) + 1, 'x'), {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(answer.status, 413);
}

TEST_F(Webhooks, AnotherAccountHasAPathOfItsOwn) {
  const std::string other_token = "0123456789abcdef0123456789abcdef", other_sid = "ACf1c70000000000000000000000000002";
  const std::string base = relay.tenant().accounts.add({"Second", other_sid, other_token, "+15550100901", "", "http://127.0.0.1:1"});
  ASSERT_TRUE(base.starts_with(std::string(public_url) + "/hooks/twilio/"));
  auto form = relay.sms("SM7", "+15550100101", "to the second");
  for (auto& field : form) {
    if (field.name == "To") field.value = "+15550100901";
    if (field.name == "AccountSid") field.value = other_sid;
  }
  const std::string path = base.substr(std::string(public_url).size()) + "/sms";
  auto send = [&](const std::string& at, const std::string& signed_with) {
    return relay.ask("POST", at, http::form_encode(form), {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + at, form, signed_with)}}).status;
  };
  EXPECT_EQ(send(path, auth_token), 403);
  EXPECT_EQ(send("/hooks/twilio/00000000000000000000000000000000/sms", other_token), 404);
  EXPECT_EQ(send(path, other_token), 200);
  EXPECT_EQ(conversations().size(), 1u);
  relay.restart();  // its token was sealed into the tenant's file
  EXPECT_EQ(send(path, other_token), 200);
}

TEST_F(Webhooks, A43_ACallAndALaterTextOfOnePersonShareAThread) {
  auto call = [&](const char* status, const char* sequence, const char* seconds) {
    return relay.hook("voice", {{"CallSid", "CA1"}, {"AccountSid", account_sid}, {"From", "+15550100101"}, {"To", our_number}, {"Caller", "+15550100101"}, {"Called", our_number},
                                {"Direction", "inbound"}, {"CallStatus", status}, {"SequenceNumber", sequence}, {"CallDuration", seconds}, {"CallbackSource", "call-progress-events"}, {"ApiVersion", "2010-04-01"}});
  };
  EXPECT_EQ(call("completed", "3", "124").status, 200);
  EXPECT_EQ(call("in-progress", "1", "0").status, 200);  // late: the completed one stands
  relay.hook("sms", relay.sms("SM8", "+15550100101", "As I said on the phone"));
  ASSERT_EQ(conversations().size(), 1u);
  EXPECT_EQ(conversations()[0].as_object().at("preview").as_string(), "As I said on the phone");
}

TEST_F(Webhooks, A43_AWithheldNumberGetsNoContact) {
  EXPECT_EQ(relay.hook("voice", {{"CallSid", "CA2"}, {"AccountSid", account_sid}, {"From", "+266696687"}, {"To", our_number}, {"Direction", "inbound"}, {"CallStatus", "no-answer"}, {"SequenceNumber", "2"}}).status, 200);
  EXPECT_TRUE(conversations().empty());
}

}  // namespace
}  // namespace tributary::test
