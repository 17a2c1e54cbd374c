#include <gtest/gtest.h>

#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

const twilio::Credentials ours{"ACf1c71673448ee7064c989d02579c534f", "f1c7f1c7f1c7f1c7f1c7f1c7open0001", "https://api.twilio.com"};
const std::string account_path = "/2010-04-01/Accounts/ACf1c71673448ee7064c989d02579c534f";

boost::json::object row(const std::string& sid, const std::string& direction, const std::string& from, const std::string& to) {
  return {{"sid", sid}, {"direction", direction}, {"from", from}, {"to", to}, {"body", "hello"}, {"num_media", "0"}, {"status", "received"},
          {"account_sid", ours.account_sid}, {"error_code", nullptr}, {"date_created", "Sat, 21 Nov 2026 10:00:00 +0000"}};
}

std::string page(boost::json::array rows, const std::string& next = "") {
  return boost::json::serialize(boost::json::object{{"messages", std::move(rows)}, {"next_page_uri", next.empty() ? boost::json::value() : boost::json::value(next)}});
}

TEST(TwilioList, AsksForMessagesSinceADayThenForTheNextPage) {
  const http::OutboundRequest first = twilio::list_messages(ours, "2026-11-20", "");
  EXPECT_EQ(first.method, "GET");
  EXPECT_EQ(first.url, "https://api.twilio.com" + account_path + "/Messages.json?DateSent%3E=2026-11-20&PageSize=1000");
  EXPECT_EQ(first.fields.at(0).value, "Basic QUNmMWM3MTY3MzQ0OGVlNzA2NGM5ODlkMDI1NzljNTM0ZjpmMWM3ZjFjN2YxYzdmMWM3ZjFjN2YxYzdvcGVuMDAwMQ==");
  EXPECT_EQ(twilio::list_messages(ours, "2026-11-20", account_path + "/Messages.json?Page=1&PageToken=x").url,
            "https://api.twilio.com" + account_path + "/Messages.json?Page=1&PageToken=x");
}

TEST(TwilioList, APageAddressCannotCarryOurTokenElsewhere) {
  for (const char* bad : {"@evil.example/2010-04-01/Accounts/", "https://evil.example/", "//evil.example/2010-04-01/Accounts/x", ".evil.example/", "/x",
                          "/2010-04-01/Accounts/a b", "/2010-04-01/Accounts/\r\nHost: evil", "/2010-04-01/Accounts/../../x"}) {
    EXPECT_EQ(twilio::list_messages(ours, "2026-11-20", bad).url, twilio::list_messages(ours, "2026-11-20", "").url) << bad;
    const auto listed = twilio::parse_list(page({}, bad));
    ASSERT_TRUE(listed) << bad;
    EXPECT_EQ(listed->next_page_uri, "") << bad;
  }
}

TEST(TwilioList, ReadsBothDirections) {
  boost::json::object sent = row("SM2", "outbound-api", "whatsapp:+15550100900", "whatsapp:+15550100101");
  sent["status"] = "undelivered";
  sent["error_code"] = 30003;
  boost::json::object with_media = row("MM3", "inbound", "whatsapp:+15550100101", "whatsapp:+15550100900");
  with_media["num_media"] = "2";
  const auto listed = twilio::parse_list(page({row("SM1", "inbound", "+15550100101", "+15550100900"), sent, with_media}, account_path + "/Messages.json?Page=1"));
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->inbound.size(), 2u);
  EXPECT_EQ(listed->inbound[0].item, "SM1");
  EXPECT_EQ(listed->inbound[0].from.at(0).address, "+15550100101");
  EXPECT_EQ(listed->inbound[0].to, "+15550100900");
  EXPECT_EQ(listed->inbound[0].body.text, "hello");
  EXPECT_EQ(listed->inbound[0].account, ours.account_sid);
  EXPECT_EQ(listed->inbound[1].channel, Channel::whatsapp);
  EXPECT_EQ(listed->inbound[1].kind, MessageKind::media);
  ASSERT_EQ(listed->inbound[1].media.size(), 2u);
  EXPECT_EQ(listed->inbound[1].media[0].url, account_path + "/Messages/MM3/Media.json");
  ASSERT_EQ(listed->outbound.size(), 1u);
  EXPECT_EQ(listed->outbound[0].from, "+15550100900");
  EXPECT_EQ(listed->outbound[0].to, "+15550100101");
  EXPECT_EQ(listed->outbound[0].channel, Channel::whatsapp);
  EXPECT_EQ(listed->outbound[0].status, Delivery::failed);
  EXPECT_EQ(listed->outbound[0].error, 30003);
  EXPECT_EQ(listed->outbound[0].created_ms, 1795255200000);
  EXPECT_EQ(listed->next_page_uri, account_path + "/Messages.json?Page=1");
}

TEST(TwilioList, ReadsTheCapturedMessagesAsRowsOfAPage) {
  const boost::json::value file = load_json("twilio/rest/fetch_message.json");
  const auto& responses = file.at("responses").as_object();
  const auto listed = twilio::parse_list(page({responses.at("ok").at("body"), responses.at("failed").at("body")}));
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->outbound.size(), 2u);
  EXPECT_EQ(listed->outbound[0].status, Delivery::delivered);
  EXPECT_EQ(listed->outbound[0].text, "Yes, open until 6pm");
  EXPECT_EQ(listed->outbound[1].status, Delivery::failed);
  EXPECT_EQ(listed->outbound[1].error, 30003);
}

TEST(TwilioList, LeavesOutRowsThatMeanNothingAndKeepsTheOthers) {
  boost::json::object coming = row("SM4", "inbound", "+15550100101", "+15550100900");
  coming["status"] = "receiving";
  const auto listed = twilio::parse_list(page({1, nullptr, boost::json::array{}, boost::json::object{}, row("", "inbound", "+15550100101", "+15550100900"),
                                               row("SM5", "inbound", "messenger:1", "+15550100900"), row("SM6", "inbound", "+15550100101", "whatsapp:+15550100900"),
                                               coming, row("SM7", "inbound", "72345", "+15550100900")}));
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->inbound.size(), 1u);
  EXPECT_EQ(listed->inbound[0].item, "SM7");
}

TEST(TwilioList, P2_SaysHowOldAPageIsByItsNewestRow) {
  constexpr std::int64_t ten = 1795255200000;
  boost::json::object early = row("SM1", "inbound", "+15550100101", "+15550100900"), planned = row("SM2", "outbound-api", "+15550100900", "+15550100101"), bare = early;
  early["date_created"] = "Sat, 21 Nov 2026 09:00:00 +0000";
  planned["date_created"] = "Mon, 16 Nov 2026 10:00:00 +0000";
  planned["date_sent"] = "Sat, 21 Nov 2026 10:00:00 +0000";
  bare["date_created"] = "yesterday";
  EXPECT_EQ(twilio::parse_list(page({early}))->newest_ms, ten - 3'600'000);
  EXPECT_EQ(twilio::parse_list(page({early, planned}))->newest_ms, ten) << "when it was sent counts, not when it was planned";
  EXPECT_EQ(twilio::parse_list(page({row("SM3", "outbound-call", "", ""), early}))->newest_ms, ten) << "rows that mean nothing here have an age too";
  EXPECT_EQ(twilio::parse_list(page({bare, early}))->newest_ms, twilio::Listed::no_date_ms) << "whoever has no date may be young";
  EXPECT_EQ(twilio::parse_list(page({}))->newest_ms, 0);
}

TEST(TwilioList, WhatIsNoListIsNothing) {
  for (const char* text : {"", "{}", "[]", "{\"messages\":{}}", "<html>", "{\"messages\":[", "null"}) EXPECT_FALSE(twilio::parse_list(text)) << text;
}

TEST(TwilioList, FindsTheMediaOfAMessage) {
  EXPECT_EQ(twilio::list_media(ours, "MM3").url, "https://api.twilio.com" + account_path + "/Messages/MM3/Media.json");
  EXPECT_EQ(twilio::list_media(ours, "../x").url, "https://api.twilio.com" + account_path + "/Messages/..%2Fx/Media.json");
  const std::string json = R"({"media_list":[{"sid":"ME1","content_type":"image/jpeg","uri":")" + account_path +
                           R"(/Messages/MM3/Media/ME1.json"},{"sid":"ME2","content_type":"image/png","uri":"@evil.example/"},7]})";
  const auto media = twilio::parse_media_list(ours, json);
  ASSERT_EQ(media.size(), 2u);
  EXPECT_EQ(media[0].url, "https://api.twilio.com" + account_path + "/Messages/MM3/Media/ME1");
  EXPECT_EQ(media[0].type, "image/jpeg");
  EXPECT_EQ(media[1].url, "");
  EXPECT_TRUE(twilio::parse_media_list(ours, "nonsense").empty());
}

}  // namespace
}  // namespace tributary::provider::testing
