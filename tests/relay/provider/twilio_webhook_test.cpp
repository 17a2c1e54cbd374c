// Every captured webhook: its signature is good, what we make of it is written down as a golden, and what
// the capture itself expects holds.
#include <gtest/gtest.h>

#include "core/base/segments.h"
#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

Parsed parse(const std::string& folder, const http::Request& request) {
  if (folder == "inbound") return twilio::parse_message(request);
  return folder == "status" ? twilio::parse_status(request) : twilio::parse_voice(request);
}

Inbound inbound(const std::string& name) {
  Parsed parsed = twilio::parse_message(load_webhook("inbound", name).request);
  EXPECT_EQ(parsed.unusable, "") << name;
  return parsed.items.empty() ? Inbound{} : std::get<Inbound>(parsed.items[0]);
}

StatusReport status(const std::string& name) {
  const Parsed parsed = twilio::parse_status(load_webhook("status", name).request);
  return parsed.items.empty() ? StatusReport{} : std::get<StatusReport>(parsed.items[0]);
}

CallReport call(const std::string& name) {
  const Parsed parsed = twilio::parse_voice(load_webhook("voice", name).request);
  return parsed.items.empty() ? CallReport{} : std::get<CallReport>(parsed.items[0]);
}

class TwilioWebhooks : public ::testing::TestWithParam<std::string> {};

TEST_P(TwilioWebhooks, VerifyParseAndMatchTheirGoldens) {
  const auto hooks = load_webhooks(GetParam());
  ASSERT_GE(hooks.size(), 4u);
  for (const Webhook& hook : hooks) {
    EXPECT_TRUE(verify(hook)) << hook.name;
    const Parsed parsed = parse(GetParam(), hook.request);
    EXPECT_EQ(parsed.items.size(), 1u) << hook.name;
    expect_golden(GetParam() + "_" + hook.name, described(parsed));
  }
}

TEST_P(TwilioWebhooks, MeanTheSameWhenTwilioIsConfiguredToUseGet) {
  for (const Webhook& hook : load_webhooks(GetParam())) {
    http::Request as_get = hook.request;
    as_get.method = "GET";
    as_get.query = (hook.request.query.empty() ? "" : hook.request.query + "&") + hook.request.body;
    as_get.body.clear();
    boost::json::value posted = described(parse(GetParam(), hook.request));
    boost::json::value got = described(parse(GetParam(), as_get));
    EXPECT_EQ(got, posted) << hook.name;
  }
}

INSTANTIATE_TEST_SUITE_P(All, TwilioWebhooks, ::testing::Values("inbound", "status", "voice"));

TEST(TwilioInbound, HoldsWhatEveryCaptureExpects) {
  for (const Webhook& hook : load_webhooks("inbound")) {
    SCOPED_TRACE(hook.name);
    const Inbound message = inbound(hook.name);
    const auto expected = [&](const char* key) { return hook.expect.if_contains(key); };
    if (const auto* channel = expected("channel")) { EXPECT_EQ(message.channel == Channel::whatsapp, *channel == "whatsapp"); }
    if (const auto* kind = expected("kind")) { EXPECT_EQ(message.kind == MessageKind::text, *kind == "text"); }
    if (const auto* count = expected("attachments")) { EXPECT_EQ(message.media.size(), count->to_number<std::size_t>()); }
    if (const auto* mime = expected("mime")) { EXPECT_EQ(message.media.at(0).type, std::string_view(mime->as_string())); }
    if (const auto* name = expected("filename")) { EXPECT_EQ(message.media.at(0).name, std::string_view(name->as_string())); }
    if (const auto* caption = expected("caption")) { EXPECT_EQ(message.body.text, std::string_view(caption->as_string())); }
    if (expected("forwarded")) { EXPECT_TRUE(message.body.forwarded); }
    if (expected("empty")) { EXPECT_EQ(message.body.text, ""); }
    if (expected("opt_out")) { EXPECT_EQ(message.opt, OptChange::out); }
    if (const auto* replied = expected("reply_to")) { EXPECT_EQ(message.in_reply_to_item, std::string_view(replied->as_string())); }
    if (const auto* segments = expected("segments")) { EXPECT_EQ(count_sms(message.body.text).segments, segments->to_number<int>()); }
    for (const char* key : {"button", "list"})
      if (const auto* choice = expected(key)) {
        ASSERT_TRUE(message.body.choice);
        EXPECT_EQ(message.kind, MessageKind::choice);
        EXPECT_EQ(message.body.choice->id, std::string_view(choice->at("id").as_string()));
        EXPECT_EQ(message.body.choice->title, std::string_view(choice->at("title").as_string()));
      }
    if (const auto* latitude = expected("lat")) {
      ASSERT_TRUE(message.body.location);
      EXPECT_EQ(message.kind, MessageKind::location);
      EXPECT_DOUBLE_EQ(message.body.location->latitude, latitude->as_double());
      EXPECT_DOUBLE_EQ(message.body.location->longitude, expected("lon")->as_double());
    }
    if (expected("sender_is_e164")) { EXPECT_EQ(message.from.at(0).kind, IdentityKind::short_code); }
    if (const auto* phone = expected("phone")) {
      const bool has_phone = message.from.at(0).kind == IdentityKind::phone;
      EXPECT_EQ(has_phone, phone->is_string());
      if (phone->is_string()) { EXPECT_EQ(message.from.at(0).address, std::string_view(phone->as_string())); }
    }
    if (const auto* scoped = expected("external_user_id")) {
      ASSERT_EQ(message.from.size(), 1u);
      EXPECT_EQ(message.from[0].kind, IdentityKind::business_scoped);
      EXPECT_EQ(message.from[0].address, std::string_view(scoped->as_string()));
    }
    if (const auto* original = expected("duplicate_of")) { EXPECT_EQ(message.item, inbound(std::string(original->as_string())).item); }
  }
}

TEST(TwilioInbound, SmsAndWhatsAppOfOnePersonMeetInThePhone) {
  const Inbound message = inbound("wa_text");
  ASSERT_EQ(message.from.size(), 2u);
  EXPECT_EQ(message.from[0].kind, IdentityKind::phone);
  EXPECT_EQ(message.from[0].address, "+15550100101");
  EXPECT_EQ(message.from[1].kind, IdentityKind::business_scoped);
  EXPECT_EQ(message.from[1].address, "US.1000000000000101");
}

TEST(TwilioInbound, MediaThatWasAnnouncedButNotGivenIsKeptAsUnavailable) {
  const Inbound message = inbound("malformed_missing_media_url");
  ASSERT_EQ(message.media.size(), 2u);
  EXPECT_NE(message.media[0].url, "");
  EXPECT_EQ(message.media[1].url, "");
  EXPECT_EQ(message.body.media, 2u);
  EXPECT_EQ(message.body.text, "x");
}

TEST(TwilioStatus, HoldsWhatEveryCaptureExpects) {
  for (const Webhook& hook : load_webhooks("status")) {
    SCOPED_TRACE(hook.name);
    const StatusReport report = status(hook.name);
    if (const auto* word = hook.expect.if_contains("status")) {
      const std::string expected(word->as_string());
      const bool failed = expected == "failed" || expected == "undelivered";
      ASSERT_TRUE(report.status);
      EXPECT_EQ(*report.status == Delivery::failed, failed);
      if (expected == "queued") { EXPECT_EQ(*report.status, Delivery::accepted); }
      if (expected == "sent") { EXPECT_EQ(*report.status, Delivery::sent); }
      if (expected == "delivered") { EXPECT_EQ(*report.status, Delivery::delivered); }
      if (expected == "read") { EXPECT_EQ(*report.status, Delivery::read); }
    }
    const auto* error = hook.expect.if_contains("error");
    EXPECT_EQ(report.error, error ? error->to_number<int>() : 0);
    EXPECT_FALSE(report.ours) << "a mid that is none of ours names no message";
  }
}

TEST(TwilioVoice, HoldsWhatEveryCaptureExpects) {
  EXPECT_TRUE(call("inbound_request").wants_voice_answer);
  EXPECT_FALSE(call("inbound_in_progress").wants_voice_answer);
  EXPECT_FALSE(call("inbound_completed").wants_voice_answer);
  EXPECT_EQ(call("inbound_completed").seconds, 124);
  EXPECT_EQ(call("inbound_completed").dedupe, "call/CAf1c77cef8a734855777c2a9d0caf4266/2/completed");
  EXPECT_EQ(call("outbound_no_answer").direction, Direction::out);
  EXPECT_EQ(call("outbound_no_answer").status, CallStatus::no_answer);
}

}  // namespace
}  // namespace tributary::provider::testing
