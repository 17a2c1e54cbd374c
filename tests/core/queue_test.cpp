// Where a customer's conversation waits while nobody has it.
#include "core/inbox/queue.h"

#include "core/inbox/team.h"
#include "core/view/inbox_list.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Queue : testing::Test {
  Desk desk;
  TeamId returns, sales;
  Queue() {
    returns = make("Returns");
    sales = make("Sales");
  }
  TeamId make(std::string name) {
    desk.run(ConfigureTeam{{}, std::move(name), {}});
    return std::get<TeamConfigured>(desk.last.front()).team;
  }
  void hear(TeamId queue) {
    ReceiveMessage message = desk.text();
    message.queue = queue;
    desk.run(message);
  }
  void ring(CallStatus status, std::int32_t sequence, TeamId queue, Direction direction = Direction::in) {
    RecordCall call = desk.call(status, sequence);
    call.queue = queue;
    call.direction = direction;
    desk.run(call);
  }
  void does(const Command& command) { desk.run(command, Desk::as(Desk::anna)); }
  TeamId team() { return team_of(desk.state, desk.conversation()); }
  bool waits_for_anybody() { return shown_in(InboxView::unassigned, desk.conversation(), Desk::ben); }
};

}  // namespace

TEST_F(Queue, C45_TakesAConversationThatACustomerBeginsAndLeavesItToAnybody) {
  hear(returns);
  EXPECT_EQ(team(), returns);
  EXPECT_FALSE(desk.conversation().assignee);
  EXPECT_TRUE(waits_for_anybody());
  ASSERT_GE(desk.last.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<AssignedToTeam>(desk.last[desk.last.size() - 2])) << "told before the message, which is what a notice should end with";
  EXPECT_TRUE(std::holds_alternative<MessageReceived>(desk.last.back()));
}

TEST_F(Queue, C45_IsKeptWhenTheFirstReplyClaims) {
  hear(returns);
  desk.answer(Desk::ben);
  EXPECT_EQ(desk.conversation().assignee, Desk::ben);
  EXPECT_EQ(team(), returns);
}

TEST_F(Queue, C45_NothingIsSaidWhereNoneIsNamed) {
  hear({});
  EXPECT_FALSE(team());
  EXPECT_EQ(desk.happened<AssignedToTeam>(), 0u);
}

TEST_F(Queue, C45_AConversationThatGoesOnStaysWherePeopleLeftIt) {
  hear(returns);
  does(Assign{desk.conversation().id, {}, {}});
  hear(returns);
  EXPECT_FALSE(team());
}

TEST_F(Queue, C45_AReopenedOneGoesThereOnlyWhenNobodyHasIt) {
  hear({});
  does(Resolve{desk.conversation().id});
  hear(returns);
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_EQ(team(), returns);

  does(Assign{desk.conversation().id, {}, sales});
  does(Resolve{desk.conversation().id});
  hear(returns);
  EXPECT_EQ(team(), sales) << "another team has it";

  does(Assign{desk.conversation().id, {}, {}});
  does(Assign{desk.conversation().id, Desk::anna, {}});
  does(Resolve{desk.conversation().id});
  hear(returns);
  EXPECT_EQ(desk.conversation().assignee, Desk::anna);
  EXPECT_FALSE(team());
}

TEST_F(Queue, C45_WhoWasRemovedDoesNotKeepAConversationFromIt) {
  hear({});
  does(Assign{desk.conversation().id, Desk::ben, {}});
  does(Resolve{desk.conversation().id});
  desk.run(ConfigureAgent{{Desk::ben, Role::agent, false}, "Ben"});
  hear(returns);
  EXPECT_EQ(team(), returns);
}

TEST_F(Queue, C45_AnArchivedTeamOrNoneRefusesNoMessage) {
  desk.run(ArchiveTeam{returns});
  hear(returns);
  EXPECT_EQ(desk.conversation().inbound, 1u);
  EXPECT_FALSE(team());
  does(Resolve{desk.conversation().id});
  hear(TeamId{1, 99});
  EXPECT_EQ(desk.conversation().inbound, 2u);
  EXPECT_FALSE(team());
}

TEST_F(Queue, C45_ACallOfOursBeginsNothingForIt) {
  ring(CallStatus::ringing, 0, returns, Direction::out);
  EXPECT_FALSE(team());
}

TEST_F(Queue, C45_AMissedCallReopensIntoItAndLaterWordsOfTheCallChangeNothing) {
  ring(CallStatus::ringing, 0, sales);
  EXPECT_EQ(team(), sales);
  does(Assign{desk.conversation().id, {}, {}});
  ring(CallStatus::in_progress, 1, sales);
  EXPECT_FALSE(team());
  does(Resolve{desk.conversation().id});
  ring(CallStatus::no_answer, 2, sales);
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_EQ(team(), sales);
}
