#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/id_text.h"
#include "core/base/limits.h"
#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

using Kind = SendOutcome::Kind;
using Stage = http::OutboundResult::Stage;

twilio::Credentials credentials_of(const boost::json::value& file) {
  const auto& given = file.at("credentials");
  return {std::string(given.at("account_sid").as_string()), std::string(given.at("auth_token").as_string()), "https://api.twilio.com"};
}

const twilio::Credentials ours{"AC1", "secret", "https://api.twilio.com"};

std::vector<std::pair<std::string, std::string>> pairs_of(const std::string& body) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const http::Field& field : http::parse_form(body)) pairs.emplace_back(field.name, field.value);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::string field_of(const http::OutboundRequest& request, std::string_view name) {
  for (const http::Field& field : request.fields)
    if (field.name == name) return field.value;
  return "";
}

// The message that the captured request sends, rendered by us, must be that request, field by field.
void expect_rendered_as_captured(const std::string& name, const OutgoingMessage& message) {
  SCOPED_TRACE(name);
  const boost::json::value file = load_json("twilio/rest/" + name + ".json");
  const auto& captured = file.at("request");
  const http::OutboundRequest request = twilio::render(credentials_of(file), message);
  EXPECT_EQ(request.method, std::string_view(captured.at("method").as_string()));
  EXPECT_EQ(request.url, "https://" + std::string(captured.at("host").as_string()) + std::string(captured.at("path").as_string()));
  for (const auto& [field, value] : captured.at("headers").as_object()) EXPECT_EQ(field_of(request, field), std::string_view(value.as_string()));
  EXPECT_EQ(request.body, std::string_view(captured.at("body").as_string()));
  EXPECT_EQ(pairs_of(request.body), pairs_of(std::string(captured.at("body").as_string())));
}

TEST(TwilioSend, RendersTheRequestsTheOfficialLibrarySends) {
  const std::string callback = "https://relay.example.com/webhooks/twilio/status?mid=local-1";
  expect_rendered_as_captured("send_sms", {{}, Channel::sms, "+15550100900", "+15550100102", "Yes, open until 6pm", callback});
  expect_rendered_as_captured("send_whatsapp_text", {{}, Channel::whatsapp, "+15550100900", "+15550100102", "Of course \xF0\x9F\x91\x8D", callback});
}

TEST(TwilioSend, PutsOurIdIntoTheCallbackAddress) {
  OutgoingMessage message{{0, 31}, Channel::sms, "+15550100900", "+15550100101", "hi", "https://relay.example.com/status"};
  const auto callback = [&] {
    for (const http::Field& field : http::parse_form(twilio::render(ours, message).body))
      if (field.name == "StatusCallback") return field.value;
    return std::string("none");
  };
  EXPECT_EQ(callback(), "https://relay.example.com/status?mid=msg_0000000000000000000000000z");
  message.status_callback = "https://relay.example.com/status?a=1";
  EXPECT_EQ(callback(), "https://relay.example.com/status?a=1&mid=msg_0000000000000000000000000z");
  message.status_callback = "";
  EXPECT_EQ(callback(), "none");
}

TEST(TwilioSend, WritesToABusinessScopedIdOnWhatsApp) {
  const http::OutboundRequest request = twilio::render(ours, {{}, Channel::whatsapp, "+15550100900", "US.1000000000000199", "hi", ""});
  EXPECT_EQ(pairs_of(request.body)[2].second, "whatsapp:US.1000000000000199");
}

TEST(TwilioSend, TextOfACustomerCannotBecomeAnotherField) {
  const std::string text = "hi&To=%2B15559999999&MediaUrl=https://evil.example/\r\nX: y";
  const auto pairs = pairs_of(twilio::render(ours, {{}, Channel::sms, "+15550100900", "+15550100101", text, ""}).body);
  ASSERT_EQ(pairs.size(), 3u);
  EXPECT_EQ(pairs[0].second, text);
  EXPECT_EQ(pairs[2].second, "+15550100101");
}

TEST(TwilioSend, AnApiBaseWithASlashAndAForeignAccountIdStayOneAddress) {
  EXPECT_EQ(twilio::render({"AC/../x", "s", "http://127.0.0.1:8081/"}, {}).url, "http://127.0.0.1:8081/2010-04-01/Accounts/AC%2F..%2Fx/Messages.json");
}

http::OutboundResult answered(int status, std::string body, std::vector<http::Field> fields = {}) {
  http::OutboundResult result;
  result.stage = Stage::answered;
  result.response.status = status;
  result.response.body = std::move(body);
  result.response.fields = std::move(fields);
  return result;
}

http::OutboundResult as_result(const boost::json::value& response) {
  std::vector<http::Field> fields;
  for (const auto& [name, value] : response.at("headers").as_object()) fields.push_back({name, std::string(value.as_string())});
  const auto& body = response.at("body");
  return answered(response.at("status").to_number<int>(), body.is_string() ? std::string(body.as_string()) : boost::json::serialize(body), fields);
}

TEST(TwilioSend, UnderstandsEveryCapturedAnswer) {
  int seen = 0;
  for (const char* name : {"send_sms", "send_mms", "send_whatsapp_text", "send_whatsapp_template"}) {
    const boost::json::value file = load_json(std::string("twilio/rest/") + name + ".json");
    for (const auto& [what, response] : file.at("responses").as_object()) {
      SCOPED_TRACE(std::string(name) + " " + std::string(what));
      const SendOutcome outcome = twilio::interpret(as_result(response));
      const int status = response.at("status").to_number<int>();
      ++seen;
      if (status == 201) {
        EXPECT_EQ(outcome.kind, Kind::accepted);
        EXPECT_EQ(outcome.item, std::string_view(response.at("body").at("sid").as_string()));
        EXPECT_EQ(outcome.status, Delivery::accepted);
      } else if (status >= 500) {
        EXPECT_EQ(outcome.kind, Kind::unknown);
      } else {
        EXPECT_EQ(outcome.kind, status == 429 ? Kind::retry : Kind::failed);
        EXPECT_EQ(outcome.error, response.at("body").at("code").to_number<int>());
      }
      if (status == 429) { EXPECT_EQ(outcome.retry_after_ms, 1000); }
    }
  }
  EXPECT_GE(seen, 17);
}

TEST(TwilioSend, WhatNeverLeftIsTriedAgainAndWhatMayHaveLeftIsUnknown) {
  http::OutboundResult result;
  result.stage = Stage::not_sent;
  EXPECT_EQ(twilio::interpret(result).kind, Kind::retry);
  result.stage = Stage::ambiguous;
  EXPECT_EQ(twilio::interpret(result).kind, Kind::unknown);
}

TEST(TwilioSend, ASuccessThatNamesNoMessageProvesNothing) {
  for (const char* body : {"", "{}", "[]", "null", "{\"sid\":null}", "{\"sid\":\"\"}", "{\"sid\":\"SM/x\"}", "{\"sid\":\"SM1\"", "<html>"})
    EXPECT_EQ(twilio::interpret(answered(201, body)).kind, Kind::unknown) << body;
  EXPECT_EQ(twilio::interpret(answered(200, "{\"sid\":\"SM1\",\"status\":\"queued\"}")).kind, Kind::accepted);
}

TEST(TwilioSend, ARefusalWithoutACodeStaysARefusal) {
  EXPECT_EQ(twilio::interpret(answered(404, "<html>gone</html>")).kind, Kind::failed);
  EXPECT_EQ(twilio::interpret(answered(404, "<html>gone</html>")).error, 0);
  EXPECT_EQ(twilio::interpret(answered(400, "{\"code\":\"21610\"}")).error, 21610);
  EXPECT_EQ(twilio::interpret(answered(400, "{\"code\":-5}")).error, 0);
  EXPECT_EQ(twilio::interpret(answered(401, "")).error, 20003);
  EXPECT_EQ(twilio::interpret(answered(403, "{}")).error, 20003);
  EXPECT_EQ(twilio::interpret(answered(503, "{\"code\":21610}")).kind, Kind::unknown);
  EXPECT_EQ(twilio::interpret(answered(302, "")).kind, Kind::unknown);
}

TEST(TwilioSend, WaitsAsLongAsToldButNotForEver) {
  const auto wait = [](std::string value) { return twilio::interpret(answered(429, "", {{"retry-after", std::move(value)}})).retry_after_ms; };
  EXPECT_EQ(wait("7"), 7000);
  EXPECT_EQ(wait("999999"), limits::hour_ms);
  EXPECT_EQ(wait("Sat, 21 Nov 2026 10:00:00 GMT"), 0);
  EXPECT_EQ(wait("-1"), 0);
  EXPECT_EQ(twilio::interpret(answered(429, "")).error, 20429);
}

TEST(TwilioErrors, EveryCodeWorthHandlingHasASentenceOfItsOwn) {
  const std::string_view general = twilio::error_sentence(0);
  for (const int code : {20003, 20404, 20429, 21211, 21408, 21602, 21606, 21659, 21610, 21612, 21614, 21617, 21620, 21655, 21656,
                         21910, 30003, 30004, 30005, 30006, 30007, 30008, 30034, 63003, 63024, 63007, 63013, 63015, 63016, 63018,
                         63019, 63032, 63049}) {
    const std::string_view sentence = twilio::error_sentence(code);
    EXPECT_NE(sentence, general) << code;
    EXPECT_EQ(sentence.back(), '.') << code;
    EXPECT_NE(sentence.find(". "), std::string_view::npos) << code << " says what happened but not what to do";
  }
  EXPECT_FALSE(general.empty());
  EXPECT_EQ(twilio::error_sentence(-1), general);
  EXPECT_EQ(twilio::error_sentence(99999), general);
}

}  // namespace
}  // namespace tributary::provider::testing
