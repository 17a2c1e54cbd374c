#include "core/view/inbox_index.h"

#include <map>
#include <set>

#include "core/engine/replica.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Dice {
  std::uint64_t state = 1;
  std::uint64_t roll(std::uint64_t sides) { return ((state = state * 6364136223846793005ull + 1442695040888963407ull) >> 33) % sides; }
};

bool same(const ListRow& a, const ListRow& b) {
  return a.conversation == b.conversation && a.contact == b.contact && a.channel == b.channel && a.last_activity == b.last_activity &&
         a.last_message == b.last_message && a.last_direction == b.last_direction && a.unread == b.unread && a.status == b.status && a.assignee == b.assignee;
}

// The slow way says the same, for every view, row by row and in sum.
void expect_in_step(const State& state, const InboxIndex& index, const char* when) {
  const InboxCounts counts = inbox_counts(state, index.viewer());
  const std::map<InboxView, std::uint32_t> open{{InboxView::mine, counts.mine}, {InboxView::unassigned, counts.unassigned}, {InboxView::all, counts.all}};
  for (const auto& [which, wanted] : open) {
    const std::size_t view = InboxIndex::view(which);
    const std::vector<ListRow> rows = inbox_list(state, index.viewer(), which);
    std::uint32_t unread = 0;
    ASSERT_EQ(index.totals(view).rows, rows.size()) << when;
    ASSERT_EQ(index.totals(view).open, wanted) << when;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      unread += rows[i].unread;
      ASSERT_TRUE(same(index.row(state, view, i), rows[i])) << when << ", row " << i;
      ASSERT_EQ(index.position(view, rows[i].conversation), i) << when;
    }
    ASSERT_EQ(index.totals(view).unread, unread) << when;
  }
}

// Every conversation is found by its thread, and nothing else is.
void expect_by_thread(const State& state, const InboxIndex& index, const char* when) {
  std::map<ThreadId, std::set<ConversationId>> wanted;
  state.conversations.for_each([&](ConversationId id, const Conversation& c) { wanted[c.thread].insert(id); });
  state.threads.for_each([&](ThreadId id, const Thread&) {
    const std::vector<ConversationId> found = index.of_thread(id);
    ASSERT_EQ(std::set<ConversationId>(found.begin(), found.end()), wanted[id]) << when;
    ASSERT_EQ(found.size(), wanted[id].size()) << when;
  });
}

// A replica beside a relay's desk, as a browser hosts them; `index` follows the replica alone.
struct Browser {
  Desk desk;
  Replica replica;
  InboxIndex index;
  Dice dice;
  std::size_t heard = 0;
  std::uint64_t next = 1;

  explicit Browser(std::uint64_t seed) : dice{seed} { index.reset(Desk::anna); }
  void follow() {
    const auto touched = replica.take_touched();
    index.touch(replica.visible(), touched.conversations);
  }
  void hear_some() {
    for (std::size_t lines = 1 + dice.roll(6); lines > 0 && heard < desk.log.size(); --lines) {
      const Line& line = desk.log[heard++];
      replica.settle(line.stamp.cause);
      replica.receive(line);
    }
    replica.rebase();
    follow();
  }
  ConversationId any() {
    std::vector<ConversationId> ids;
    desk.state.conversations.for_each([&](ConversationId id, const Conversation&) { ids.push_back(id); });
    return ids.empty() ? ConversationId{} : ids[dice.roll(ids.size())];
  }
  template <class Id, class Rows>
  Id one_of(const Rows& rows) {
    std::vector<Id> ids;
    rows.for_each([&](Id id, const auto&) { ids.push_back(id); });
    return ids.empty() ? Id{} : ids[dice.roll(ids.size())];
  }
  TagId tag() { return one_of<TagId>(desk.state.tags); }
  TeamId team() { return one_of<TeamId>(desk.state.teams); }
  ContactId contact() { return one_of<ContactId>(desk.state.contacts); }
  Command wish() {
    switch (dice.roll(14)) {
      case 0: return Resolve{any()};
      case 1: return Reopen{any()};
      case 2: return Assign{any(), dice.roll(3) == 0 ? AgentId{} : dice.roll(2) ? Desk::anna : Desk::ben};
      case 3: return MarkRead{any(), static_cast<std::uint32_t>(dice.roll(4))};
      case 4: return Snooze{any(), desk.now + static_cast<std::int64_t>(1 + dice.roll(5)) * 1000};
      case 5: return CreateTag{"Tag " + std::to_string(next), "", 0x336699};
      case 6: return TagConversation{any(), tag()};
      case 7: return UntagConversation{any(), tag()};
      case 8: return ConfigureTeam{{}, "Team " + std::to_string(next), {Desk::ben}};
      case 9: return Assign{any(), {}, team()};
      case 10: return MergeContacts{contact(), contact()};
      case 11: return UnmergeContact{contact()};
      case 12: return ChangeMany{{any(), any(), any()}, Resolve{}};
      default: return SendReply{any(), {}, "hello"};
    }
  }
  void customer_writes() {
    ReceiveMessage message = desk.text(dice.roll(2) ? Channel::sms : Channel::whatsapp);
    message.from.front().id = IdentityId{7, 1 + dice.roll(40)};
    (void)desk.ask(message);
  }
  // Some of what was predicted is refused later, some confirmed, some told twice.
  void agent_predicts() {
    const CommandId id{12, next++};
    const Command command = wish();
    const auto mine = replica.ask(id, command, Stamp{desk.now, Desk::as(Desk::anna), id});
    if (mine && mine->events.empty()) replica.settle(id);
    replica.rebase();
    follow();
    if (mine && dice.roll(3) == 0) replica.settle(id);  // refused by the relay: the next rebase takes it back
    else if (mine) (void)desk.ask(command, Desk::as(Desk::anna));
    if (mine && dice.roll(2)) replica.settle(id);
  }
};

}  // namespace

TEST(Order, FindsPositionsLikeASortedVector) {
  Dice dice{5};
  Order order;
  std::set<std::pair<std::int64_t, std::uint64_t>> model;
  for (int step = 0; step < 6000; ++step) {
    const Order::Entry entry{static_cast<std::int64_t>(dice.roll(900)), ConversationId{1, dice.roll(3)}};
    if (dice.roll(3) != 0) EXPECT_EQ(order.insert(entry), model.insert({entry.rank, entry.id.low}).second);
    else EXPECT_EQ(order.erase(entry), model.erase({entry.rank, entry.id.low}) == 1);
    ASSERT_EQ(order.size(), model.size());
    if (step % 500 != 0) continue;
    std::size_t at = 0;
    for (const auto& [rank, low] : model) {
      ASSERT_EQ(order.at(at).rank, rank);
      ASSERT_EQ(order.at(at).id.low, low);
      ASSERT_EQ(order.position(order.at(at)), at);
      ++at;
    }
  }
}

TEST(InboxIndex, SaysAtEveryStepWhatTheListBuiltAnewWouldSay) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Browser browser(seed);
    for (int step = 0; step < 250; ++step) {
      browser.desk.now.ms += static_cast<std::int64_t>(browser.dice.roll(3)) * 1000;  // several things in one millisecond too
      if (browser.dice.roll(4) == 0) (void)browser.desk.ask(Wake{});  // snoozes end, sessions too
      switch (browser.dice.roll(4)) {
        case 0: browser.customer_writes(); break;
        case 1: (void)browser.desk.ask(browser.wish(), Desk::as(Desk::ben)); break;
        case 2: browser.agent_predicts(); break;
        default: browser.hear_some(); break;
      }
      expect_in_step(browser.replica.visible(), browser.index, "after a step");
      expect_by_thread(browser.replica.visible(), browser.index, "after a step");
      if (HasFatalFailure()) FAIL() << "seed " << seed << " step " << step;
    }
  }
}

TEST(InboxIndex, PlacesOnlyWhatAChangeTouched) {
  Browser browser(3);
  for (int n = 0; n < 60; ++n) {
    browser.customer_writes();
    browser.desk.now.ms += 1000;
  }
  while (browser.heard < browser.desk.log.size()) browser.hear_some();
  const std::uint64_t before = browser.index.placed();
  const std::size_t lines = browser.desk.log.size();
  browser.customer_writes();
  while (browser.heard < browser.desk.log.size()) browser.hear_some();
  EXPECT_LE(browser.index.placed() - before, browser.desk.log.size() - lines);
  EXPECT_GT(browser.index.totals(InboxIndex::view(InboxView::all)).rows, 12u);
}

TEST(InboxIndex, FillsAViewOfOnesOwnBitByBitAndKeepsIt) {
  Browser browser(9);
  for (int n = 0; n < 80; ++n) browser.customer_writes();
  while (browser.heard < browser.desk.log.size()) browser.hear_some();
  const auto on_sms = [](const InboxIndex::Facts& facts) { return facts.conversation.channel == Channel::sms; };
  const auto oldest = [](const InboxIndex::Facts& facts) { return facts.conversation.last_activity.ms; };
  const std::size_t view = browser.index.watch({on_sms, oldest});
  const auto wanted = [&] {
    std::set<std::pair<std::int64_t, ConversationId>> rows;
    browser.replica.visible().conversations.for_each([&](ConversationId id, const Conversation& one) {
      if (one.channel == Channel::sms) rows.insert({one.last_activity.ms, id});
    });
    return rows;
  };
  int rounds = 0;
  while (!browser.index.fill(browser.replica.visible(), 4)) {
    ++rounds;
    browser.desk.now.ms += 1000;
    browser.customer_writes();  // the list changes while it is being filled
    browser.hear_some();
  }
  EXPECT_GT(rounds, 3);
  for (int n = 0; n < 20; ++n) {
    browser.customer_writes();
    browser.hear_some();
    std::size_t at = 0;
    ASSERT_EQ(browser.index.totals(view).rows, wanted().size());
    for (const auto& [rank, id] : wanted()) EXPECT_EQ(browser.index.id_at(view, at++), id);
  }
  browser.index.forget(view);
  browser.customer_writes();
  while (browser.heard < browser.desk.log.size()) browser.hear_some();
  expect_in_step(browser.replica.visible(), browser.index, "after the view was let go");
  EXPECT_EQ(browser.index.watch({on_sms, oldest}), view) << "its place is free again";
}
