#include "core/view/list_filter.h"

#include "core/inbox/read_marker.h"
#include "core/inbox/tag.h"
#include "core/inbox/team.h"
#include "core/view/inbox_index.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

// Four people have written, one after the other.
struct Lists : testing::Test {
  Desk desk;
  std::vector<ConversationId> who;

  Lists() {
    for (std::uint64_t one = 1; one <= 4; ++one) {
      ReceiveMessage message = desk.text(one == 4 ? Channel::whatsapp : Channel::sms);
      message.from = {{IdentityKind::phone, IdentityId{50, one}, "+1555020010" + std::to_string(one)}};
      desk.run(message);
      desk.pass(1000);
      desk.state.conversations.for_each([&](const ConversationId& id, const Conversation& c) {
        if (c.identity == IdentityId{50, one}) who.push_back(id);
      });
    }
  }
  std::vector<ConversationId> shown(InboxView view, std::string_view filter) {
    InboxIndex index;
    index.reset(Desk::anna);
    const ListFilter wanted = parse_filter(filter);
    const std::size_t lens = index.watch({[view, wanted](const InboxIndex::Facts& f) { return passes(f.state, view, wanted, f.conversation, f.viewer); },
                                          [sort = wanted.sort](const InboxIndex::Facts& f) { return rank_of(sort, f.conversation, f.unread); }});
    index.touch(desk.state, who);
    while (!index.fill(desk.state, 1)) {}
    std::vector<ConversationId> ids;
    for (std::size_t i = 0; i < index.totals(lens).rows; ++i) ids.push_back(index.id_at(lens, i));
    return ids;
  }
  void does(const Command& command) { desk.run(command, Desk::as(Desk::anna)); }
  using Ids = std::vector<ConversationId>;
};

}  // namespace

TEST_F(Lists, D14_D15_D16_ShowOfEachKindAnyAndOfAllKindsTogether) {
  does(CreateTag{"VIP", "", 0x336699});
  const TagId vip = std::get<TagCreated>(desk.last.front()).tag;
  does(TagConversation{who[0], vip});
  does(TagConversation{who[3], vip});
  does(Resolve{who[1]});
  ListFilter filter;
  filter.tags = {vip};
  EXPECT_EQ(shown(InboxView::all, filter_text(filter)), (Ids{who[3], who[0]}));
  filter.channels = {Channel::whatsapp, Channel::voice};
  EXPECT_EQ(shown(InboxView::all, filter_text(filter)), Ids{who[3]});
  EXPECT_EQ(shown(InboxView::all, "status=resolved"), Ids{who[1]});
  EXPECT_EQ(shown(InboxView::all, "status=resolved,open"), (Ids{who[3], who[2], who[0], who[1]}));
  EXPECT_TRUE(shown(InboxView::all, "status=pending").empty());
  ListFilter account;
  account.accounts = {Desk::account};
  EXPECT_EQ(shown(InboxView::all, filter_text(account)).size(), 4u);
  account.accounts = {AccountId{1, 99}};
  EXPECT_TRUE(shown(InboxView::all, filter_text(account)).empty());
}

TEST_F(Lists, D81_ADeletedTagStillFilters) {
  does(CreateTag{"Old", "", 0});
  const TagId old = std::get<TagCreated>(desk.last.front()).tag;
  does(TagConversation{who[2], old});
  does(ArchiveTag{old});
  ListFilter filter;
  filter.tags = {old};
  EXPECT_EQ(shown(InboxView::all, filter_text(filter)), Ids{who[2]});
}

TEST_F(Lists, D28_ShowWhoseTheyAreAPersonsATeamsOrNobodys) {
  does(ConfigureTeam{{}, "Returns", {Desk::ben}});
  const TeamId returns = std::get<TeamConfigured>(desk.last.front()).team;
  does(Assign{who[0], Desk::ben});
  does(Assign{who[1], {}, returns});
  does(Assign{who[2], Desk::anna});
  ListFilter filter;
  filter.assignees = {AgentId{}};
  EXPECT_EQ(shown(InboxView::all, filter_text(filter)), (Ids{who[3], who[1]}));
  filter.assignees = {Desk::ben};
  filter.teams = {returns};
  EXPECT_EQ(shown(InboxView::all, filter_text(filter)), (Ids{who[1], who[0]}));
  EXPECT_EQ(shown(InboxView::mine, {}), Ids{who[2]});
}

TEST_F(Lists, D35_D38_WhatSleepsOrIsDoneWaitsOutsideMineAndUnassignedUntilAskedFor) {
  does(Snooze{who[0], desk.now + 3'600'000});
  does(Resolve{who[1]});
  EXPECT_EQ(shown(InboxView::unassigned, {}), (Ids{who[3], who[2]}));
  EXPECT_EQ(shown(InboxView::all, {}), (Ids{who[3], who[2], who[0], who[1]})) << "asleep below, done below that";
  EXPECT_EQ(shown(InboxView::unassigned, "status=snoozed"), Ids{who[0]});
  EXPECT_EQ(inbox_counts(desk.state, Desk::anna).unassigned, 2u);
  desk.pass(3'600'000);
  desk.run(Wake{}, Actor{ActorKind::timer, {}});
  EXPECT_EQ(shown(InboxView::unassigned, {}), (Ids{who[3], who[2], who[0]}));
}

TEST_F(Lists, StandInTheOrderThatIsAskedFor) {
  does(MarkRead{who[3], 1});
  EXPECT_EQ(shown(InboxView::all, "sort=oldest"), (Ids{who[0], who[1], who[2], who[3]}));
  EXPECT_EQ(shown(InboxView::all, "sort=unread"), (Ids{who[2], who[1], who[0], who[3]}));
  does(SendReply{who[0], {}, "on it"});
  EXPECT_EQ(shown(InboxView::all, "sort=waiting"), (Ids{who[1], who[2], who[3], who[0]})) << "who has been answered waits no longer";
}

TEST(ListFilters, ComeBackFromTheAddressAsTheyWentIn) {
  ListFilter filter;
  filter.statuses = {WorkStatus::open, WorkStatus::snoozed};
  filter.channels = {Channel::whatsapp};
  filter.accounts = {AccountId{1, 2}};
  filter.tags = {TagId{3, 4}, TagId{5, 6}};
  filter.assignees = {AgentId{}, AgentId{7, 8}};
  filter.teams = {TeamId{9, 10}};
  filter.sort = ListSort::waiting;
  EXPECT_EQ(parse_filter(filter_text(filter)), filter);
  EXPECT_EQ(filter_text(ListFilter{}), "");
  EXPECT_EQ(filter_text(parse_filter("status=open&channel=sms&assignee=none&sort=oldest")), "status=open&channel=sms&assignee=none&sort=oldest");
}

TEST(ListFilters, LeaveOutWhatNobodyUnderstands) {
  for (const char* text : {"", "&&&", "=", "status", "status=", "status=,", "status=closed", "tag=tag_x", "sort=best", "who=me", "assignee=agt_"})
    EXPECT_TRUE(parse_filter(text).plain()) << text;
  EXPECT_EQ(filter_text(parse_filter("status=open,nonsense,open&x=1")), "status=open");
  std::string many = "assignee=";
  for (std::uint64_t i = 0; i < 5'000; ++i) many += "none,none,";
  EXPECT_EQ(parse_filter(many).assignees.size(), 1u);
}

TEST_F(Lists, ReadingCanBeTakenBackAndOnlyWhenItIsMeant) {
  does(MarkRead{who[0], 1});
  const auto left = [&] { return unread(desk.state, Desk::anna, *desk.state.conversations.find(who[0])); };
  EXPECT_EQ(left(), 0u);
  does(MarkRead{who[0], 0});
  EXPECT_EQ(left(), 0u) << "an old word of having read less changes nothing";
  does(MarkRead{who[0], 0, 1});
  EXPECT_EQ(left(), 1u);
  does(MarkRead{who[0], 0, 1});
  EXPECT_TRUE(desk.last.empty());
  does(MarkRead{who[0], 0, 99});
  EXPECT_EQ(left(), 1u) << "no more than there are";
}
