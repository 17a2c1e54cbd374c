#include <gtest/gtest.h>

#include "core/sync/presence_board.h"

using namespace tributary;

namespace {

constexpr AgentId anna{4, 1}, ben{4, 2};
constexpr ConversationId here{3, 1}, there{3, 2};

struct Presences : testing::Test {
  PresenceBoard board;
  Instant now{1'790'000'000'000};
  bool look(PresenceBoard::Socket socket, AgentId agent, ConversationId where, bool typing = false) {
    return board.update(socket, agent, wire::PresenceUpdate{where, true, typing}, now);
  }
  std::size_t looking() const { return board.frame().looking.size(); }
  std::size_t typing() const { return board.frame().typing.size(); }
};

}  // namespace

TEST_F(Presences, LookingLastsThirtySecondsAndWritingFive) {
  EXPECT_TRUE(look(1, anna, here, true));
  now = now + 4'999;
  EXPECT_FALSE(board.expire(now));
  now = now + 1;
  EXPECT_TRUE(board.expire(now));
  EXPECT_EQ(typing(), 0u);
  EXPECT_EQ(looking(), 1u);
  now = now + 25'000;
  EXPECT_TRUE(board.expire(now));
  EXPECT_EQ(looking(), 0u);
  EXPECT_FALSE(board.next_expiry());
}

TEST_F(Presences, SayingItAgainKeepsItAndTellsNobodyAnew) {
  look(1, anna, here);
  now = now + 20'000;
  EXPECT_FALSE(look(1, anna, here));
  now = now + 20'000;
  EXPECT_FALSE(board.expire(now));
  EXPECT_TRUE(look(1, anna, there));
  EXPECT_EQ(looking(), 1u);
}

TEST_F(Presences, EndWithTheSocketButNotWhileAnotherTabIsThere) {
  look(1, anna, here);
  EXPECT_FALSE(look(2, anna, here));
  look(3, ben, here, true);
  EXPECT_EQ(looking(), 2u);
  EXPECT_FALSE(board.leave(1, now));
  EXPECT_TRUE(board.leave(2, now));
  EXPECT_TRUE(board.leave(3, now));
  EXPECT_EQ(looking() + typing(), 0u);
  EXPECT_FALSE(board.leave(9, now));
}

TEST_F(Presences, LookingAwayEndsIt) {
  look(1, anna, here);
  EXPECT_TRUE(board.update(1, anna, wire::PresenceUpdate{here, false, false}, now));
  EXPECT_EQ(looking(), 0u);
}
