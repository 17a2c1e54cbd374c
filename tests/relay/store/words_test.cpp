#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

MessageBody body_of(MessageId id, const std::string& text, std::uint32_t media = 0) {
  MessageBody body;
  body.id = id;
  body.text = text;
  body.media = media;
  return body;
}

MediaItem picture(MessageId id, std::uint32_t index, MediaState state) {
  MediaItem item;
  item.message = id;
  item.index = index;
  item.type = "image/jpeg";
  item.state = state;
  return item;
}

TEST(Words, ComeBackByTheirId) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_content(ContactName{ContactId{1, 1}, "Zo\xC3\xAB \xF0\x9F\x8C\xB7"});
  store->put_content(AgentName{AgentId{1, 1}, "You"});
  store->put_content(AddressText{IdentityId{1, 1}, "+15550100101"});
  store->put_content(body_of(MessageId{1, 1}, "Hello\nworld"));
  store->commit();
  store.reset();
  store = TenantStore::open(folder.at("default"));
  EXPECT_EQ(store->contact_name(ContactId{1, 1}), "Zo\xC3\xAB \xF0\x9F\x8C\xB7");
  EXPECT_EQ(store->address(IdentityId{1, 1}), "+15550100101");
  ASSERT_TRUE(store->body(MessageId{1, 1}));
  EXPECT_EQ(store->body(MessageId{1, 1})->text, "Hello\nworld");
  EXPECT_EQ(store->agent_name_text(AgentId{1, 1}), wire::content_text(AgentName{AgentId{1, 1}, "You"}));
  EXPECT_EQ(store->contact_name_text(ContactId{1, 1}), wire::content_text(ContactName{ContactId{1, 1}, "Zo\xC3\xAB \xF0\x9F\x8C\xB7"}));
  EXPECT_EQ(store->address_text(IdentityId{1, 1}), wire::content_text(AddressText{IdentityId{1, 1}, "+15550100101"}));
}

TEST(Words, OfAnIdThatHasNoneAreNothing) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_content(ContactName{ContactId{1, 1}, "Zoe"});  // the same bits under another kind
  EXPECT_FALSE(store->body(MessageId{1, 1}));
  EXPECT_FALSE(store->address(IdentityId{1, 1}));
  EXPECT_FALSE(store->agent_name_text(AgentId{1, 1}));
  EXPECT_FALSE(store->media(MessageId{1, 1}, 0));
  EXPECT_TRUE(store->content_texts_of_message(MessageId{1, 1}).empty());
}

TEST(Words, AreReplacedUnderTheSameKey) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_content(ContactName{ContactId{1, 1}, "Zoe"});
  store->put_content(ContactName{ContactId{1, 1}, "Zo\xC3\xAB"});
  EXPECT_EQ(store->contact_name(ContactId{1, 1}), "Zo\xC3\xAB");
}

TEST(Words, OfAMessageAreItsBodyAndThenItsMediaInOrder) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  const MessageId id{3, 4};
  for (std::uint32_t index : {2u, 0u, 11u, 1u}) store->put_content(picture(id, index, MediaState::fetching));
  store->put_content(body_of(id, "look", 4));
  store->put_content(picture(MessageId{3, 5}, 0, MediaState::fetching));
  store->put_content(picture(id, 1, MediaState::stored));
  const auto texts = store->content_texts_of_message(id);
  ASSERT_EQ(texts.size(), 5u);
  EXPECT_EQ(texts[0], wire::content_text(body_of(id, "look", 4)));
  EXPECT_EQ(texts[1], wire::content_text(picture(id, 0, MediaState::fetching)));
  EXPECT_EQ(texts[2], wire::content_text(picture(id, 1, MediaState::stored)));
  EXPECT_EQ(texts[4], wire::content_text(picture(id, 11, MediaState::fetching)));
  ASSERT_TRUE(store->media(id, 1));
  EXPECT_EQ(store->media(id, 1)->state, MediaState::stored);
  EXPECT_FALSE(store->media(id, 3));
}

TEST(Media, JobsWaitUntilTheyAreFinished) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  const MediaJob first{MessageId{1, 1}, 0, ConversationId{2, 2}, AccountId{3, 3}, "https://a.example/1", "image/png", "cat.png", 0, Instant{500}};
  const MediaJob second{MessageId{1, 1}, 1, ConversationId{2, 2}, AccountId{3, 3}, "https://a.example/2", "", "", 0, Instant{100}};
  store->add_media_job(first);
  store->add_media_job(second);
  store->commit();
  store.reset();
  store = TenantStore::open(folder.at("default"));
  ASSERT_EQ(store->media_jobs().size(), 2u);
  EXPECT_EQ(store->media_jobs()[0].index, 1u);  // the longest due first
  const MediaJob read = store->media_jobs()[1];
  EXPECT_EQ(read.message, first.message);
  EXPECT_EQ(read.conversation, first.conversation);
  EXPECT_EQ(read.account, first.account);
  EXPECT_EQ(read.url, first.url);
  EXPECT_EQ(read.declared_type, first.declared_type);
  EXPECT_EQ(read.name, first.name);

  MediaJob later = second;
  later.attempts = 3;
  later.not_before = Instant{900};
  store->update_media_job(later);
  store->finish_media_job(MessageId{1, 1}, 0);
  ASSERT_EQ(store->media_jobs().size(), 1u);
  EXPECT_EQ(store->media_jobs()[0].attempts, 3u);
  EXPECT_EQ(store->media_jobs()[0].not_before, Instant{900});
}

TEST(Media, AStoredFileIsFoundByMessageAndIndex) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_file(MessageId{1, 1}, 2, StoredFile{std::string(64, 'a'), "image/png", "cat.png", 1234});
  store->commit();
  ASSERT_TRUE(store->file(MessageId{1, 1}, 2));
  EXPECT_EQ(store->file(MessageId{1, 1}, 2)->sha256, std::string(64, 'a'));
  EXPECT_EQ(store->file(MessageId{1, 1}, 2)->bytes, 1234);
  EXPECT_EQ(store->file(MessageId{1, 1}, 2)->type, "image/png");
  EXPECT_EQ(store->file(MessageId{1, 1}, 2)->name, "cat.png");
  EXPECT_FALSE(store->file(MessageId{1, 1}, 1));
  EXPECT_FALSE(store->file(MessageId{1, 2}, 2));
}

TEST(Quarantine, KeepsTheRawBytesAndSaysWhatWasReplayed) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  Quarantined item;
  item.at = Instant{77};
  item.account = "acc";
  item.route = "sms";
  item.reason = "unknown_number";
  item.content_type = "application/x-www-form-urlencoded";
  item.target = "/hooks/twilio/x/sms";
  item.body = std::string("a\0b\xff\xfe", 5);
  const std::int64_t first = store->quarantine(item);
  item.reason = "malformed";
  const std::int64_t second = store->quarantine(item);
  store->settle_quarantined(first, TenantStore::Settled::replayed, Instant{78}, "agt_one");
  store->commit();
  const auto all = store->quarantined(10);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, second);  // newest first
  EXPECT_FALSE(all[0].replayed);
  EXPECT_TRUE(all[1].replayed);
  EXPECT_EQ(store->quarantined(1).size(), 1u);
  ASSERT_TRUE(store->quarantined_item(first));
  const Quarantined read = *store->quarantined_item(first);
  EXPECT_EQ(read.body, item.body);
  EXPECT_EQ(read.target, item.target);
  EXPECT_EQ(read.content_type, item.content_type);
  EXPECT_EQ(read.account, "acc");
  EXPECT_EQ(read.route, "sms");
  EXPECT_EQ(read.reason, "unknown_number");
  EXPECT_EQ(read.at, Instant{77});
  EXPECT_EQ(read.settled_at, Instant{78});
  EXPECT_EQ(read.settled_by, "agt_one");
  EXPECT_FALSE(store->quarantined_item(second + 1));
}

TEST(Quarantine, ForgetsWhatWasSettledLongAgoAndNothingThatWaits) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  Quarantined item;
  item.body = "Body=hello";
  const std::int64_t waits = store->quarantine(item), replayed = store->quarantine(item), dismissed = store->quarantine(item), lately = store->quarantine(item);
  store->settle_quarantined(replayed, TenantStore::Settled::replayed, Instant{100}, "agt_one");
  store->settle_quarantined(dismissed, TenantStore::Settled::dismissed, Instant{100}, "tok_one");
  store->settle_quarantined(lately, TenantStore::Settled::dismissed, Instant{101}, "agt_one");
  store->commit();
  EXPECT_EQ(store->quarantine_waiting(), 1);
  EXPECT_TRUE(store->quarantined_item(dismissed)->dismissed);
  EXPECT_FALSE(store->quarantined_item(dismissed)->replayed);
  store->forget_quarantined(Instant{100});
  store->commit();
  EXPECT_FALSE(store->quarantined_item(replayed));
  EXPECT_FALSE(store->quarantined_item(dismissed));
  EXPECT_TRUE(store->quarantined_item(lately));
  EXPECT_TRUE(store->quarantined_item(waits));
  EXPECT_GT(store->quarantine(item), lately) << "an id is never given twice";
}

TEST(Quarantine, ListsWhatWaitsBeforeWhatWasSettledAndOnlyTheBeginningOfABody) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  Quarantined item;
  item.body = "first" + std::string(1'000'000, 'x');
  const std::int64_t waits = store->quarantine(item);
  item.body = "second";
  const std::int64_t dismissed = store->quarantine(item), replayed = store->quarantine(item);
  store->settle_quarantined(dismissed, TenantStore::Settled::dismissed, Instant{100}, "agt_one");
  store->settle_quarantined(replayed, TenantStore::Settled::replayed, Instant{101}, "agt_one");
  store->commit();
  const auto all = store->quarantined(10);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].id, waits) << "however much was settled since";
  EXPECT_EQ(all[1].id, replayed);
  EXPECT_EQ(all[2].id, dismissed);
  EXPECT_EQ(all[0].body_bytes, 1'000'005);
  EXPECT_LT(all[0].body.size(), 20'000u);
  EXPECT_TRUE(all[0].body.starts_with("first"));
  EXPECT_EQ(store->quarantined_item(waits)->body.size(), 1'000'005u) << "replayed whole";
  EXPECT_EQ(store->quarantined(1).size(), 1u);
}

TEST(Quarantine, P1d_CountsWhatWaitsWhateverBecomesOfIt) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  Quarantined item;
  item.body = "twelve bytes";
  const std::int64_t one = store->quarantine(item);
  const auto expect = [&](std::int64_t count) {
    EXPECT_EQ(store->quarantine_held().count, count);
    EXPECT_EQ(store->quarantine_held().bytes, 12 * count);
    EXPECT_EQ(store->quarantine_waiting(), count);
  };
  expect(1);
  const std::int64_t two = store->quarantine(item);
  expect(2);
  store->settle_quarantined(one, TenantStore::Settled::dismissed, Instant{100}, "agt_one");
  expect(1);
  store->settle_quarantined(one, TenantStore::Settled::replayed, Instant{101}, "agt_one");
  expect(1);
  store->commit();
  store->settle_quarantined(two, TenantStore::Settled::replayed, Instant{102}, "agt_one");
  store->quarantine(item);
  store->quarantine(item);
  expect(2);
  store->roll_back();
  expect(1);
  EXPECT_FALSE(store->quarantine_held().full());
}

TEST(Diagnoses, KeepTheLastFifty) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  for (int i = 1; i <= 130; ++i) store->diagnose({Instant{i}, "bad_signature", "detail", "192.0.2.1"});
  store->commit();
  const auto kept = store->diagnoses();
  ASSERT_EQ(kept.size(), 50u);
  EXPECT_EQ(kept.front().at, Instant{130});
  EXPECT_EQ(kept.back().at, Instant{81});
  EXPECT_EQ(kept.front().what, "bad_signature");
  EXPECT_EQ(kept.front().peer, "192.0.2.1");
}

}  // namespace
}  // namespace tributary::store
