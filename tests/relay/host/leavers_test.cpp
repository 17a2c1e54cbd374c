// What becomes of the conversations of somebody who was removed: nobody's, seen by colleagues, and still their team's.
#include <gtest/gtest.h>

#include "core/base/id_text.h"
#include "core/inbox/team.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

struct Leaving : ::testing::Test {
  LivingRelay relay;
  std::string boss = relay.cookie_of("boss@example.com", Role::admin);
  std::string cookie = relay.cookie_of("leaver@example.com", Role::agent);
  AgentId leaver = relay.house->system().user_by_email("leaver@example.com")->id;
  std::vector<ConversationId> all;

  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  const Conversation& conversation(std::size_t at) { return *runtime().state().conversations.find(all[at]); }
  void customers_write(int count) {
    for (int i = 0; i < count; ++i) ASSERT_LT(relay.hook("sms", relay.sms("SM" + std::to_string(i), "+1555010" + std::to_string(1000 + i), "hello")).status, 300);
    runtime().state().conversations.for_each([this](ConversationId id, const Conversation&) { all.push_back(id); });
  }
  void does(const Command& command) { ASSERT_TRUE(runtime().submit(command, ActorKind::system).accepted); }
  void take_all() {
    for (ConversationId id : all) does(Assign{id, leaver});
    relay.house->round().finish_now();
  }
  Answer remove() {
    return relay.ask("POST", "/api/v1/admin/users/" + to_text(leaver) + "/deactivate", "", {{"Cookie", boss}, {"Origin", public_url}, {"X-Requested-By", "app"}});
  }
  std::size_t theirs() {
    std::size_t count = 0;
    runtime().state().conversations.for_each([&](ConversationId, const Conversation& one) { count += one.assignee == leaver; });
    return count;
  }
};

TEST_F(Leaving, WhatIsNotResolvedBecomesNobodysAndStaysInItsTeam) {
  customers_write(3);
  does(ConfigureTeam{{}, "Returns", {leaver}});
  TeamId returns;
  runtime().state().teams.for_each([&](TeamId id, const Team&) { returns = id; });
  take_all();
  does(Assign{all[1], leaver, returns});
  does(Resolve{all[2]});
  ASSERT_LT(remove().status, 300);
  relay.run_until([&] { return theirs() == 1; });
  EXPECT_FALSE(conversation(0).assignee);
  EXPECT_FALSE(conversation(1).assignee);
  EXPECT_EQ(team_of(runtime().state(), conversation(1)), returns);
  EXPECT_EQ(conversation(2).assignee, leaver) << "what is resolved says who answered";
}

TEST_F(Leaving, AResolvedOneIsLetGoOfWhenItsCustomerWritesAgain) {
  customers_write(1);
  take_all();
  does(Resolve{all[0]});
  ASSERT_LT(remove().status, 300);
  ASSERT_EQ(theirs(), 1u);
  ASSERT_LT(relay.hook("sms", relay.sms("SMagain", "+15550101000", "and another thing")).status, 300);
  relay.run_until([&] { return theirs() == 0; });
  EXPECT_EQ(conversation(0).status, WorkStatus::open);
}

TEST_F(Leaving, ManyAreLetGoOfAFewInEachRound) {
  customers_write(2 * static_cast<int>(host::Leavers::per_round) + 1);
  take_all();
  const std::uint64_t before = relay.house->round().commits();
  relay.house->set_user_active("default", leaver, false);
  relay.run_until([&] { return theirs() == 0; });
  relay.house->round().finish_now();
  EXPECT_GE(relay.house->round().commits() - before, 4u) << "their leaving, and three slices";
}

TEST_F(Leaving, IsFinishedByTheNextStart) {
  customers_write(2);
  take_all();
  relay.house->set_user_active("default", leaver, false);
  relay.restart();
  EXPECT_EQ(theirs(), 0u);
  relay.house->round().finish_now();
  relay.restart();
  EXPECT_EQ(theirs(), 0u);
}

TEST_F(Leaving, WhoComesBackKeepsWhatWasNotTakenYet) {
  customers_write(1);
  take_all();
  relay.house->set_user_active("default", leaver, false);
  relay.house->set_user_active("default", leaver, true);
  relay.house->round().finish_now();
  EXPECT_EQ(theirs(), 1u);
}

}  // namespace
}  // namespace tributary::test
