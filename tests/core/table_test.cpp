#include "core/base/table.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace tributary {
namespace {

using Notes = Table<NoteId, std::string>;

NoteId id(std::uint64_t number) { return {number % 3, number}; }

// What a plain map says after the same changes.
void expect_same(const Notes& table, const std::map<NoteId, std::string>& plain) {
  std::map<NoteId, std::string> shown;
  table.for_each([&](const NoteId& key, const std::string& text) { shown[key] = text; });
  EXPECT_EQ(shown, plain);
  for (std::uint64_t number = 0; number < 60; ++number) {
    const auto wanted = plain.find(id(number));
    const std::string* found = table.find(id(number));
    ASSERT_EQ(found != nullptr, wanted != plain.end()) << number;
    if (found) { EXPECT_EQ(*found, wanted->second); }
  }
}

void change(std::mt19937_64& chance, Notes& table, std::map<NoteId, std::string>& plain) {
  const std::uint64_t drawn = chance();
  const NoteId key = id(drawn % 60);
  if (drawn >> 60U < 9) plain[key] += 'a', table.edit(key) += 'a';
  else plain.erase(key), table.erase(key);
}

TEST(Table, ShowsWhatAPlainMapShowsHoweverManyCameAndWent) {
  std::mt19937_64 chance(7);
  Notes table;
  std::map<NoteId, std::string> plain;
  for (int step = 0; step < 2'000; ++step) {
    change(chance, table, plain);
    if (step % 50 == 0) expect_same(table, plain);
  }
  expect_same(table, plain);
}

TEST(Table, OverAnotherOneHidesShowsAndSinks) {
  std::mt19937_64 chance(8);
  Notes below, above;
  std::map<NoteId, std::string> plain;
  for (int round = 0; round < 40; ++round) {
    for (int step = 0; step < 20; ++step) change(chance, below, plain);
    above.lie_over(&below);
    const std::map<NoteId, std::string> before = plain;
    for (int step = 0; step < 30; ++step) change(chance, above, plain);
    expect_same(above, plain);
    expect_same(below, before);
    above.sink_into(below);
    expect_same(below, plain);
    expect_same(above, {});
  }
}

TEST(Table, CopiesAndMovedOnesStandForThemselves) {
  Notes first;
  for (std::uint64_t number = 0; number < 40; ++number) first.edit(id(number)) = "one";
  Notes copy = first;
  first.edit(id(3)) = "changed";
  EXPECT_EQ(*copy.find(id(3)), "one");
  const Notes moved = std::move(first);
  EXPECT_EQ(*moved.find(id(3)), "changed");
  first = Notes();
  EXPECT_EQ(first.find(id(3)), nullptr);
  first.edit(id(5)) = "again";
  EXPECT_EQ(*first.find(id(5)), "again");
  copy = moved;
  EXPECT_TRUE(copy == moved);
  copy.erase(id(39));
  EXPECT_EQ(copy.find(id(39)), nullptr);
  EXPECT_NE(moved.find(id(39)), nullptr);
}

}  // namespace
}  // namespace tributary
