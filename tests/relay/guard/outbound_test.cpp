// P6 against a provider on a bad day: whatever it does with a send, and wherever the relay is killed, nothing is sent
// twice by itself, nothing is dropped in silence, and every message is in exactly one place of the account.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/id_text.h"
#include "core/wire/json.h"
#include "tests/relay/guard/rough_provider.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

// What the log says became of each message: nothing but the log is asked.
struct Ledger {
  struct Entry { Delivery now = Delivery::queued; int attempts = 0; Instant started; std::int64_t longest_doubt_ms = 0; };
  std::map<MessageId, Entry> entries;
  std::uint64_t read_to = 0;
  int count(std::initializer_list<Delivery> kinds) const {
    return static_cast<int>(std::count_if(entries.begin(), entries.end(), [&](const auto& e) { return std::find(kinds.begin(), kinds.end(), e.second.now) != kinds.end(); }));
  }
};

// Of one life: what was read is not read again.
void read_on(Ledger& ledger, host::TenantRuntime& tenant) {
  tenant.round().finish_now();
  for (const auto& line : tenant.store().lines_after(ledger.read_to, 1'000'000)) {
    ledger.read_to = line.seq;
    const auto event = wire::parse_event(line.event);
    if (!event) continue;
    if (const auto* e = std::get_if<ReplyQueued>(&*event)) ledger.entries[e->message];
    if (const auto* e = std::get_if<AttemptStarted>(&*event)) {
      auto& entry = ledger.entries[e->message];
      entry.now = Delivery::sending, ++entry.attempts, entry.started = line.at;
    }
    if (const auto* e = std::get_if<RetryScheduled>(&*event)) ledger.entries[e->message].now = Delivery::queued;
    if (const auto* e = std::get_if<SendAgainQueued>(&*event)) ledger.entries[e->message].now = Delivery::queued;
    if (const auto* e = std::get_if<DeliveryChanged>(&*event)) {
      auto& entry = ledger.entries[e->message];
      if (entry.now == Delivery::sending) entry.longest_doubt_ms = std::max(entry.longest_doubt_ms, line.at.ms - entry.started.ms);
      entry.now = e->status;
    }
  }
}

class Outbound : public ::testing::Test {
 protected:
  std::string base;
  // So long a busy machine needs for nothing; where the provider is silent it has to be waited for.
  int patience = 30'000;
  static constexpr int until_silence_is_told = 2'000;
  LivingRelay relay{[this](host::Config& config) {
    config.send_ms_max = patience;
    if (!base.empty()) config.twilio_api_base = base;
  }};
  std::unique_ptr<RoughProvider> provider;
  std::string token;
  int customers = 0, sids = 0;
  Ledger of_this_life;

  void SetUp() override {
    provider = std::make_unique<RoughProvider>(relay.io);
    base = provider->base();
    token = relay.token({"conversations:read", "messages:send"});
    relay.restart();
    relay.start_couriers();
  }
  void wait_for_answers(int ms) { relay.house->config().send_ms_max = patience = ms; }
  struct Talk { std::string session, customer; };
  Talk somebody_writes() {
    const std::string from = "+155501" + std::to_string(10000 + ++customers);
    EXPECT_EQ(relay.hook("sms", relay.sms("SMin" + std::to_string(++sids), from, "hello")).status, 200);
    const auto row = relay.as(token, "GET", "/api/v1/conversations?limit=1").json().at("items").at(0).as_object();
    EXPECT_EQ(row.at("address").as_string(), from);
    return {std::string(row.at("sessionId").as_string()), from};
  }
  std::vector<http::Field> fields(const std::string& key) {
    return {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Idempotency-Key", key}};
  }
  static std::string body(const Talk& talk, const std::string& text) { return json::serialize(json::object{{"sessionId", talk.session}, {"message", text}}); }
  MessageId send(const Talk& talk, const std::string& text) {
    const auto answer = relay.ask("POST", "/api/v1/conversations/reply", body(talk, text), fields("key " + text));
    EXPECT_EQ(answer.status, 202) << answer.body;
    return parse_id<MessageTag>(std::string(answer.json().at("id").as_string())).value_or(MessageId{});
  }
  const Ledger& ledger() {
    read_on(of_this_life, relay.tenant().runtime);
    return of_this_life;
  }
  void kill() {
    relay.restart();
    of_this_life = {};  // its last lines may have gone with it
  }
  Delivery now(MessageId id) { return ledger().entries.at(id).now; }
  bool quiet() {
    const Ledger& books = ledger();
    return relay.tenant().courier.in_flight() == 0 && books.count({Delivery::sending, Delivery::queued}) == 0;
  }
  // Nothing is with the provider any more.
  void settle() {
    relay.run_until([&] { return relay.tenant().courier.in_flight() == 0 && ledger().count({Delivery::sending}) == 0; });
  }
  // What is due leaves now instead of at the courier's next look, a second away.
  void nudge() { relay.tenant().courier.start(); }
  // A long while: connections that were kept open are not used again by chance.
  void wait(std::int64_t ms) {
    relay.pass(ms);
    relay.client = std::make_unique<http::Client>(relay.io);
  }
  int tell(const RoughProvider::Taken& one, const char* word) {
    const std::string query = one.callback.substr(one.callback.find('?'));
    return relay.hook("status", {{"MessageSid", one.sid}, {"MessageStatus", word}, {"SmsStatus", word}, {"To", one.to}, {"From", our_number}, {"AccountSid", account_sid}}, query).status;
  }
  // P6g: queued ever = accepted and beyond + failed + cancelled + unknown + in flight; and the state agrees with the log.
  void expect_conservation(int queued_ever) {
    const Ledger& books = ledger();
    const int told = books.count({Delivery::accepted, Delivery::sent, Delivery::delivered, Delivery::read}), failed = books.count({Delivery::failed}), cancelled = books.count({Delivery::cancelled}),
              unknown = books.count({Delivery::unknown}), in_flight = books.count({Delivery::queued, Delivery::sending});
    EXPECT_EQ(static_cast<int>(books.entries.size()), queued_ever);
    EXPECT_EQ(told + failed + cancelled + unknown + in_flight, queued_ever);
    const auto& outgoing = relay.tenant().runtime.state().outgoing;
    for (const auto& [id, entry] : books.entries) {
      const Outgoing* held = outgoing.find(id);
      if (held) { EXPECT_EQ(held->status, entry.now); }
      else { EXPECT_TRUE(entry.now == Delivery::delivered || entry.now == Delivery::read || entry.now == Delivery::cancelled) << "a message that is not over has left the books"; }
      EXPECT_LE(entry.longest_doubt_ms, 10 * limits::minute_ms) << "in doubt for more than ten minutes";
    }
  }
  void expect_nobody_rang_twice() {
    std::set<std::string> seen;
    for (const auto& one : provider->taken) EXPECT_TRUE(seen.insert(one.text).second) << "\"" << one.text << "\" was sent twice";
  }
};

TEST_F(Outbound, P6c_WhateverTheProviderDoesEndsAcceptedFailedOrUnknownAndNeverTwice) {
  struct Script { const char* text; std::vector<Mood> moods; Delivery end; int taken, tried; };
  using enum Mood;
  const std::vector<Script> scripts{
      {"taken and told", {accept}, Delivery::accepted, 1, 1},
      {"taken and cut off", {accept_then_drop}, Delivery::unknown, 1, 1},
      {"taken and 502", {accept_then_502}, Delivery::unknown, 1, 1},
      {"taken and half told", {accept_half_told}, Delivery::unknown, 1, 1},
      {"taken and told without a name", {accept_without_sid}, Delivery::unknown, 1, 1},
      {"taken and silence", {silence}, Delivery::unknown, 1, 1},
      {"cut off in the middle of the request", {drop_unread}, Delivery::unknown, 0, 0},
      {"once too many", {refuse_429}, Delivery::accepted, 1, 2},
      {"three times too many", {refuse_429, refuse_429, refuse_429}, Delivery::accepted, 1, 4},
      {"too many and then cut off", {refuse_429, accept_then_drop}, Delivery::unknown, 1, 2},
      {"refused for good", {refuse_400}, Delivery::failed, 0, 1}};
  std::map<std::string, MessageId> ids;
  for (const Script& script : scripts) {
    SCOPED_TRACE(script.text);
    const Talk talk = somebody_writes();
    provider->moods.assign(script.moods.begin(), script.moods.end());
    wait_for_answers(script.moods[0] == silence ? until_silence_is_told : 30'000);
    const MessageId id = ids[script.text] = send(talk, script.text);
    for (int round = 0; round < 8; ++round) {
      settle();
      if (quiet()) break;
      relay.pass(5000);
      nudge();
    }
    if (script.moods[0] == silence) relay.run_until([&] { return provider->waiting() > 0; });  // heard after the courier gave up, maybe
    EXPECT_EQ(now(id), script.end);
    EXPECT_EQ(provider->count(script.text), script.taken);
    EXPECT_EQ(std::count(provider->tried.begin(), provider->tried.end(), script.text), script.tried);
  }
  const auto tried = provider->tried.size();
  wait(11 * limits::minute_ms);
  EXPECT_EQ(provider->tried.size(), tried) << "under `ask` nothing ambiguous is sent again by itself";
  expect_conservation(static_cast<int>(scripts.size()));
  // The customers' phones did ring, and now say so: the evidence settles what was in doubt, in whatever order it comes.
  const auto taken = provider->taken;
  for (const auto& one : taken)
    for (const char* word : {"delivered", "sent", "delivered"}) EXPECT_EQ(tell(one, word), 200);
  for (const auto& one : taken) EXPECT_EQ(now(ids.at(one.text)), Delivery::delivered) << one.text;
  EXPECT_EQ(now(ids.at("cut off in the middle of the request")), Delivery::unknown) << "no evidence, so it stays in doubt";
  expect_conservation(static_cast<int>(scripts.size()));
  expect_nobody_rang_twice();
}

TEST_F(Outbound, P6e_AStatusThatIsFasterThanTheAnswerWinsAndDuplicatesChangeNothing) {
  const Talk talk = somebody_writes();
  provider->moods = {Mood::silence};
  const MessageId id = send(talk, "faster than the answer");
  relay.run_until([&] { return provider->taken.size() == 1; });
  for (const char* word : {"sent", "queued", "sent"}) EXPECT_EQ(tell(provider->taken[0], word), 200);
  EXPECT_EQ(now(id), Delivery::sent) << "a lower word that comes late changes nothing (P4)";
  EXPECT_EQ(tell(provider->taken[0], "delivered"), 200);
  EXPECT_EQ(now(id), Delivery::delivered);
  provider->hang_up();
  relay.run_until([&] { return relay.tenant().courier.in_flight() == 0; });  // the answer never came
  const auto head = relay.tenant().runtime.head();
  for (const char* word : {"delivered", "sent", "queued", "delivered"}) tell(provider->taken[0], word);
  EXPECT_EQ(now(id), Delivery::delivered);
  EXPECT_EQ(relay.tenant().runtime.head(), head) << "late and doubled words are no events";
  expect_conservation(1);
}

TEST_F(Outbound, P6f_AConversationKeepsItsOrderThroughRefusalsDoubtsAndARestart) {
  const Talk talk = somebody_writes();
  using enum Mood;
  provider->moods = {refuse_429, accept, accept_then_drop, refuse_429, accept, accept_then_502};
  std::vector<std::string> said;
  for (int i = 1; i <= 6; ++i) {
    said.push_back("number " + std::to_string(i));
    send(talk, said.back());
  }
  for (int round = 0; round < 20 && !quiet(); ++round) {
    settle();
    if (round == 2) kill(), relay.start_couriers(), settle();
    wait(65'000);
    nudge();
  }
  settle();
  std::vector<std::string> order;
  for (const auto& one : provider->taken) order.push_back(one.text);
  EXPECT_EQ(order, said);
  expect_conservation(6);
}

// Killed after every single step of the loop on the way from the request to the provider's answer. The page does what
// pages do: it asks again with the same key until it is answered. On a bad day the way is as long, and TRIBUTARY_LONG=1 goes on
// until it is over.
TEST_F(Outbound, P6d_KilledAtEveryStepNothingIsLostOrDoubledAndNothingStaysSending) {
  using enum Mood;
  constexpr int steps_max = 200;
  const bool quickly = std::getenv("TRIBUTARY_QUICK") != nullptr, thoroughly = std::getenv("TRIBUTARY_LONG") != nullptr;
  int kills = 0, unknown = 0, accepted = 0;
  // True: it was over before the kill came.
  const auto kill_after = [&](Mood mood, int step) {
    const std::string text = "mood " + std::to_string(static_cast<int>(mood)) + " step " + std::to_string(step);
    SCOPED_TRACE(text);
    const Talk talk = somebody_writes();
    provider->moods = {mood};
    wait_for_answers(mood == silence ? 150 : 30'000);
    http::OutboundRequest request;
    request.method = "POST";
    request.url = "http://127.0.0.1:" + std::to_string(relay.port) + "/api/v1/conversations/reply";
    request.fields = fields("key " + text);
    request.body = body(talk, text);
    relay.client->send(std::move(request), [](const http::OutboundResult&) {});
    for (int i = 0; i < step; ++i) {
      if (relay.io.stopped()) relay.io.restart();
      if (relay.io.run_one_for(std::chrono::milliseconds(5)) == 0) break;
    }
    const bool was_over = ledger().count({Delivery::queued, Delivery::sending}) == 0 && provider->count(text) == 1;
    kill();
    relay.client = std::make_unique<http::Client>(relay.io);
    ++kills;
    relay.start_couriers();
    const MessageId id = send(talk, text);
    for (int round = 0; round < 8; ++round) {  // on a busy machine some are not even sent before their time is over
      settle();
      if (quiet()) break;
      relay.pass(5000);
      nudge();
    }
    EXPECT_TRUE(quiet()) << "something is still on its way";
    const Delivery end = now(id);
    EXPECT_TRUE(end == Delivery::accepted || end == Delivery::unknown) << static_cast<int>(end);
    EXPECT_LE(provider->count(text), 1) << "sent twice";
    if (end == Delivery::accepted) { EXPECT_EQ(provider->count(text), 1); }
    ++(end == Delivery::unknown ? unknown : accepted);
    return was_over;
  };
  int steps = 0;
  while (steps < steps_max && !kill_after(accept, steps)) ++steps;
  const int on_good_days = kills;
  for (const Mood mood : {accept_then_drop, accept_then_502, silence, refuse_429}) {
    if (quickly) continue;
    for (int step = 0; step < (thoroughly ? steps_max : steps); ++step)
      if (kill_after(mood, step)) break;
  }
  std::printf("killed %d times, %d of them on bad days: %d ended accepted, %d unknown\n", kills, kills - on_good_days, accepted, unknown);
  EXPECT_GE(on_good_days, 8);
  if (!quickly) { EXPECT_GE(kills - on_good_days, 8) << "two kills at least for each mood"; }
  EXPECT_GE(unknown, 1) << "no kill fell between the attempt and its answer";
  EXPECT_GE(accepted, 1);
  expect_conservation(kills);
  expect_nobody_rang_twice();
}

}  // namespace
}  // namespace tributary::test
