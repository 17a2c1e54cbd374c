// The demo's made-up past: real commands through the engine, the same for the same seed.
#include <gtest/gtest.h>

#include "core/engine/engine.h"
#include "relay/app/commands.h"
#include "relay/demo/story.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

demo::Stage stage_with(State& state) {
  demo::Stage stage;
  const Stamp stamp;
  for (std::uint64_t n = 1; n <= 3; ++n) {
    apply_event(state, AgentConfigured{{AgentId{1, n}, Role::agent, true}}, stamp);
    stage.agents.push_back(AgentId{1, n});
  }
  apply_event(state, AccountConfigured{{AccountId{1, 1}, "twilio", "Demo", "AC1", false}}, stamp);
  apply_event(state, ServiceConfigured{{ServiceId{1, 1}, "Support"}}, stamp);
  apply_event(state, NumberConfigured{{NumberId{1, 1}, AccountId{1, 1}, Channel::sms, "+15550100900", ServiceId{1, 1}}}, stamp);
  apply_event(state, NumberConfigured{{NumberId{1, 2}, AccountId{1, 1}, Channel::whatsapp, "+15550100900", ServiceId{1, 1}}}, stamp);
  stage.sms = NumberId{1, 1};
  stage.whatsapp = NumberId{1, 2};
  stage.identity = [](IdentityKind kind, std::string_view address) {
    return IdentityId{static_cast<std::uint64_t>(kind) + 1, std::stoull(std::string(address.substr(1)))};
  };
  return stage;
}

struct Told { State state; std::uint64_t refused = 0; bool in_order = true; Instant last; };

void tell(const demo::Wish& wish, Told& told) {
  demo::Story story(wish, stage_with(told.state));
  demo::Step step;
  while (story.next(step)) {
    const Stamp stamp{step.at, step.actor, step.id};
    auto decision = decide_command(told.state, step.command, stamp);
    told.refused += decision ? 0 : 1;
    told.in_order = told.in_order && told.last <= step.at;
    told.last = step.at;
    if (decision)
      for (const Event& event : decision->events) apply_event(told.state, event, stamp);
  }
}

TEST(Demo, TheSameSeedTellsTheSameStory) {
  const Instant now{1'790'000'000'000};
  Told once, again, other;
  tell({150, 300, 7, now}, once);
  tell({150, 300, 7, now}, again);
  tell({150, 300, 8, now}, other);
  EXPECT_EQ(digest(once.state), digest(again.state));
  EXPECT_NE(digest(once.state), digest(other.state));
  EXPECT_EQ(once.state.conversation_count, 151u);
  EXPECT_EQ(once.refused + other.refused, 0u) << "the engine refuses nothing of it";
  EXPECT_TRUE(once.in_order);
  EXPECT_LT(once.last, now) << "all of it lies in the past";
  EXPECT_STREQ(broken_invariant(once.state), nullptr);
}

TEST(Demo, ItHoldsWhatAnInboxHolds) {
  Told told;
  tell({400, 500, 1, Instant{1'790'000'000'000}}, told);
  std::uint32_t whatsapp = 0, resolved = 0, assigned = 0, longest = 0;
  told.state.conversations.for_each([&](const auto&, const Conversation& one) {
    whatsapp += one.channel == Channel::whatsapp ? 1 : 0;
    resolved += one.status == WorkStatus::resolved ? 1 : 0;
    assigned += one.assignee ? 1 : 0;
    longest = std::max(longest, one.messages);
  });
  EXPECT_EQ(longest, 500u);
  for (std::uint32_t some : {whatsapp, resolved, assigned}) {
    EXPECT_GT(some, 40u);
    EXPECT_LT(some, 400u);
  }
  EXPECT_GT(told.state.calls.size_here(), 0u);
}

TEST(Demo, TheCommandFillsAnEmptyTenantAndAsksBeforeItAddsToAFullOne) {
  LivingRelay relay;
  const auto say = [&](std::vector<std::string> words) { return app::run_command(*relay.house, {std::move(words), {}}); };
  EXPECT_EQ(say({"demo", "--conversations", "many"}).text, "--conversations must be a whole number up to 1000000.\n");
  const auto written = say({"demo", "--conversations", "60", "--thread-messages", "90", "--seed", "3"});
  ASSERT_TRUE(written.ok) << written.text;
  EXPECT_EQ(written.text.substr(0, 26), "Written: 61 conversations,");
  EXPECT_TRUE(say({"check"}).ok) << say({"check"}).text;
  EXPECT_EQ(say({"demo"}).text, "There are conversations already. Say --add to put the demo's beside them.\n");
  const auto added = say({"demo", "--add", "--conversations", "5", "--seed", "4"});
  ASSERT_TRUE(added.ok) << added.text;
  EXPECT_TRUE(say({"check"}).ok);
  EXPECT_FALSE(say({"demo", "--tenant", "nobody"}).ok);
}

}  // namespace
}  // namespace tributary::test
