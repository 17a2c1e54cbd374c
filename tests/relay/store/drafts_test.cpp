#include "core/base/limits.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

constexpr AgentId anna{4, 1}, ben{4, 2};
constexpr ConversationId here{3, 1}, there{3, 2};
constexpr Instant then{1'790'000'000'000};

TEST(DraftRows, ComeBackToTheirAgentAloneAlsoAfterARestart) {
  Folder folder;
  {
    auto store = TenantStore::open(folder.at("default"));
    store->put_draft(anna, Draft{here, false, "Zo\xC3\xAB, good mor", then});
    store->put_draft(anna, Draft{here, true, "ask Sam", then});
    store->put_draft(anna, Draft{there, false, "gone soon", then});
    store->put_draft(anna, Draft{there, false, "", then + 1});
    store->put_draft(ben, Draft{here, false, "ben's own", then});
    store->commit();
  }
  auto store = TenantStore::open(folder.at("default"));
  const auto mine = store->drafts(anna);
  ASSERT_EQ(mine.size(), 2u);
  EXPECT_EQ(mine[0].text, "Zo\xC3\xAB, good mor");
  EXPECT_EQ(mine[0].edited, then);
  EXPECT_FALSE(mine[0].note);
  EXPECT_EQ(mine[1].text, "ask Sam");
  EXPECT_TRUE(mine[1].note);
  EXPECT_EQ(store->draft_count(anna), 2u);
  EXPECT_EQ(store->draft(anna, there, false)->edited, then + 1) << "that it ended is known";
  EXPECT_FALSE(store->draft(ben, there, false));
  EXPECT_EQ(store->drafts(ben).at(0).text, "ben's own");
}

TEST(DraftRows, ThatHaveEndedAreForgottenAfterAMonth) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_draft(anna, Draft{here, false, "", then});
  store->put_draft(anna, Draft{there, false, "stays", then});
  for (std::int64_t i = 0; i < 1'100; ++i) store->put_draft(ben, Draft{here, false, "typing", then + limits::draft_end_kept_ms + 1 + i});
  store->commit();
  EXPECT_FALSE(store->draft(anna, here, false));
  EXPECT_EQ(store->drafts(anna).size(), 1u);
}

TEST(DraftRows, OfATurnThatWasRolledBackAreAsTheyWere) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->put_draft(anna, Draft{here, false, "kept", then});
  store->commit();
  store->put_draft(anna, Draft{here, false, "never", then + 1});
  store->roll_back();
  EXPECT_EQ(store->draft(anna, here, false)->text, "kept");
}

}  // namespace
}  // namespace tributary::store
