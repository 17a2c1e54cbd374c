#include "core/inbox/team.h"

#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Teams : testing::Test {
  Desk desk;
  TeamId returns, sales;
  Teams() {
    desk.hear();
    returns = make("Returns", {Desk::anna});
    sales = make("Sales", {Desk::ben});
  }
  TeamId make(std::string name, std::vector<AgentId> members) {
    desk.run(ConfigureTeam{{}, std::move(name), std::move(members)});
    return std::get<TeamConfigured>(desk.last.front()).team;
  }
  void assign(AgentId to, TeamId team) { desk.run(Assign{desk.conversation().id, to, team}, Desk::as(Desk::ben)); }
  TeamId team() { return team_of(desk.state, desk.conversation()); }
};

}  // namespace

TEST_F(Teams, D28_TakeAConversationWithoutAPerson) {
  assign(Desk::ben, {});
  assign({}, returns);
  EXPECT_EQ(team(), returns);
  EXPECT_FALSE(desk.conversation().assignee);
}

TEST_F(Teams, KeepAnAssigneeWhoIsOneOfThemAndFollowAPersonWhoIsNot) {
  assign(Desk::anna, {});
  assign({}, returns);
  EXPECT_EQ(desk.conversation().assignee, Desk::anna);
  assign(Desk::ben, {});
  EXPECT_FALSE(team());
  assign(Desk::ben, returns);
  EXPECT_EQ(team(), returns);
  EXPECT_EQ(desk.conversation().assignee, Desk::ben);
  assign({}, {});
  EXPECT_FALSE(team());
  EXPECT_FALSE(desk.conversation().assignee);
}

TEST_F(Teams, LetGoOfAnAssigneeWhoIsNoLongerActive) {
  assign(Desk::anna, returns);
  desk.run(ConfigureAgent{{Desk::anna, Role::agent, false}, "Anna"});
  EXPECT_EQ(desk.conversation().assignee, Desk::anna) << "by itself it changes nothing";
  assign({}, returns);
  EXPECT_FALSE(desk.conversation().assignee);
  EXPECT_EQ(team(), returns);
}

TEST_F(Teams, StayWhenTheFirstReplyClaims) {
  assign({}, returns);
  desk.answer(Desk::anna);
  EXPECT_EQ(desk.conversation().assignee, Desk::anna);
  EXPECT_EQ(team(), returns);
}

TEST_F(Teams, AreRenamedAndChangeMembersAndRefuseStrangers) {
  desk.run(ConfigureTeam{returns, "Refunds", {Desk::ben, Desk::anna, Desk::ben}});
  EXPECT_EQ(desk.state.teams.find(returns)->members.size(), 2u);
  EXPECT_EQ(desk.refused(ConfigureTeam{returns, "sales", {}}), Refusal::name_taken);
  EXPECT_EQ(desk.refused(ConfigureTeam{returns, "Refunds", {AgentId{4, 9}}}), Refusal::unknown_agent);
  EXPECT_EQ(desk.refused(ConfigureTeam{TeamId{1, 1}, "Ghosts", {}}), Refusal::unknown_team);
}

TEST_F(Teams, TakeNothingNewOnceArchived) {
  assign({}, returns);
  desk.run(ArchiveTeam{returns});
  EXPECT_EQ(team(), returns);
  assign({}, {});
  EXPECT_EQ(desk.refused(Assign{desk.conversation().id, {}, returns}, Desk::as(Desk::ben)), Refusal::unknown_team);
  EXPECT_EQ(desk.refused(Assign{desk.conversation().id, {}, {}}, Desk::as(Desk::ben)), Refusal::already_assigned);
}
