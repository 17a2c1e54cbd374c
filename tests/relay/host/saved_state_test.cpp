// The state saved under way: what a start reads instead of the whole log.
#include <gtest/gtest.h>

#include <fstream>

#include "core/engine/engine.h"
#include "core/wire/snapshot.h"
#include "relay/store/state_file.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

class SavedState : public ::testing::Test {
 protected:
  void write(int count) {
    for (int i = 0; i < count; ++i)
      ASSERT_EQ(relay.hook("sms", relay.sms("SM" + std::to_string(++sids_), "+1555010010" + std::to_string(i % 10), "hello")).status, 200);
  }
  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  void save(std::uint64_t seq, CommandId last) {
    store::StateFileWriter file(runtime().folder(), runtime().epoch(), seq, last);
    for (const std::string& piece : wire::snapshot_pieces(runtime().state(), {}, {}, nullptr, 2000)) file.add(piece);
    file.finish();
  }
  CommandId cause(std::uint64_t seq) { return runtime().store().line(seq)->cause; }
  std::filesystem::path file() { return relay.folder / "tenants/default/state"; }

  LivingRelay relay;

 private:
  int sids_ = 0;
};

TEST_F(SavedState, AStartGoesOnFromItAndKnowsTheSame) {
  write(20);
  const std::uint64_t at = runtime().head();
  save(at, cause(at));
  write(5);
  const std::uint64_t head = runtime().head(), known = digest(runtime().state());
  relay.restart();
  EXPECT_EQ(runtime().saved_at(), at);
  EXPECT_EQ(runtime().head(), head);
  EXPECT_EQ(digest(runtime().state()), known);
}

TEST_F(SavedState, OneThatIsDamagedOrOfAnotherHistoryIsNotUsed) {
  write(20);
  const std::uint64_t head = runtime().head(), known = digest(runtime().state());
  save(head + 1, cause(head));  // an older log was put in this one's place
  relay.restart();
  EXPECT_EQ(runtime().saved_at(), 0u);
  save(head, cause(head - 3));  // and has grown since
  relay.restart();
  EXPECT_EQ(runtime().saved_at(), 0u);
  EXPECT_EQ(digest(runtime().state()), known);
  save(head, cause(head));
  std::fstream(file(), std::ios::in | std::ios::out | std::ios::binary).seekp(300).put('?');
  relay.restart();
  EXPECT_EQ(runtime().saved_at(), 0u);
  EXPECT_EQ(runtime().head(), head);
  EXPECT_EQ(digest(runtime().state()), known);
}

TEST_F(SavedState, ItIsSavedByItselfWhileMessagesGoOn) {
  write(1);
  runtime().save_every(50);
  write(60);
  relay.run_until([&] { return runtime().saved_at() > 0; });
  write(60);
  relay.run_until([&] { return runtime().saved_at() > 60; });
  write(3);
  const std::uint64_t known = digest(runtime().state());
  relay.restart();
  EXPECT_GT(runtime().saved_at(), 60u);
  EXPECT_LE(runtime().saved_at(), runtime().head());
  EXPECT_EQ(digest(runtime().state()), known);
}

}  // namespace
}  // namespace tributary::test
