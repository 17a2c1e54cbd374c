// P11: a newer program was here, wrote a kind of event that this one does not know, and its owner has
// gone back to this one.
#include <gtest/gtest.h>

#include <array>

#include "core/base/id_text.h"
#include "core/engine/engine.h"
#include "relay/store/go_without.h"
#include "relay/store/state_file.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

class GoingBack : public ::testing::Test {
 protected:
  void write(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string number = std::to_string(++sids_);
      ASSERT_EQ(relay.hook("sms", relay.sms("SM" + number, "+15550100101", "hello " + number)).status, 200);
    }
  }
  host::TenantRuntime& runtime() { return relay.tenant().runtime; }
  // As the newer program wrote it: named first, in a transaction before.
  void newer_program(bool names_it) {
    std::unique_ptr<store::TenantStore> file = close_and_open();
    if (names_it) file->put_value(store::go_without_name, "pinned");
    file->put_value(store::kinds_name, *store::with_names(*file->value(store::kinds_name), std::array<std::string_view, 1>{"pinned"}));
    file->commit();
    const store::StoredLine last = *file->line(file->head());
    file->append({file->head() + 1, last.at, last.actor, R"({"pinned":{"conversation":"cnv_00000000000000000000000001","by":{"colour":3}}})", CommandId{7, 7}}, thread_, {});
    file->commit();
    file->put_snapshot(file->head(), {R"({"pins":[{"id":1}],"settings":{"from":"the newer program"}})"});
    file->commit();
  }
  std::unique_ptr<store::TenantStore> close_and_open() {
    if (const Conversation* one = any_conversation()) thread_ = one->thread;
    relay.server.reset();
    relay.front.reset();
    relay.house.reset();
    return store::TenantStore::open((relay.folder / "tenants/default").string());
  }
  const Conversation* any_conversation() {
    const Conversation* found = nullptr;
    runtime().state().conversations.for_each([&](ConversationId, const Conversation& one) { found = &one; });
    return found;
  }

  LivingRelay relay;

 private:
  ThreadId thread_;
  int sids_ = 0;
};

TEST_F(GoingBack, TheProgramBeforeOpensALogWithAKindItMayGoWithout) {
  write(3);
  const std::uint64_t head = runtime().head(), known = digest(runtime().state());
  newer_program(true);
  relay.restart();
  EXPECT_EQ(runtime().head(), head + 1);
  EXPECT_EQ(digest(runtime().state()), known) << "as if nothing had been said";
  write(2);
  EXPECT_GT(runtime().head(), head + 2);
  const std::string token = relay.token({"conversations:read"});
  const Answer messages = relay.as(token, "GET", "/api/v1/conversations/" + to_text(any_conversation()->id) + "/messages");
  EXPECT_EQ(messages.status, 200);
  EXPECT_NE(messages.body.find("hello 5"), std::string::npos) << messages.body;
  EXPECT_EQ(runtime().store().check(), "");
  EXPECT_EQ(relay.tenant().conservation.check_now().difference.messages, 0u);
}

TEST_F(GoingBack, ItNeitherUsesNorOverwritesAStateThatIsNotAllOfItsOwn) {
  write(3);
  newer_program(true);
  relay.restart();
  runtime().save_every(1);
  write(2);
  relay.house->save();
  EXPECT_EQ(runtime().saved_at(), 0u);
  const auto row = runtime().store().snapshot();
  ASSERT_TRUE(row.has_value());
  EXPECT_NE(row->pieces.front().find("the newer program"), std::string::npos);
  EXPECT_FALSE(store::read_state_file(runtime().folder(), runtime().epoch()).has_value());
  const std::uint64_t known = digest(runtime().state());
  relay.restart();
  EXPECT_EQ(digest(runtime().state()), known);
}

TEST_F(GoingBack, AKindThatIsNotNamedIsNeededAndTheRefusalNamesIt) {
  write(1);
  newer_program(false);
  std::string sentence;
  try {
    relay.restart();
  } catch (const std::exception& refused) {
    sentence = refused.what();
  }
  EXPECT_NE(sentence.find("\"pinned\""), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("Start the newer program, or restore a backup"), std::string::npos) << sentence;
}

}  // namespace
}  // namespace tributary::test
