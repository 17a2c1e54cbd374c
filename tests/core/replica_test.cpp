#include "core/engine/replica.h"

#include <map>

#include "tests/core/desk.h"

using namespace tributary;

TEST(Table, AnOverlayReadsLikeAMapThatWasCopied) {
  std::uint64_t dice = 7;
  const auto roll = [&](std::uint64_t sides) { return (dice = dice * 6364136223846793005ull + 1442695040888963407ull) >> 33 ? (dice >> 33) % sides : 0; };
  for (int round = 0; round < 50; ++round) {
    Table<int, int> below, above;
    std::map<int, int> model;
    for (int i = 0; i < 20; ++i) {
      const int key = static_cast<int>(roll(30));
      below.edit(key) = i;
      model[key] = i;
    }
    above.lie_over(&below);
    for (int i = 0; i < 60; ++i) {
      const int key = static_cast<int>(roll(30));
      if (roll(3) == 0) { above.erase(key); model.erase(key); }
      else { above.edit(key) += 5; model[key] += 5; }
    }
    std::vector<std::pair<int, int>> seen, from;
    above.for_each([&](int key, int value) { seen.emplace_back(key, value); });
    EXPECT_EQ(seen, (std::vector<std::pair<int, int>>(model.begin(), model.end())));
    const int start = 15;
    above.visit([&](int key, int value) { from.emplace_back(key, value); return from.size() < 3; }, &start);
    std::vector<std::pair<int, int>> wanted;
    for (auto it = model.lower_bound(start); it != model.end() && wanted.size() < 3; ++it) wanted.emplace_back(*it);
    EXPECT_EQ(from, wanted);
    for (int key = 0; key < 30; ++key) EXPECT_EQ(above.find(key) ? *above.find(key) : -1, model.count(key) ? model[key] : -1);
    above.sink_into(below);
    seen.clear();
    below.for_each([&](int key, int value) { seen.emplace_back(key, value); });
    EXPECT_EQ(seen, (std::vector<std::pair<int, int>>(model.begin(), model.end()))) << "sunk, the table below shows the same";
    EXPECT_TRUE(above.own().empty());
  }
}

namespace {

struct Pair {
  Desk desk;
  Replica replica;
  Pair() { desk.hear(); sync(); }
  void sync() {
    for (const Line& line : desk.log) replica.receive(line);
    replica.rebase();
  }
  Stamp stamp(std::uint64_t id) const { return {desk.now, Desk::as(Desk::anna), CommandId{11, id}}; }
  const Conversation& seen() const { return *replica.visible().conversations.find(desk.conversation().id); }
};

}  // namespace

TEST(Replica, ShowsAPredictionAtOnceAndKeepsTheConfirmedStateClean) {
  Pair pair;
  ASSERT_TRUE(pair.replica.ask({11, 1}, pair.desk.reply(), pair.stamp(1)).has_value());
  EXPECT_EQ(pair.seen().messages, 2u);
  EXPECT_EQ(digest(pair.replica.confirmed()), digest(pair.desk.state));
  EXPECT_EQ(pair.replica.predicted().size(), 2u);
}

TEST(Replica, APredictionThatIsConfirmedIsNotSeenTwice) {
  Pair pair;
  const SendReply reply = pair.desk.reply();
  ASSERT_TRUE(pair.replica.ask({11, 1}, reply, pair.stamp(1)).has_value());
  const Decision decided = decide_command(pair.desk.state, reply, pair.stamp(1));
  for (const Event& event : decided->events) {
    apply_event(pair.desk.state, event, pair.stamp(1));
    pair.desk.log.push_back(Line{pair.desk.log.size() + 1, pair.stamp(1), event});
  }
  pair.sync();
  EXPECT_EQ(pair.seen().messages, 2u);
  pair.replica.settle({11, 1});
  pair.replica.rebase();
  EXPECT_EQ(digest(pair.replica.visible()), digest(pair.desk.state));
}

TEST(Replica, WhatBecomesImpossibleVanishesFromViewButStaysPending) {
  Pair pair;
  ASSERT_TRUE(pair.replica.ask({11, 1}, Resolve{pair.desk.conversation().id}, pair.stamp(1)).has_value());
  pair.desk.run(Resolve{pair.desk.conversation().id}, Desk::as(Desk::ben));
  pair.sync();
  EXPECT_EQ(pair.replica.pending().size(), 1u);
  EXPECT_TRUE(pair.replica.predicted().empty());
}

TEST(Replica, ARefusedWishLeavesNothingBehind) {
  Pair pair;
  EXPECT_FALSE(pair.replica.ask({11, 1}, Reopen{pair.desk.conversation().id}, pair.stamp(1)).has_value());
  EXPECT_TRUE(pair.replica.pending().empty());
  EXPECT_EQ(digest(pair.replica.visible()), digest(pair.desk.state));
}

TEST(Replica, NoticesAGapAndForgivesAnEcho) {
  Pair pair;
  Line line = pair.desk.log.back();
  EXPECT_TRUE(pair.replica.receive(line));
  line.seq += 2;
  EXPECT_FALSE(pair.replica.receive(line));
}
