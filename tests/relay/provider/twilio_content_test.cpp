// The Content API: what the provider keeps of templates, and what it is asked for (C17, D75-D77).
#include "relay/provider/twilio_content.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace tributary::provider::testing {
namespace {

namespace json = boost::json;

const twilio::Credentials ours{"ACf1c71673448ee7064c989d02579c534f", "f1c7f1c7f1c7f1c7f1c7f1c7open0001", "https://api.twilio.com"};
const twilio::Credentials sandbox{ours.account_sid, ours.auth_token, "http://localhost:8081/"};
const std::string sid = "HX" + std::string(32, '1');

std::string page(json::array contents, const std::string& next = "") {
  return json::serialize(json::object{{"contents", std::move(contents)}, {"meta", json::object{{"next_page_url", next.empty() ? json::value() : json::value(next)}}}});
}

json::object content(const std::string& status = "approved") {
  return {{"sid", sid}, {"friendly_name", "order_confirmation"}, {"language", "en"}, {"variables", json::object{{"1", "name"}}},
          {"types", json::object{{"twilio/text", json::object{{"body", "Hello {{1}}, thank you."}}}}}, {"approval_requests", json::object{{"status", status}}}};
}

TEST(TwilioContent, C17_ListsOnAHostOfItsOwnOrWhereverTheProviderIsStoodInFor) {
  EXPECT_EQ(twilio::list_contents(ours, "").url, "https://content.twilio.com/v1/ContentAndApprovals?PageSize=100");
  EXPECT_EQ(twilio::list_contents(sandbox, "").url, "http://localhost:8081/v1/ContentAndApprovals?PageSize=100");
  EXPECT_EQ(twilio::list_contents(ours, "https://content.twilio.com/v1/ContentAndApprovals?Page=1&PageToken=x").url, "https://content.twilio.com/v1/ContentAndApprovals?Page=1&PageToken=x");
  EXPECT_TRUE(twilio::list_contents(ours, "").fields.at(0).value.starts_with("Basic "));
}

TEST(TwilioContent, ARegionalAccountsContentsLieWhereItIsSaid) {
  twilio::Credentials regional{ours.account_sid, ours.auth_token, "https://api.dublin.ie1.twilio.com"};
  EXPECT_EQ(twilio::list_contents(regional, "").url, "https://api.dublin.ie1.twilio.com/v1/ContentAndApprovals?PageSize=100");
  regional.content_base = "https://content.twilio.com";
  EXPECT_EQ(twilio::list_contents(regional, "").url, twilio::list_contents(ours, "").url);
}

TEST(TwilioContent, APageAddressCannotCarryOurTokenElsewhere) {
  for (const char* bad : {"https://evil.example/v1/ContentAndApprovals?Page=1", "https://content.twilio.com.evil.example/v1/ContentAndApprovals?x", "//evil.example/", "/v1/ContentAndApprovals?Page=1",
                          "https://content.twilio.com/v1/ContentAndApprovals?a b", "https://content.twilio.com/v1/Content?x"}) {
    EXPECT_EQ(twilio::list_contents(ours, bad).url, twilio::list_contents(ours, "").url) << bad;
    const auto read = twilio::parse_contents(ours, page({}, bad));
    ASSERT_TRUE(read) << bad;
    EXPECT_EQ(read->next_page, "") << bad;
  }
}

TEST(TwilioContent, D77_ReadsTheWordsTheBlanksAndWhatWhatsAppThinksOfThem) {
  const auto read = twilio::parse_contents(ours, page({content()}, "https://content.twilio.com/v1/ContentAndApprovals?Page=1"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->items.size(), 1u);
  const twilio::ContentItem& item = read->items[0];
  EXPECT_EQ(item.sid, sid);
  EXPECT_EQ(item.name, "order_confirmation");
  EXPECT_EQ(item.language, "en");
  EXPECT_EQ(item.body, "Hello {{1}}, thank you.");
  EXPECT_EQ(item.variables, std::vector<std::string>{"1"});
  EXPECT_EQ(item.approval, Approval::approved);
  EXPECT_EQ(read->next_page, "https://content.twilio.com/v1/ContentAndApprovals?Page=1");
  for (const auto& [word, approval] : std::vector<std::pair<std::string, Approval>>{{"received", Approval::received}, {"pending", Approval::pending}, {"rejected", Approval::rejected},
                                                                                     {"paused", Approval::paused}, {"disabled", Approval::disabled}, {"unsubmitted", Approval::not_submitted}, {"else", Approval::not_submitted}})
    EXPECT_EQ(twilio::parse_contents(ours, page({content(word)}))->items.at(0).approval, approval) << word;
}

TEST(TwilioContent, D77_TellsWhyWhatsAppRejectedOneAndForWhatItTookIt) {
  json::object one = content("rejected");
  one["approval_requests"] = json::object{{"status", "rejected"}, {"category", "MARKETING"}, {"rejection_reason", std::string(600, 'x')}};
  const auto read = twilio::parse_contents(ours, page({one}));
  EXPECT_EQ(read->items.at(0).reason, std::string(500, 'x')) << "at most what a description may have";
  EXPECT_EQ(read->items.at(0).category, TemplateCategory::marketing);
  one["approval_requests"] = json::object{{"status", "approved"}, {"rejection_reason", "of an earlier time"}};
  EXPECT_EQ(twilio::parse_contents(ours, page({one}))->items.at(0).reason, "");
}

TEST(TwilioContent, WhatIsOddIsLeftOutAndNothingElseWithIt) {
  json::object no_sid = content();
  no_sid["sid"] = "SM1";
  json::object no_words = content();
  no_words["types"] = json::object{{"twilio/card", json::object{{"title", "x"}}}};
  const auto read = twilio::parse_contents(ours, page({no_sid, "text", json::value(), no_words}));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->items.size(), 1u);
  EXPECT_EQ(read->items[0].body, "");
  EXPECT_EQ(read->items[0].variables, std::vector<std::string>{"1"}) << "of what has no text the provider's list of blanks counts";
  for (const char* none : {"", "[]", "{}", R"({"contents":1})"}) EXPECT_FALSE(twilio::parse_contents(ours, none)) << none;
}

TEST(TwilioContent, D75_ATemplateIsMadeWithNumberedBlanksAndHandedInUnderANameOfItsOwn) {
  MessageTemplate t;
  t.name = "Your order: Update!";
  t.body = "Hi {{name}}, {{order}} is ready, {{name}}.";
  t.variables = {"name", "order"};
  const http::OutboundRequest made = twilio::create_content(ours, t);
  EXPECT_EQ(made.method, "POST");
  EXPECT_EQ(made.url, "https://content.twilio.com/v1/Content");
  const json::object body = json::parse(made.body).as_object();
  EXPECT_EQ(body.at("language").as_string(), "en");
  EXPECT_EQ(body.at("types").at("twilio/text").at("body").as_string(), "Hi {{1}}, {{2}} is ready, {{1}}.");
  EXPECT_EQ(body.at("variables").at("2").as_string(), "order");
  EXPECT_EQ(twilio::created_content(json::serialize(json::object{{"sid", sid}})), sid);
  for (const char* none : {"", "{}", R"({"sid":"SM00000000000000000000000000000001"})"}) EXPECT_EQ(twilio::created_content(none), "") << none;
  t.content_sid = sid;
  const http::OutboundRequest asked = twilio::ask_approval(ours, t);
  EXPECT_EQ(asked.url, "https://content.twilio.com/v1/Content/" + sid + "/ApprovalRequests/whatsapp");
  const json::object wish = json::parse(asked.body).as_object();
  EXPECT_EQ(wish.at("name").as_string(), "your_order_update_11111111");
  EXPECT_EQ(wish.at("category").as_string(), "UTILITY");
  EXPECT_EQ(twilio::parse_approval(R"({"status":"received"})"), Approval::received);
  EXPECT_FALSE(twilio::parse_approval("{}"));
}

TEST(TwilioContent, C15_ChoicesAreButtonsOrAListAndWhatDoesNotFitIsNeither) {
  ChoicesOffered offered;
  offered.question = "Which part?";
  offered.choices = {{"Door", ""}, {"Hinge", ""}, {"Handle", ""}};
  const auto kind = [&] { return std::string(json::parse(twilio::create_choices(ours, offered)->body).at("types").as_object().begin()->key()); };
  EXPECT_EQ(kind(), "twilio/quick-reply");
  offered.choices[0].title = "A door of more than 20";
  EXPECT_EQ(kind(), "twilio/list-picker");
  offered.choices = {{"Door", "left"}};
  EXPECT_EQ(kind(), "twilio/list-picker");
  offered.choices.assign(4, Offer{"Door", ""});
  EXPECT_EQ(kind(), "twilio/list-picker");
  offered.question.assign(1025, 'x');
  EXPECT_FALSE(twilio::create_choices(ours, offered));
}

}  // namespace
}  // namespace tributary::provider::testing
