// Captured requests with bytes changed, cut, doubled and swapped. Nothing may crash, and what comes out must
// keep the promises the host relies on, whatever went in. The seed is fixed: a failure repeats.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "tests/relay/provider/fixture.h"

namespace tributary::provider::testing {
namespace {

// splitmix64: the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

std::string mutated(std::string text, Dice& dice) {
  static const std::vector<std::string> spices = {"%00", "%FF", "%F0%9F", "&", "=", "%", "%2B", "+", "-1", "99999999999999999999", "whatsapp%3A", ";", "#", "\r\n",
                                                  "MediaUrl0=x&", "NumMedia=10&", "MessageType=document&", "From=&", "%C0%80", "1e400", "\"", "{", "]", "null"};
  for (std::size_t rounds = 1 + dice.below(6); rounds > 0; --rounds) {
    const std::size_t at = dice.below(text.size() + 1);
    switch (dice.below(5)) {
      case 0: if (at < text.size()) text[at] = static_cast<char>(dice.below(256)); break;
      case 1: text.erase(at, dice.below(40)); break;
      case 2: text.insert(at, spices[dice.below(spices.size())]); break;
      case 3: text.insert(at, text.substr(dice.below(text.size() + 1), dice.below(60))); break;
      default: text.resize(at); break;
    }
  }
  return text;
}

bool plain(std::string_view text) { return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos; }

void expect_promises(const Inbound& message) {
  EXPECT_TRUE(!message.item.empty() && plain(message.item));
  EXPECT_TRUE(plain(message.in_reply_to_item) && plain(message.account));
  EXPECT_FALSE(message.from.empty());
  EXPECT_FALSE(message.to.empty());
  EXPECT_LE(message.media.size(), static_cast<std::size_t>(limits::media_per_message_max));
  EXPECT_EQ(message.body.media, message.media.size());
  EXPECT_LE(code_points(message.profile_name), static_cast<std::size_t>(limits::name_characters_max));
  for (const std::string* text : {&message.body.text, &message.body.raw, &message.profile_name}) EXPECT_TRUE(valid_utf8(*text));
  for (const MediaSource& source : message.media) EXPECT_TRUE(valid_utf8(source.url) && valid_utf8(source.type) && valid_utf8(source.name));
  if (message.body.choice) { EXPECT_TRUE(valid_utf8(message.body.choice->id) && valid_utf8(message.body.choice->title)); }
  EXPECT_EQ(message.kind == MessageKind::unsupported, !message.body.raw.empty());
  if (message.kind == MessageKind::location) { EXPECT_TRUE(message.body.location); }
  if (message.kind == MessageKind::choice) { EXPECT_TRUE(message.body.choice); }
}

void expect_promises(const StatusReport& report) {
  EXPECT_TRUE(!report.item.empty() && plain(report.item) && plain(report.account));
  EXPECT_TRUE(report.dedupe.starts_with("status/" + report.item + "/"));
  EXPECT_GE(report.error, 0);
}

void expect_promises(const CallReport& call) {
  EXPECT_TRUE(!call.item.empty() && plain(call.item) && plain(call.account));
  EXPECT_TRUE(call.dedupe.starts_with("call/" + call.item + "/"));
  EXPECT_GE(call.sequence, 0);
  EXPECT_GE(call.seconds, 0);
  EXPECT_FALSE(call.ours.empty());
}

void expect_promises(const Parsed& parsed) {
  EXPECT_NE(parsed.items.empty(), parsed.unusable.empty()) << "either a meaning or a reason";
  for (const Item& item : parsed.items) std::visit([](const auto& one) { expect_promises(one); }, item);
}

TEST(TwilioFuzz, MutatedWebhooksKeepEveryPromise) {
  Dice dice(20261121);
  std::size_t usable = 0, runs = 0;
  for (const char* folder : {"inbound", "status", "voice"})
    for (const Webhook& hook : load_webhooks(folder))
      for (int i = 0; i < 100; ++i) {
        http::Request request = hook.request;
        request.body = mutated(request.body, dice);
        request.query = mutated(request.query, dice);
        if (dice.below(4) == 0) request.method = "GET";
        for (const auto parse : {twilio::parse_message, twilio::parse_status, twilio::parse_voice}) {
          const Parsed parsed = parse(request);
          expect_promises(parsed);
          usable += parsed.items.size();
          ++runs;
        }
        (void)twilio::verify(request.method, mutated(hook.url, dice), "application/x-www-form-urlencoded", request.body,
                             request.field("X-Twilio-Signature"), {hook.token});
      }
  EXPECT_GT(usable, runs / 10) << "too little gets past the first check for this test to mean anything";
}

TEST(TwilioFuzz, AMutatedWebhookIsNeverVerified) {
  Dice dice(4);
  for (const Webhook& hook : load_webhooks("inbound"))
    for (int i = 0; i < 50; ++i) {
      Webhook changed = hook;
      changed.request.body = mutated(hook.request.body, dice);
      auto pairs = [](const std::string& body) {
        std::vector<std::string> all;
        for (const http::Field& pair : http::parse_form(body)) all.push_back(pair.name + pair.value);
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
      };
      if (pairs(changed.request.body) == pairs(hook.request.body)) continue;  // spelled otherwise, but the same
      EXPECT_FALSE(verify(changed)) << hook.name << ": " << changed.request.body;
    }
}

TEST(TwilioFuzz, MutatedAnswersKeepEveryPromise) {
  Dice dice(7);
  const twilio::Credentials ours{"AC1", "secret", "https://api.twilio.com"};
  for (const std::string& name : names_in("twilio/rest")) {
    const boost::json::value file = load_json("twilio/rest/" + name + ".json");
    const std::string text = boost::json::serialize(file);
    const auto* responses = file.as_object().if_contains("responses");
    for (int i = 0; i < 100; ++i) {
      std::string body = text;
      if (responses)
        for (const auto& [what, response] : responses->as_object())
          if (dice.below(3) == 0) body = boost::json::serialize(response.at("body"));
      body = mutated(dice.below(2) == 0 ? "{\"messages\":[" + body + "],\"media_list\":[" + body + "]}" : body, dice);
      http::OutboundResult result;
      result.stage = http::OutboundResult::Stage::answered;
      result.response.status = static_cast<int>(100 + dice.below(500));
      result.response.body = body;
      const SendOutcome outcome = twilio::interpret(result);
      EXPECT_EQ(outcome.kind == SendOutcome::Kind::accepted, !outcome.item.empty());
      EXPECT_GE(outcome.error, 0);
      if (const auto listed = twilio::parse_list(body))
        for (const Inbound& message : listed->inbound) expect_promises(message);
      for (const MediaSource& source : twilio::parse_media_list(ours, body))
        EXPECT_TRUE(source.url.empty() || source.url.starts_with("https://api.twilio.com/2010-04-01/Accounts/"));
      (void)twilio::may_fetch(ours, {}, mutated("https://mms.twiliocdn.com/x", dice), false);
    }
  }
}

}  // namespace
}  // namespace tributary::provider::testing
