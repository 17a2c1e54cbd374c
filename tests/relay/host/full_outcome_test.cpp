// P6, P9: the disk is full at the very moment at which the end of a send is to be written down. The provider has said it and
// will not say it again: it is written once there is room, and until then nobody may take the message for sent or unsent.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/watched_database.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

const std::string person = "+15550100101";

class FullOutcome : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.start_couriers();
    ASSERT_EQ(relay.hook("sms", relay.sms("SM1", person, "hello")).status, 200);
    session = std::string(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("sessionId").as_string());
  }
  void reply(const std::string& text) {
    ASSERT_EQ(relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", session}, {"message", text}})).status, 202);
  }
  std::vector<Delivery> statuses() {  // oldest first
    std::vector<Outgoing> all;
    relay.tenant().runtime.state().outgoing.for_each([&](MessageId, const Outgoing& o) { all.push_back(o); });
    std::sort(all.begin(), all.end(), [](const Outgoing& a, const Outgoing& b) { return a.queued < b.queued; });
    std::vector<Delivery> found;
    for (const Outgoing& o : all) found.push_back(o.status);
    return found;
  }
  // Sends one, and lets its answer meet a full disk.
  void answer_on_a_full_disk(const http::Response& said) {
    http::Responder answer;
    relay.provider.script.push_back([&answer](const http::Request&, http::Responder respond) { answer = std::move(respond); });
    reply("one");
    relay.run_until([&] { return answer != nullptr; });
    while (relay.tenant().runtime.store().in_turn()) relay.house->round().finish_now();
    log.fill();
    const std::size_t troubles = full_disks();
    answer(said);
    relay.run_until([&] { return full_disks() > troubles; });
    EXPECT_EQ(statuses(), std::vector<Delivery>{Delivery::sending}) << "what was not written is not so";
  }
  std::size_t full_disks() {
    const auto& all = relay.tenant().runtime.troubles().last();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const host::Trouble& one) { return std::string_view(one.what) == "disk_full"; }));
  }
  std::ptrdiff_t sends() {
    return std::count_if(relay.provider.requests.begin(), relay.provider.requests.end(), [](const auto& r) { return r.method == "POST"; });
  }

  WatchedDatabase log{"/log.db"};
  LivingRelay relay{[](host::Config& config) { config.free_bytes_pretended = 4096 * host::disk::mebibyte; }};
  std::string token = relay.token({"conversations:read", "messages:send"}), session;
};

TEST_F(FullOutcome, P9_WhatTheProviderSaidIsWrittenOnceThereIsRoomAndTheNextMessageGoes) {
  answer_on_a_full_disk(ScriptedProvider::accepted("SMf1c70000000000000000000000000099"));
  log.make_room();
  relay.run_until([&] { return statuses() == std::vector<Delivery>{Delivery::accepted}; });
  reply("two");
  relay.run_until([&] { return statuses() == std::vector<Delivery>(2, Delivery::accepted); });
  EXPECT_EQ(sends(), 2) << "each once";
}

TEST_F(FullOutcome, P9_ItIsTriedAsOftenAsTheDiskIsFull) {
  answer_on_a_full_disk(ScriptedProvider::accepted("SMf1c70000000000000000000000000099"));
  const std::size_t before = full_disks();
  relay.run_until([&] { return full_disks() > before; });
  EXPECT_EQ(relay.tenant().conservation.check_now().difference.messages, 0u) << "it is in somebody's hands";
  log.make_room();
  relay.run_until([&] { return statuses() == std::vector<Delivery>{Delivery::accepted}; });
  EXPECT_EQ(sends(), 1);
}

TEST_F(FullOutcome, P6_DoubtStaysDoubtAndARefusalARefusal) {
  http::Response nobody_knows;
  nobody_knows.status = 502;
  answer_on_a_full_disk(nobody_knows);
  log.make_room();
  relay.run_until([&] { return statuses() == std::vector<Delivery>{Delivery::unknown}; });
  EXPECT_EQ(sends(), 1);
}

}  // namespace
}  // namespace tributary::test
