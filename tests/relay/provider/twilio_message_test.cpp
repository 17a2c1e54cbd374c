// What no capture has: odd senders, unknown types, missing and malformed fields.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

using Pairs = std::vector<http::Field>;

// A good message with some of its fields changed; an empty value takes the field away.
Pairs message_with(const Pairs& changes) {
  Pairs pairs{{"MessageSid", "SM1"}, {"AccountSid", "AC1"}, {"From", "+15550100101"}, {"To", "+15550100900"}, {"Body", "hello"}, {"NumMedia", "0"}};
  for (const http::Field& change : changes) {
    std::erase_if(pairs, [&](const http::Field& pair) { return pair.name == change.name; });
    if (!change.value.empty()) pairs.push_back(change);
  }
  return pairs;
}

Inbound read(const Pairs& changes) {
  const Parsed parsed = twilio::parse_message(form_post(message_with(changes)));
  EXPECT_EQ(parsed.unusable, "");
  return parsed.items.empty() ? Inbound{} : std::get<Inbound>(parsed.items[0]);
}

std::string why_unusable(const Pairs& changes) {
  const Parsed parsed = twilio::parse_message(form_post(message_with(changes)));
  EXPECT_TRUE(parsed.items.empty());
  return parsed.unusable;
}

const Pairs whatsapp{{"From", "whatsapp:+15550100101"}, {"To", "whatsapp:+15550100900"}};

Pairs whatsapp_with(Pairs changes) {
  changes.insert(changes.begin(), whatsapp.begin(), whatsapp.end());
  return changes;
}

TEST(TwilioMessage, KnowsEveryKindOfSmsSender) {
  EXPECT_EQ(read({}).from[0].kind, IdentityKind::phone);
  EXPECT_EQ(read({{"From", "72345"}}).from[0].kind, IdentityKind::short_code);
  EXPECT_EQ(read({{"From", "PostOffice"}}).from[0].kind, IdentityKind::sender_name);
  EXPECT_EQ(read({{"From", "PostOffice"}}).from[0].address, "PostOffice");
}

TEST(TwilioMessage, AHiddenNumberIsTakenFromWaIdWhenThatHasIt) {
  const Inbound message = read({{"From", "whatsapp:US.1000000000000199"}, {"To", "whatsapp:+15550100900"}, {"WaId", "15550100199"}});
  ASSERT_EQ(message.from.size(), 2u);
  EXPECT_EQ(message.from[0].address, "+15550100199");
  EXPECT_EQ(message.from[1].address, "US.1000000000000199");
}

TEST(TwilioMessage, AMalformedExternalIdIsNoIdentity) {
  EXPECT_EQ(read(whatsapp_with({{"ExternalUserId", "whatsapp:../../etc"}})).from.size(), 1u);
  EXPECT_EQ(read(whatsapp_with({{"ExternalUserId", "US.1"}})).from.size(), 2u);
}

TEST(TwilioMessage, WithoutWhatItNeedsIsUnusableAndSaysWhy) {
  EXPECT_EQ(why_unusable({{"MessageSid", ""}}), "The message id (MessageSid) is missing or malformed.");
  EXPECT_EQ(why_unusable({{"MessageSid", "SM/../x"}}), "The message id (MessageSid) is missing or malformed.");
  EXPECT_EQ(why_unusable({{"From", ""}}), "The sender's address (From) is missing or malformed.");
  EXPECT_EQ(why_unusable({{"From", "15550100101"}}), "The sender's address (From) is missing or malformed.");
  EXPECT_EQ(why_unusable({{"To", ""}}), "Our own address (To) is missing or malformed.");
  EXPECT_EQ(why_unusable({{"From", "messenger:12345"}}), "The message came over a channel that is not connected here.");
  EXPECT_EQ(why_unusable({{"From", "whatsapp:+15550100101"}}), "The addresses From and To belong to different channels.");
}

TEST(TwilioMessage, AnUnknownTypeIsKeptRawAndShownAsUnsupported) {
  const Pairs pairs = message_with(whatsapp_with({{"MessageType", "hologram"}, {"HologramUrl", "https://x"}}));
  const http::Request request = form_post(pairs);
  const Parsed parsed = twilio::parse_message(request);
  const Inbound& message = std::get<Inbound>(parsed.items.at(0));
  EXPECT_EQ(message.kind, MessageKind::unsupported);
  EXPECT_EQ(message.body.raw, request.body);
  EXPECT_EQ(message.body.text, "hello");
}

TEST(TwilioMessage, ALocationNeedsAPlaceOnEarth) {
  const auto at = [&](const char* latitude, const char* longitude) {
    return read(whatsapp_with({{"MessageType", "location"}, {"Latitude", latitude}, {"Longitude", longitude}, {"Label", "Depot"}, {"Address", "1 Main St"}}));
  };
  const Inbound good = at("-89.5", "180");
  EXPECT_EQ(good.kind, MessageKind::location);
  EXPECT_EQ(good.body.location->label, "Depot");
  EXPECT_EQ(good.body.location->address, "1 Main St");
  for (const char* latitude : {"91", "-90.1", "nan", "inf", "12x", "", "1e999"}) {
    EXPECT_EQ(at(latitude, "0").kind, MessageKind::unsupported) << latitude;
    EXPECT_NE(at(latitude, "0").body.raw, "") << latitude;
  }
}

TEST(TwilioMessage, ADocumentIsNamedByItsBodyUnlessThatIsProse) {
  const Pairs document{{"MessageType", "document"}, {"NumMedia", "1"}, {"MediaUrl0", "https://api.twilio.com/m"}};
  Pairs named = document, prose = document;
  named.push_back({"Body", "price list.pdf"});
  prose.push_back({"Body", "Here it is.\nPlease sign."});
  EXPECT_EQ(read(whatsapp_with(named)).media[0].name, "price list.pdf");
  EXPECT_EQ(read(whatsapp_with(named)).body.text, "");
  EXPECT_EQ(read(whatsapp_with(prose)).media[0].name, "");
  EXPECT_EQ(read(whatsapp_with(prose)).body.text, "Here it is.\nPlease sign.");
}

TEST(TwilioMessage, HasAtMostTenMediaAndCountsWhatIsThere) {
  Pairs many{{"NumMedia", "999"}};
  for (int i = 0; i < 30; ++i) many.push_back({"MediaUrl" + std::to_string(i), "https://api.twilio.com/" + std::to_string(i)});
  EXPECT_EQ(read(many).media.size(), static_cast<std::size_t>(limits::media_per_message_max));
  EXPECT_EQ(read({{"NumMedia", "none"}, {"MediaUrl0", "https://api.twilio.com/0"}}).media.size(), 1u);
  EXPECT_EQ(read({{"NumMedia", "-1"}}).media.size(), 0u);
  EXPECT_EQ(read({{"NumMedia", "99999999999999999999"}}).media.size(), 0u);
}

TEST(TwilioMessage, KeepsWordsAsTheyWereWrittenAndMendsOnlyBrokenBytes) {
  EXPECT_EQ(read({{"Body", "a\r\nb\x01 \xF0\x9F\x91\x8B"}}).body.text, "a\r\nb\x01 \xF0\x9F\x91\x8B");
  EXPECT_EQ(read({{"Body", "caf\xE9"}}).body.text, "caf\xEF\xBF\xBD");
}

TEST(TwilioMessage, CutsALongProfileNameAndIgnoresABlankOne) {
  EXPECT_EQ(code_points(read({{"ProfileName", std::string(5000, 'n')}}).profile_name), static_cast<std::size_t>(limits::name_characters_max));
  EXPECT_EQ(read({{"ProfileName", " \t "}}).profile_name, "");
}

TEST(TwilioMessage, OptsOutAndInOnlyByTwiliosOwnWord) {
  EXPECT_EQ(read({{"OptOutType", "STOP"}}).opt, OptChange::out);
  EXPECT_EQ(read({{"OptOutType", "START"}}).opt, OptChange::in);
  EXPECT_EQ(read({{"OptOutType", "HELP"}}).opt, OptChange::none);
  EXPECT_EQ(read({{"Body", "please stop calling"}}).opt, OptChange::none);
}

Parsed status_of(const std::string& word, const std::string& target = "/status", const std::string& code = "") {
  return twilio::parse_status(form_post({{"MessageSid", "SM1"}, {"MessageStatus", word}, {"ErrorCode", code}}, target));
}

TEST(TwilioStatus, FindsOurMessageInTheCallbackAddress) {
  const auto report = std::get<StatusReport>(status_of("sent", "/status?x=1&mid=msg_0000000000000000000000000z").items.at(0));
  EXPECT_EQ(report.ours, (MessageId{0, 31}));
  EXPECT_EQ(report.dedupe, "status/SM1/sent");
  EXPECT_EQ(std::get<StatusReport>(status_of("undelivered", "/status", "30003").items.at(0)).dedupe, "status/SM1/undelivered/30003");
}

TEST(TwilioStatus, AnUnknownWordChangesNothingAndAMissingOneIsUnusable) {
  EXPECT_FALSE(std::get<StatusReport>(status_of("teleported").items.at(0)).status);
  EXPECT_FALSE(std::get<StatusReport>(status_of("received").items.at(0)).status);
  EXPECT_NE(status_of("").unusable, "");
  EXPECT_NE(status_of("a/../b").unusable, "");
  EXPECT_NE(twilio::parse_status(form_post({{"MessageStatus", "sent"}})).unusable, "");
}

CallReport call_with(const Pairs& changes) {
  Pairs pairs{{"CallSid", "CA1"}, {"From", "+15550100101"}, {"To", "+15550100900"}, {"Direction", "inbound"}, {"CallStatus", "ringing"}};
  for (const http::Field& change : changes) {
    std::erase_if(pairs, [&](const http::Field& pair) { return pair.name == change.name; });
    pairs.push_back(change);
  }
  const Parsed parsed = twilio::parse_voice(form_post(pairs));
  EXPECT_EQ(parsed.unusable, "");
  return parsed.items.empty() ? CallReport{} : std::get<CallReport>(parsed.items[0]);
}

TEST(TwilioVoice, AWithheldNumberIsNobody) {
  for (const char* hidden : {"+266696687", "anonymous", "Anonymous", "Restricted", "+86282452253", "+7378742833", "unknown", "", "sip:anonymous@x", "client:bob"})
    EXPECT_TRUE(call_with({{"From", hidden}, {"Caller", hidden}}).other.empty()) << hidden;
  EXPECT_EQ(call_with({}).other.at(0).address, "+15550100101");
}

TEST(TwilioVoice, TheOtherSideOfAnOutgoingCallIsWhoWasCalled) {
  const CallReport call = call_with({{"Direction", "outbound-dial"}, {"From", "+15550100900"}, {"To", "+15550100101"}});
  EXPECT_EQ(call.direction, Direction::out);
  EXPECT_EQ(call.ours, "+15550100900");
  EXPECT_EQ(call.other.at(0).address, "+15550100101");
  EXPECT_FALSE(call.wants_voice_answer);
}

TEST(TwilioVoice, WithoutASequenceNumberTheStatusGivesThePlace) {
  EXPECT_LT(call_with({}).sequence, call_with({{"CallStatus", "in-progress"}}).sequence);
  for (const char* end : {"completed", "busy", "no-answer", "failed", "canceled"}) {
    EXPECT_LT(call_with({{"CallStatus", "in-progress"}, {"SequenceNumber", "2"}}).sequence, call_with({{"CallStatus", end}}).sequence) << end;
    EXPECT_FALSE(call_with({{"CallStatus", end}}).wants_voice_answer);
  }
  EXPECT_EQ(call_with({{"SequenceNumber", "7"}}).sequence, 7);
}

TEST(TwilioVoice, WithoutWhatItNeedsIsUnusableAndSaysWhy) {
  EXPECT_NE(twilio::parse_voice(form_post({{"CallStatus", "ringing"}, {"To", "+15550100900"}})).unusable, "");
  EXPECT_NE(twilio::parse_voice(form_post({{"CallSid", "CA1"}, {"To", "+15550100900"}, {"CallStatus", "pondering"}})).unusable, "");
  EXPECT_NE(twilio::parse_voice(form_post({{"CallSid", "CA1"}, {"CallStatus", "ringing"}, {"To", "us"}})).unusable, "");
}

}  // namespace
}  // namespace tributary::provider::testing
