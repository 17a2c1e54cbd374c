// P1, P2: what is signed and cannot be used is kept for a person, up to a bound that holds for one tenant. There it is told to
// come again, and what the provider gives up on meanwhile is taken from its list once there is room.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/base/id_text.h"
#include "tests/relay/host/health_page.h"
#include "tests/relay/host/second_tenant.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string person = "+15550100101", nobodys_number = "+15550100777";

class FullQuarantine : public ::testing::Test {
 protected:
  Answer unusable(const std::string& sid) {
    auto form = relay.sms(sid, person, "to a number nobody has yet");
    for (auto& field : form)
      if (field.name == "To") field.value = nobodys_number;
    return relay.hook("sms", form);
  }
  // As if so many had come.
  void fill(std::int64_t count, std::size_t bytes) {
    for (std::int64_t i = 0; i < count; ++i)
      relay.tenant().runtime.writing().quarantine({0, relay.house->clock().now(), "", "sms", "It is nonsense.", "text/plain", "/", std::string(bytes, 'x'), false});
    relay.house->round().finish_now();
  }
  std::int64_t waiting() { return relay.tenant().runtime.store().quarantine_waiting(); }
  Answer dismiss(int id) { return relay.as(admin, "POST", "/api/v1/admin/quarantine/" + std::to_string(id) + "/dismiss"); }
  json::object health() { return health_value(relay, admin, "quarantine"); }
  std::uint32_t conversations() { return static_cast<std::uint32_t>(relay.tenant().runtime.state().conversation_count); }
  void expect_refused(const Answer& answer) {
    ASSERT_EQ(answer.status, 503) << answer.body;
    EXPECT_EQ(answer.code(), "quarantine_full");
    EXPECT_GE(std::atoi(answer.header("Retry-After").c_str()), 1);
  }
  void pull() {
    bool done = false;
    relay.tenant().reconciler.run([&] { done = true; });
    relay.run_until([&] { return done; });
    relay.house->round().finish_now();
  }

  LivingRelay relay;
  SecondTenant other{relay};
  std::string admin = relay.token({"admin"});
};

TEST_F(FullQuarantine, P1d_SoManyWaitAndWhatComesThenIsToldToComeAgainAndNothingElseIs) {
  fill(limits::quarantine_waiting_max - 1, 1);
  EXPECT_EQ(health().at("level").as_string(), "red");
  EXPECT_NE(health().at("detail").as_string(), "") << "said before it happens";
  EXPECT_EQ(unusable("SM1").status, 200);
  expect_refused(unusable("SM2"));
  EXPECT_EQ(waiting(), limits::quarantine_waiting_max);
  EXPECT_EQ(relay.hook("sms", relay.sms("SM3", person, "good")).status, 200);
  EXPECT_EQ(conversations(), 1u);
  auto form = other.sms("SM4", "to nobody");
  for (auto& field : form)
    if (field.name == "To") field.value = nobodys_number;
  const std::string path = other.path + "/sms";
  EXPECT_EQ(relay.ask("POST", path, http::form_encode(form), {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path, form, other.token)}}).status, 200)
      << "another tenant's room is another's";
  relay.restart();
  expect_refused(unusable("SM2"));
  ASSERT_EQ(dismiss(1).status, 200);
  EXPECT_EQ(unusable("SM2").status, 200) << "told again, kept";
  expect_refused(unusable("SM5"));
}

TEST_F(FullQuarantine, P1d_SoManyBytesWaitAndNoMore) {
  constexpr std::int64_t largest = 1 << 20;
  fill(limits::quarantine_waiting_bytes_max / largest - 1, largest);
  EXPECT_EQ(unusable("SM1").status, 200);
  fill(1, largest);
  expect_refused(unusable("SM2"));
  ASSERT_EQ(dismiss(1).status, 200);
  EXPECT_EQ(unusable("SM2").status, 200);
}

TEST_F(FullQuarantine, P2_WhatThereWasNoRoomForIsTakenFromTheProvidersListOnceThereIsAndTheCauseIsMended) {
  relay.start_couriers();
  relay.run_until([&] { return relay.tenant().reconciler.complete_until().has_value(); });
  relay.pass(1000);
  const Instant refused_at = relay.house->clock().now();
  fill(limits::quarantine_waiting_max, 1);
  expect_refused(unusable("SM1"));
  relay.pass(3 * limits::hour_ms);
  pull();
  EXPECT_LT(*relay.tenant().reconciler.complete_until(), refused_at) << "the list was read, but not everything of it was taken or kept";

  const auto* known = relay.tenant().runtime.number(our_number, Channel::sms);
  relay.tenant().runtime.submit(ConfigureNumber{{store::mint<NumberId>(), relay.tenant().accounts.environment()->id, Channel::sms, nobodys_number, known->service}}, ActorKind::system);
  relay.provider.lists = {json::serialize(json::object{{"messages", json::array{json::object{{"sid", "SM1"}, {"direction", "inbound"}, {"from", person}, {"to", nobodys_number}, {"body", "to a number nobody has yet"},
      {"num_media", "0"}, {"account_sid", account_sid}, {"status", "received"}, {"error_code", nullptr}, {"date_created", "Sat, 21 Nov 2099 10:00:00 +0000"}}}}, {"next_page_uri", nullptr}})};
  ASSERT_EQ(dismiss(1).status, 200);
  relay.run_until([&] { return conversations() == 1 && *relay.tenant().reconciler.complete_until() > refused_at; });
}

}  // namespace
}  // namespace tributary::test
