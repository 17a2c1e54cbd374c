#include "core/base/id_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <set>

namespace tributary {
namespace {

constexpr std::uint64_t all_ones = ~std::uint64_t{0};

TEST(IdText, SaysPrefixUnderscoreAndTwentySixCharacters) {
  EXPECT_EQ(to_text(MessageId{}), "msg_00000000000000000000000000");
  EXPECT_EQ(to_text(ConversationId{0, 31}), "cnv_0000000000000000000000000z");
  EXPECT_EQ(to_text(ContactId{all_ones, all_ones}), "ctc_7zzzzzzzzzzzzzzzzzzzzzzzzz");
}

TEST(IdText, ComesBackAsTheSameId) {
  for (std::uint64_t salt = 0; salt < 1000; ++salt) {
    const auto id = derive<MessageId>(CommandId{salt, 7}, "round trip", salt);
    EXPECT_EQ(parse_id<MessageTag>(to_text(id)), id);
  }
}

TEST(IdText, EveryBitStandsInItsOwnLetter) {
  for (int bit = 0; bit < 128; ++bit) {
    const MessageId id = bit < 64 ? MessageId{0, std::uint64_t{1} << bit} : MessageId{std::uint64_t{1} << (bit - 64), 0};
    std::string expected(26, '0');
    expected[static_cast<std::size_t>(25 - bit / 5)] = "1248g"[bit % 5];
    EXPECT_EQ(to_text(id), "msg_" + expected) << bit;
    EXPECT_EQ(parse_id<MessageTag>(to_text(id)), id) << bit;
  }
}

TEST(IdText, OneIdHasOneTextSoLooseSpellingsAreNotRead) {
  const std::string good = to_text(MessageId{1, 2});
  ASSERT_TRUE(parse_id<MessageTag>(good));
  EXPECT_FALSE(parse_id<ConversationTag>(good));                           // another kind
  EXPECT_FALSE(parse_id<MessageTag>(""));
  EXPECT_FALSE(parse_id<MessageTag>(good.substr(0, 29)));                  // too short
  EXPECT_FALSE(parse_id<MessageTag>(good + "0"));                          // too long
  EXPECT_FALSE(parse_id<MessageTag>("MSG_00000000000000000000000001"));
  EXPECT_FALSE(parse_id<MessageTag>("msg_0000000000000000000000000Z"));    // upper case
  EXPECT_FALSE(parse_id<MessageTag>("msg_0000000000000000000000000l"));    // not in the alphabet
  EXPECT_FALSE(parse_id<MessageTag>("msg_80000000000000000000000000"));    // 129 bits
  EXPECT_FALSE(parse_id<MessageTag>("msg-00000000000000000000000000"));
}

TEST(IdText, DerivedIdsAreTheSameEverywhereAndForEver) {
  const CommandId cause{0x0123456789abcdefull, 0xfedcba9876543210ull};
  EXPECT_EQ(to_text(derive<ConversationId>(cause, "conversation")), "cnv_1npf4rezngbg3xqw7hw9tkmxy9");
}

TEST(IdText, DerivedIdsDifferByCausePurposeAndSalt) {
  std::set<ConversationId> seen;
  for (std::uint64_t i = 0; i < 100; ++i)
    for (std::uint64_t salt = 0; salt < 100; ++salt) {
      seen.insert(derive<ConversationId>(CommandId{0, i}, "a", salt));
      seen.insert(derive<ConversationId>(CommandId{i, 0}, "b", salt));
    }
  EXPECT_EQ(seen.size(), 20000u);
}

TEST(IdText, OneFlippedBitOfTheCauseFlipsAboutHalfOfTheDerivedBits) {
  int flipped = 0;
  const auto base = derive<SessionId>(CommandId{42, 42}, "session");
  for (int bit = 0; bit < 128; ++bit) {
    CommandId near{42, 42};
    (bit < 64 ? near.high : near.low) ^= std::uint64_t{1} << (bit % 64);
    const auto other = derive<SessionId>(near, "session");
    const int distance = std::popcount(base.high ^ other.high) + std::popcount(base.low ^ other.low);
    EXPECT_GT(distance, 30) << "bit " << bit;
    flipped += distance;
  }
  EXPECT_NEAR(flipped / 128.0, 64.0, 3.0);
}

}  // namespace
}  // namespace tributary
