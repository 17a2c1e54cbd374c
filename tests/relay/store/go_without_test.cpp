// P11: what a newer program names in the file may be gone without, and nothing else.
#include <gtest/gtest.h>

#include <array>

#include "relay/store/go_without.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

constexpr const char* pinned = R"({"pinned":{"conversation":"cnv_00000000000000000000000001"}})";

TEST(GoWithout, LeavesOutWhatIsNamedAndNotKnownHere) {
  const GoWithout without("pinned\nvoted");
  EXPECT_TRUE(without.beyond_us());
  EXPECT_TRUE(without.leaves_out(pinned));
  for (const char* other : {R"({"pinned":{},"resolved":{}})", R"({"unpinned":{}})", R"({"pinned":{)", R"({"pinned":{}} x)", R"(["pinned"])", "{}", ""})
    EXPECT_FALSE(without.leaves_out(other)) << other;
}

TEST(GoWithout, WhatIsKnownHereMustBeRead) {
  constexpr std::array<std::string_view, 2> known{"pinned", "voted"};
  const GoWithout without("pinned\nvoted", known);
  EXPECT_FALSE(without.beyond_us());
  EXPECT_FALSE(without.leaves_out(pinned));  // one that cannot be read is a damaged one
  EXPECT_FALSE(GoWithout("").beyond_us());
}

TEST(GoWithout, NamesAreAddedAndNeverTakenAway) {
  constexpr std::array<std::string_view, 2> ours{"pinned", "conversation.pinned_at"};
  EXPECT_EQ(with_names("", ours), "pinned\nconversation.pinned_at");
  EXPECT_EQ(with_names("voted\npinned", ours), "voted\npinned\nconversation.pinned_at");
  EXPECT_EQ(with_names("conversation.pinned_at\npinned\nvoted", ours), std::nullopt);
}

TEST(GoWithout, ACheckPassesOverThemAndOverNothingElse) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  store->append(line(1), {}, {});
  store->append(line(2, pinned), {}, {});
  store->commit();
  EXPECT_NE(store->check().find("Line 2"), std::string::npos) << store->check();
  store->put_value(go_without_name, "pinned");
  store->commit();
  EXPECT_EQ(store->check(), "");
  store->append(line(3, R"({"voted":{}})"), {}, {});
  store->commit();
  EXPECT_NE(store->check().find("Line 3"), std::string::npos) << store->check();
}

}  // namespace
}  // namespace tributary::store
