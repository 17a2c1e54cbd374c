#include <algorithm>
#include <cstdint>
#include <vector>

#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

struct ModelLine { StoredLine line; ThreadId thread; MessageId message; };

// A fixed small generator: the same run on every machine.
struct Chance {
  std::uint64_t state = 88172645463325252ull;
  std::uint64_t next(std::uint64_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % below;
  }
};

// The naive log the real one is held against.
struct Model {
  std::vector<ModelLine> lines;
  std::vector<StoredLine> after(std::uint64_t seq, std::size_t limit) const {
    std::vector<StoredLine> out;
    for (const ModelLine& each : lines)
      if (each.line.seq > seq && out.size() < limit) out.push_back(each.line);
    return out;
  }
  std::vector<StoredLine> of_thread(ThreadId thread, std::uint64_t before, std::size_t limit) const {
    std::vector<StoredLine> out;
    for (auto each = lines.rbegin(); each != lines.rend(); ++each)
      if (each->thread == thread && (before == 0 || each->line.seq < before) && out.size() < limit) out.push_back(each->line);
    std::reverse(out.begin(), out.end());
    return out;
  }
  std::vector<StoredLine> of_message(MessageId message) const {
    std::vector<StoredLine> out;
    for (const ModelLine& each : lines)
      if (each.message == message) out.push_back(each.line);
    return out;
  }
};

void expect_same(const std::vector<StoredLine>& stored, const std::vector<StoredLine>& expected) {
  ASSERT_EQ(stored.size(), expected.size());
  for (std::size_t i = 0; i < stored.size(); ++i) EXPECT_TRUE(same(stored[i], expected[i])) << "at " << i;
}

void expect_agreement(const TenantStore& store, const Model& model, Chance& chance) {
  const std::uint64_t seq = chance.next(model.lines.size() + 5);
  const std::size_t limit = chance.next(40);
  expect_same(store.lines_after(seq, limit), model.after(seq, limit));
  const ThreadId thread{1, chance.next(6)};
  expect_same(store.thread_lines(thread, seq, limit), model.of_thread(thread, seq, limit));
  const MessageId message{2, 1 + chance.next(30)};
  expect_same(store.message_lines(message), model.of_message(message));
}

TEST(EventLog, AgreesWithAVectorThroughTurnsReopeningsAndQuestions) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  Model model;
  Chance chance;
  for (int turn = 0; turn < 120; ++turn) {
    const std::uint64_t count = 1 + chance.next(9);
    for (std::uint64_t i = 0; i < count; ++i) {
      const StoredLine next = line(store->head() + 1, "{\"x\":\"line \xC3\xA9 " + std::to_string(chance.next(1'000'000)) + "\"}");
      const ThreadId thread = chance.next(4) == 0 ? ThreadId{} : ThreadId{1, 1 + chance.next(5)};
      const MessageId message = chance.next(3) == 0 ? MessageId{} : MessageId{2, 1 + chance.next(30)};
      store->append(next, thread, message);
      model.lines.push_back({next, thread, message});
    }
    store->commit();
    if (chance.next(20) == 0) {
      store.reset();
      store = TenantStore::open(folder.at("default"));
    }
    ASSERT_EQ(store->head(), model.lines.size());
    expect_agreement(*store, model, chance);
  }
}

TEST(EventLog, GivesOneLineAndNothingForOneThatIsNotThere) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  append_lines(*store, 3);
  store->commit();
  ASSERT_TRUE(store->line(2));
  EXPECT_TRUE(same(*store->line(2), line(2)));
  EXPECT_FALSE(store->line(0));
  EXPECT_FALSE(store->line(4));
  EXPECT_FALSE(store->line(~0ull));
}

TEST(EventLog, AnswersACursorFromAnotherWorldWithNothing) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  append_lines(*store, 3);
  EXPECT_TRUE(store->lines_after(~0ull, 10).empty());
  EXPECT_EQ(store->lines_after(0, ~std::size_t{0}).size(), 3u);
  EXPECT_TRUE(store->thread_lines(ThreadId{1, 1}, ~0ull, 10).empty());
}

TEST(EventLog, ReadsWhatTheOpenTurnWrote) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_FALSE(store->in_turn());
  store->begin();
  store->begin();
  append_lines(*store, 1);
  EXPECT_TRUE(store->in_turn());
  EXPECT_EQ(store->lines_after(0, 10).size(), 1u);
  store->commit();
  EXPECT_FALSE(store->in_turn());
}

TEST(EventLogDeathTest, StopsTheProcessRatherThanLeaveAHole) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  append_lines(*store, 1);
  EXPECT_DEATH(store->append(line(3), {}, {}), "head_ \\+ 1");
  EXPECT_DEATH(store->append(line(1), {}, {}), "head_ \\+ 1");
}

TEST(Snapshot, IsTheLastOneWhole) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  EXPECT_FALSE(store->snapshot());
  store->put_snapshot(10, {"one", "two", "three"});
  store->commit();
  store->put_snapshot(20, {"four", "five"});
  store->commit();
  store.reset();
  store = TenantStore::open(folder.at("default"));
  const auto found = store->snapshot();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->seq, 20u);
  EXPECT_EQ(found->pieces, (std::vector<std::string>{"four", "five"}));
}

TEST(Epoch, IsChosenWithTheFileAndKeptUntilARestore) {
  Folder folder;
  auto store = TenantStore::open(folder.at("a"));
  const Epoch first = store->epoch();
  EXPECT_TRUE(first);
  EXPECT_NE(first, TenantStore::open(folder.at("b"))->epoch());
  store.reset();
  store = TenantStore::open(folder.at("a"));
  EXPECT_EQ(store->epoch(), first);
  store->start_epoch();
  store->commit();
  EXPECT_NE(store->epoch(), first);
  const Epoch second = store->epoch();
  store.reset();
  EXPECT_EQ(TenantStore::open(folder.at("a"))->epoch(), second);
}

TEST(Values, AreKeptByNameAndMayBeAnyBytes) {
  Folder folder;
  auto store = TenantStore::open(folder.at("default"));
  const std::string bytes("\0\xff\x01'; DROP TABLE events; --", 27);
  EXPECT_FALSE(store->value("mark"));
  store->put_value("mark", "1");
  store->put_value("mark", bytes);
  store->commit();
  store.reset();
  store = TenantStore::open(folder.at("default"));
  EXPECT_EQ(store->value("mark"), bytes);
}

}  // namespace
}  // namespace tributary::store
