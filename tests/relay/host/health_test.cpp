// The health page (docs/operations.md): each value is driven to red through the door that drives it in earnest, and read
// where an operator reads it. Time, space and the disk's pace are inputs.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "core/base/id_text.h"
#include "core/wire/json.h"
#include "relay/host/health_table.h"
#include "tests/relay/host/health_page.h"

namespace tributary::test {
namespace {

namespace json = boost::json;
namespace rows = host::health_rows;

const std::string person = "+15550100101";

class HealthPage : public AtHealthPage {
 protected:
  std::string session() { return std::string(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("sessionId").as_string()); }
  void reply(const std::string& text) {
    ASSERT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", session()}, {"message", text}})).status, 202);
  }
  void answer_with(int status) {
    relay.provider.script.push_back([status](const auto&, auto respond) {
      http::Response r;
      r.status = status;
      respond(r);
    });
  }
  Outgoing first() {
    Outgoing found;
    relay.tenant().runtime.state().outgoing.for_each([&](MessageId, const Outgoing& o) { found = o; });
    return found;
  }
  Delivery status_of_first() { return first().status; }
  void pull() {
    bool done = false;
    relay.tenant().reconciler.run([&] { done = true; });
    relay.run_until([&] { return done; });
    relay.house->round().finish_now();
  }
  std::int64_t unknown() {
    std::int64_t count = 0;
    relay.tenant().runtime.state().outgoing.for_each([&](MessageId, const Outgoing& o) { count += o.status == Delivery::unknown; });
    return count;
  }
};

TEST_F(HealthPage, IsForAdminsAloneAndEveryValueSaysWhatItMeansAndWhatToDo) {
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/admin/health").status, 403);
  const json::object all = page();
  EXPECT_EQ(all.at("values").as_array().size(), 19u);
  for (const json::value& one : all.at("values").as_array()) {
    EXPECT_GT(one.at("meaning").as_string().size(), 20u) << one.at("id");
    EXPECT_GT(one.at("action").as_string().size(), 20u) << one.at("id");
  }
}

TEST_F(HealthPage, AFreshRelayIsWell) {
  machine().space = [](const std::string&) { return host::Machine::Space{100 * rows::gibibyte, 200 * rows::gibibyte}; };
  relay.house->round().vitals().micros = [] { return std::int64_t{0}; };  // a busy test machine is no slow disk
  relay.start_couriers();
  relay.run_until([&] { return relay.tenant().conservation.last().has_value() && relay.tenant().reconciler.complete_until().has_value(); });
  EXPECT_EQ(page().at("level").as_string(), "ok") << json::serialize(page());
}

// A disk that takes two seconds for every commit: to the stopwatch, since nobody wants to wait for it.
TEST_F(HealthPage, ASlowDiskShowsInTheFlushTimeAndInWhatWaitedForIt) {
  std::int64_t us = 0;
  relay.house->round().vitals().micros = [&us] { return us += 1'100'000; };
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  EXPECT_EQ(level("flush_time"), "red");
  EXPECT_EQ(level("writer_queue"), "red");
  us += 180'000'000;
  relay.house->round().vitals().micros = [&us] { return us; };
  EXPECT_EQ(level("flush_time"), "ok") << "a hiccup is forgotten after two minutes";
}

TEST_F(HealthPage, MoreThanOneCommitCanTakeShowsAsTheInboundQueue) {
  for (int i = 0; i < 4'000; ++i) relay.house->round().answer([](host::Committed) {});
  relay.house->round().finish_now();
  EXPECT_EQ(level("inbound_queue"), "red");
}

TEST_F(HealthPage, AMessageThatCannotLeaveTurnsRedWithTime) {
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  reply("waits");
  EXPECT_EQ(level("oldest_unsent"), "ok");
  relay.pass(2 * limits::minute_ms);
  EXPECT_EQ(level("oldest_unsent"), "attention");
  relay.pass(9 * limits::minute_ms);
  EXPECT_EQ(level("oldest_unsent"), "red");
}

TEST_F(HealthPage, SendsNobodyKnowsTheEndOfAreCounted) {
  relay.start_couriers();
  for (int i = 0; i < 20; ++i) {
    relay.hook("sms", relay.sms("SM" + std::to_string(i), "+155501002" + std::to_string(10 + i), "hello"));
    answer_with(502);
    reply("did it arrive?");
    relay.run_until([&] { return unknown() == i + 1; });
    if (i == 0) {
      EXPECT_EQ(level("unknown_sends"), "attention");
    }
  }
  EXPECT_EQ(level("unknown_sends"), "red");
  EXPECT_EQ(level("last_errors"), "red");
  EXPECT_EQ(page().at("errors").as_array().at(0).at("what").as_string(), "send_unknown");
}

TEST_F(HealthPage, P6g_AMessageStillOpenAfterADayRaisesAnAlarmThatIsSaidAloud) {
  std::vector<std::string> said;
  host::Watch watch(*relay.house, [&](const std::string& line) { said.push_back(line); });
  const auto alarms = [&] {
    watch.look();
    std::size_t count = 0;
    for (const std::string& line : said) count += line.starts_with("ALARM default overdue_sends = 1 ");
    return count;
  };
  relay.start_couriers();
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  reply("accepted, and then silence");
  relay.run_until([&] { return status_of_first() == Delivery::accepted; });
  EXPECT_EQ(level("overdue_sends"), "ok");
  EXPECT_EQ(alarms(), 0u);
  relay.pass(limits::day_ms + 1);
  EXPECT_EQ(level("overdue_sends"), "red");
  EXPECT_EQ(alarms(), 1u);
  EXPECT_EQ(alarms(), 1u) << "once, not every minute";
  relay.hook("status", {{"MessageSid", "SMf1c70000000000000000000000000001"}, {"MessageStatus", "delivered"}, {"AccountSid", account_sid}}, "?mid=" + to_text(first().id));
  EXPECT_EQ(level("overdue_sends"), "ok");
  watch.look();
  EXPECT_EQ(said.back(), "WELL default overdue_sends");
}

TEST_F(HealthPage, P6g_TheBooksAreShownAndAreCheckedAnewEveryHour) {
  relay.start_couriers();
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  reply("one");
  relay.run_until([&] { return status_of_first() == Delivery::accepted; });
  answer_with(502);
  reply("two");
  relay.run_until([&] { return unknown() == 1; });
  relay.pass(limits::hour_ms);
  page();
  relay.run_until([&] { return detail("conservation").find("2 queued") == 0; });
  EXPECT_EQ(detail("conservation"), "2 queued = 1 accepted + 0 failed + 0 cancelled + 1 unknown + 0 in flight");
  EXPECT_EQ(level("conservation"), "ok");
  const json::object all = page();
  const json::object& sums = all.at("books").as_object();
  const auto sum = [&](const char* name) { return sums.at(name).to_number<std::uint64_t>(); };
  EXPECT_EQ(sum("queued"), 2u);
  EXPECT_EQ(sum("accepted"), 1u);
  EXPECT_EQ(sum("failed") + sum("cancelled") + sum("inFlight"), 0u);
  EXPECT_EQ(sum("unknown"), 1u);
}

TEST_F(HealthPage, P6g_TheBooksMissAMessageThatTheStateForgot) {
  OutboxLedger books;
  State state;
  books.take(ReplyQueued{MessageId{1, 2}, ConversationId{1, 3}, {}, {}, {}, Channel::sms});
  EXPECT_EQ(books.against(state).messages, 1u);
  books.take(DeliveryChanged{MessageId{1, 2}, ConversationId{1, 3}, Delivery::delivered, 0});
  EXPECT_EQ(books.against(state).messages, 0u);
  EXPECT_TRUE(books.sum().balanced());
  EXPECT_EQ(books.sum().accepted, 1u);
}

// No door of ours can do it, and a bug might: the log has a line that the state never saw.
TEST_F(HealthPage, P6g_AStateThatMissedALineOfTheLogTurnsTheBooksRedUntilItIsReadAgain) {
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  reply("one");
  relay.tenant().conservation.check_now();
  EXPECT_EQ(level("conservation"), "ok");
  const DeliveryChanged unseen{first().id, first().conversation, Delivery::accepted, 0};
  auto& runtime = relay.tenant().runtime;
  runtime.writing().append({runtime.head() + 1, relay.house->clock().now(), wire::actor_text(Actor{ActorKind::provider, {}}), wire::event_text(unseen), store::mint<CommandId>()}, {}, unseen.message);
  relay.tenant().conservation.check_now();
  EXPECT_EQ(level("conservation"), "red");
  EXPECT_EQ(measured("conservation"), 1);
  EXPECT_NE(detail("conservation").find("a message has another status in the outbox than in the log"), std::string::npos) << detail("conservation");
  relay.restart();
  relay.tenant().conservation.check_now();
  EXPECT_EQ(level("conservation"), "ok") << detail("conservation");
}

TEST_F(HealthPage, QuarantineTurnsRedAndIsEmptiedByOneClickOnceTheParserIsMended) {
  for (int i = 0; i < 10; ++i) {
    auto form = relay.sms("SM" + std::to_string(i), person, "to a number nobody has yet " + std::to_string(i));
    for (auto& field : form)
      if (field.name == "To") field.value = "+15550100777";
    EXPECT_EQ(relay.hook("sms", form).status, 200);
  }
  EXPECT_EQ(level("quarantine"), "red");
  const auto* known = relay.tenant().runtime.number(our_number, Channel::sms);
  relay.tenant().runtime.submit(ConfigureNumber{{store::mint<NumberId>(), relay.tenant().accounts.environment()->id, Channel::sms, "+15550100777", known->service}}, ActorKind::system);
  const auto items = relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array();
  for (std::size_t i = items.size(); i-- > 0;) {
    const std::string replay = "/api/v1/admin/quarantine/" + std::to_string(items[i].at("id").as_int64()) + "/replay";
    EXPECT_EQ(relay.as(admin, "POST", replay).status, 200);
    EXPECT_EQ(relay.as(admin, "POST", replay).status, 409) << "each has one effect";
  }
  EXPECT_EQ(level("quarantine"), "ok");
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("messageCount").as_int64(), 10);
}

TEST_F(HealthPage, WhatIsDismissedWaitsNoMoreAndIsForgottenAfterNinetyDays) {
  auto form = relay.sms("SM1", person, "to a number nobody has");
  for (auto& field : form)
    if (field.name == "To") field.value = "+15550100777";
  ASSERT_EQ(relay.hook("sms", form).status, 200);
  ASSERT_EQ(relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array().size(), 1u);
  EXPECT_EQ(level("quarantine"), "attention");
  const std::string one = "/api/v1/admin/quarantine/1";
  const auto dismissed = relay.as(admin, "POST", one + "/dismiss");
  ASSERT_EQ(dismissed.status, 200) << dismissed.body;
  EXPECT_TRUE(dismissed.json().at("dismissed").as_bool());
  EXPECT_TRUE(dismissed.json().at("settledBy").as_string().starts_with("tok_"));
  EXPECT_EQ(relay.as(admin, "POST", one + "/dismiss").code(), "already_dismissed");
  EXPECT_EQ(relay.as(admin, "POST", one + "/replay").status, 422) << "it may still be tried";
  EXPECT_EQ(level("quarantine"), "ok");
  for (const auto& [days, left] : {std::pair{89, 1u}, std::pair{2, 0u}}) {
    relay.pass(days * limits::day_ms);
    bool walked = false;
    relay.tenant().collector.walk([&] { walked = true; });
    relay.run_until([&] { return walked; });
    EXPECT_EQ(relay.as(admin, "GET", "/api/v1/admin/quarantine").json().at("items").as_array().size(), left);
  }
}

// P1d: what our own parser could not read, replayed after the parser has learnt it. The body that was kept is as it came,
// so mending it in the row stands for mending the parser.
TEST_F(HealthPage, P1d_APoisonBodyIsKeptWholeAndTakenOnceItCanBeRead) {
  auto form = relay.sms("SM9", person, "in a format of tomorrow");
  for (auto& field : form)
    if (field.name == "From") field.value = "";
  ASSERT_EQ(relay.hook("sms", form).status, 200);
  auto item = *relay.tenant().runtime.store().quarantined_item(1);
  EXPECT_EQ(item.body, http::form_encode(form));
  EXPECT_NE(api::Hooks::replay(relay.tenant(), item), "");
  for (auto& field : form)
    if (field.name == "From") field.value = person;
  item.body = http::form_encode(form);
  EXPECT_EQ(api::Hooks::replay(relay.tenant(), item), "");
  relay.house->round().finish_now();
  EXPECT_EQ(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("preview").as_string(), "in a format of tomorrow");
}

TEST_F(HealthPage, WrongSignaturesTurnRedAndShowTheAddressWeCheckAgainst) {
  for (int i = 0; i < 10; ++i) relay.ask("POST", "/api/v1/webhooks/telephony/sms", "Body=x", {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", "bm90IGl0"}});
  EXPECT_EQ(level("signature_failures"), "red");
  EXPECT_EQ(detail("signature_failures"), std::string(public_url) + "/api/v1/webhooks/telephony/sms");
  relay.pass(limits::hour_ms + 1);
  EXPECT_EQ(level("signature_failures"), "ok");
}

TEST_F(HealthPage, AClockThatIsSetIsNoWrongSignature) {
  for (int i = 0; i < 12; ++i) {
    relay.house->clock().set_wall_by(i % 2 ? 60'000 : -60'000);
    relay.house->look_at_the_clock();
  }
  relay.house->round().finish_now();
  EXPECT_EQ(measured("signature_failures"), 0);
}

TEST_F(HealthPage, AttachmentsThatCannotBeFetchedPileUp) {
  for (int i = 0; i < 20; ++i) {
    auto form = relay.sms("MM" + std::to_string(i), person, "pictures");
    for (auto& field : form)
      if (field.name == "NumMedia") field.value = "10";
    for (int file = 0; file < 10; ++file) {
      form.push_back({"MediaUrl" + std::to_string(file), relay.provider.base() + "/gone/" + std::to_string(i) + "/" + std::to_string(file)});
      form.push_back({"MediaContentType" + std::to_string(file), "image/png"});
    }
    ASSERT_EQ(relay.hook("sms", form).status, 200);
  }
  EXPECT_EQ(measured("media_backlog"), 200);
  EXPECT_EQ(level("media_backlog"), "red");
}

TEST_F(HealthPage, AProviderWhoseListFailsMakesTheReconcilerOld) {
  EXPECT_EQ(value("reconciler").at("value").kind(), json::kind::null) << "it has not run yet";
  pull();
  EXPECT_EQ(level("reconciler"), "ok");
  relay.pass(61 * limits::minute_ms);
  relay.provider.lists = {""};
  pull();
  EXPECT_EQ(level("reconciler"), "red");
  EXPECT_EQ(page().at("errors").as_array().at(0).at("what").as_string(), "list_failed");
}

TEST_F(HealthPage, P10_AClockThatDiffersFromTheProvidersIsSaid) {
  EXPECT_EQ(value("clock").at("value").kind(), json::kind::null) << "nobody to compare with yet";
  relay.house->round().vitals().machine_ms = [] { return host::Clock::machine().ms + 5 * limits::minute_ms; };
  pull();
  EXPECT_EQ(level("clock"), "red");
  EXPECT_NEAR(static_cast<double>(measured("clock")), 5.0 * limits::minute_ms, 25'000);  // the provider's time is in seconds, and the answer takes as long as it takes
  relay.house->round().vitals().machine_ms = [] { return host::Clock::machine().ms; };
  pull();
  EXPECT_EQ(level("clock"), "ok");
}

TEST_F(HealthPage, P12_SendingIsHeldAfterARestoreUntilAPersonReleasesIt) {
  relay.tenant().runtime.writing().put_value(host::sending_held_name, "1");
  relay.house->round().finish_now();
  relay.start_couriers();
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  reply("not yet");
  relay.pass(limits::minute_ms);
  EXPECT_EQ(level("sending_held"), "red");
  for (const auto& request : relay.provider.requests) EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(relay.as(token, "POST", "/api/v1/admin/sending/release").status, 403);
  EXPECT_EQ(relay.as(admin, "POST", "/api/v1/admin/sending/release").status, 200);
  relay.run_until([&] { return relay.provider.sids == 1; });
  EXPECT_EQ(level("sending_held"), "ok");
  relay.restart();
  relay.start_couriers();
  EXPECT_FALSE(relay.tenant().courier.held());
}

TEST_F(HealthPage, MonitoringReadsTheSameLevels) {
  relay.pass(8 * limits::day_ms);
  const std::string text = relay.ask("GET", "/metrics").body;
  EXPECT_NE(text.find("tributary_health_level{check=\"last_backup\"} 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("tributary_health_level{check=\"quarantine\"} 0\n"), std::string::npos);
  EXPECT_NE(text.find("tributary_health_value{check=\"storage_used\"} "), std::string::npos);
  EXPECT_EQ(text.find(public_url), std::string::npos) << "the door is open: numbers alone";
}

TEST_F(HealthPage, WhoeverAsksTheOpenDoorOftenIsToldWhatWasMeasuredOnceASecond) {
  std::set<std::string> told;  // each that is measured counts one request more
  for (int i = 0; i < 20; ++i) told.insert(relay.ask("GET", "/metrics").body);
  EXPECT_LT(told.size(), 20u);
  relay.pass(1000);
  EXPECT_FALSE(told.contains(relay.ask("GET", "/metrics").body));
}

}  // namespace
}  // namespace tributary::test
