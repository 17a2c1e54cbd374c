// P3: exactly one effect per provider item and per command.
#include "core/base/limits.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

constexpr const char* key = "message/SM0123456789abcdef0123456789abcdef";

TEST(Dedupe, TheFirstClaimIsFreshAndTheSecondKnowsIt) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  const auto first = store->claim(key, 42, MessageId{1, 1});
  const auto second = store->claim(key, 42, MessageId{1, 2});  // within one turn
  store->commit();
  const auto third = store->claim(key, 42, MessageId{1, 3});   // in a later one
  EXPECT_TRUE(first.fresh);
  EXPECT_FALSE(second.fresh);
  EXPECT_TRUE(second.same_body);
  EXPECT_EQ(second.message, (MessageId{1, 1}));
  EXPECT_FALSE(third.fresh);
  EXPECT_EQ(third.message, (MessageId{1, 1}));
}

TEST(Dedupe, AnotherBodyUnderTheSameKeyIsToldApart) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->claim(key, ~0ull, MessageId{1, 1});
  const auto other = store->claim(key, 43, MessageId{1, 2});
  EXPECT_FALSE(other.fresh);
  EXPECT_FALSE(other.same_body);
  EXPECT_TRUE(store->claim(key, ~0ull, {}).same_body);
}

TEST(Dedupe, SurvivesAReopening) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->claim(key, 42, MessageId{1, 1});
  store->commit();
  store.reset();
  store = TenantStore::open(folder.at("default"));
  const auto again = store->claim(key, 42, MessageId{9, 9});
  EXPECT_FALSE(again.fresh);
  EXPECT_EQ(again.message, (MessageId{1, 1}));
}

TEST(Dedupe, AClaimThatWasNotCommittedIsFreshAgain) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->claim(key, 42, MessageId{1, 1});
  store.reset();
  store = TenantStore::open(folder.at("default"));
  EXPECT_TRUE(store->claim(key, 42, MessageId{1, 1}).fresh);
}

TEST(Dedupe, KeysAreComparedToTheLastByteAndAWordlessClaimIsAClaim) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_TRUE(store->claim("status/SM1/sent", 1, {}).fresh);
  EXPECT_TRUE(store->claim("status/SM1/sent/30003", 1, {}).fresh);
  EXPECT_TRUE(store->claim("status/sm1/sent", 1, {}).fresh);
  const auto again = store->claim("status/SM1/sent", 1, MessageId{1, 1});
  EXPECT_FALSE(again.fresh);
  EXPECT_FALSE(again.message);
}

TEST(Items, TheFirstMessageOfAnItemStays) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_FALSE(store->message_of("item/twilio/AC1/SM1"));
  store->remember_item("item/twilio/AC1/SM1", MessageId{1, 1});
  store->remember_item("item/twilio/AC1/SM1", MessageId{2, 2});
  store->commit();
  EXPECT_EQ(store->message_of("item/twilio/AC1/SM1"), (MessageId{1, 1}));
  EXPECT_FALSE(store->message_of("item/twilio/AC2/SM1"));
}

TEST(Items, AClaimRemembersItsMessageToo) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->claim("message/SM1", 1, MessageId{1, 1});
  store->claim("status/SM1/sent", 1, {});
  EXPECT_EQ(store->message_of("message/SM1"), (MessageId{1, 1}));
  EXPECT_FALSE(store->message_of("status/SM1/sent"));
}

TEST(Answers, AreGivenAgainForADayAtLeastAndForgottenLater) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  const Instant begin{1'790'000'000'000};
  std::uint64_t fingerprint = 0;
  EXPECT_FALSE(store->earlier_answer("reply/one", fingerprint));
  store->remember_answer("reply/one", 0xfedcba9876543210ull, "{\"id\":1}", begin);
  store->remember_answer("reply/one", 5, "{\"id\":2}", begin + 1);
  EXPECT_EQ(store->earlier_answer("reply/one", fingerprint), "{\"id\":1}");
  EXPECT_EQ(fingerprint, 0xfedcba9876543210ull);
  for (int i = 0; i < 600; ++i) store->remember_answer("other/" + std::to_string(i), 1, "", begin + limits::day_ms);
  EXPECT_TRUE(store->earlier_answer("reply/one", fingerprint));
  for (int i = 0; i < 600; ++i) store->remember_answer("third/" + std::to_string(i), 1, "", begin + 4 * limits::day_ms);
  EXPECT_FALSE(store->earlier_answer("reply/one", fingerprint));
}

}  // namespace
}  // namespace tributary::store
