// What lies in the folder of files and no row names (P1): it goes, and nothing else does.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include "core/base/id_text.h"
#include "relay/store/keys.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

const std::string png("\x89PNG\r\n\x1a\n....pixels....", 22);

class Collecting : public ::testing::Test {
 protected:
  host::TenantRuntime& tenant() { return relay.tenant().runtime; }
  store::ContentFiles& files() { return tenant().files(); }
  std::uint64_t removed() { return relay.tenant().collector.removed(); }
  void walk() {
    bool done = false;
    relay.tenant().collector.walk([&] { done = true; });
    relay.run_until([&] { return done; });
  }
  // As if it had been written two days ago.
  std::string make_old(const std::string& hash) {
    const std::string path = tenant().folder() + "/files/" + hash.substr(0, 2) + "/" + hash;
    struct stat what{};
    EXPECT_EQ(::stat(path.c_str(), &what), 0);
    const timespec then{what.st_mtim.tv_sec - 2 * 24 * 60 * 60, 0};
    const timespec both[2] = {then, then};
    EXPECT_EQ(::utimensat(AT_FDCWD, path.c_str(), both, 0), 0);
    return hash;
  }
  void name(const std::string& hash) { tenant().writing().put_file(store::mint<MessageId>(), 0, {hash, "text/vcard", "a card", 5}); }
  std::string upload() {
    const auto answer = relay.ask("POST", "/api/v1/uploads?channel=sms&name=photo.png", png, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return std::string(answer.json().at("id").as_string());
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
};

}  // namespace

TEST_F(Collecting, P1e_AFileWhoseRowWasNeverWrittenGoesAfterADayAndNoOther) {
  const std::string orphan = make_old(files().put("its relay was killed between file and row"));
  const std::string named = make_old(files().put("a message carries this"));
  const std::string young = files().put("its row may be on the way");
  name(named);
  walk();
  EXPECT_FALSE(files().get(orphan));
  EXPECT_TRUE(files().get(named));
  EXPECT_TRUE(files().get(young));
  EXPECT_EQ(removed(), 1u);
  relay.restart();
  walk();
  EXPECT_TRUE(files().get(named)) << "also by the next relay";
}

TEST_F(Collecting, P1e_AFileThatIsBeingWrittenIsLeftAlone) {
  auto incoming = files().incoming();
  ASSERT_TRUE(incoming->write("half of "));
  relay.pass(3 * limits::day_ms);
  walk();
  ASSERT_TRUE(incoming->write("it"));
  const std::string hash = incoming->finish();
  EXPECT_EQ(files().get(hash), "half of it");
  EXPECT_EQ(removed(), 0u);
}

// The same bytes come again while their orphan is about to go: whoever puts them finds them kept, whether the row is there
// already or its turn was taken back and comes anew.
TEST_F(Collecting, P1e_BytesThatComeAgainAreNotTakenForTheOldOnes) {
  const std::string hash = make_old(files().put("twice")), again = make_old(files().put("its turn was taken back"));
  bool done = false;
  relay.tenant().collector.walk([&] { done = true; });
  EXPECT_EQ(files().put("twice"), hash);  // the walk is under way; this turn's row follows
  name(make_old(hash));                   // whatever the disk says of its age
  EXPECT_EQ(files().put("its turn was taken back"), again);
  relay.run_until([&] { return done; });
  EXPECT_TRUE(files().get(again));
  EXPECT_EQ(files().get(hash), "twice");
  EXPECT_EQ(removed(), 0u);
}

TEST_F(Collecting, P1e_ARowOfAnOpenTurnNamesItsFile) {
  const std::string hash = make_old(files().put("a row that may come back"));
  tenant().round().finish_now();
  bool done = false;
  relay.tenant().collector.walk([&] { done = true; });
  tenant().round().finish_now();
  name(hash);
  EXPECT_TRUE(tenant().store().in_turn());
  EXPECT_TRUE(tenant().store().names_file(hash)) << "an open turn's rows count";
  relay.run_until([&] { return done; });
  EXPECT_TRUE(files().get(hash));
}

TEST_F(Collecting, D24_AnUploadThatNobodySentIsForgottenWithItsFileAfterADay) {
  const std::string id = upload();
  const std::string hash = make_old(store::sha256_hex(png));
  walk();
  EXPECT_TRUE(files().get(hash)) << "it is not a day old by its row";
  relay.pass(25 * limits::hour_ms);
  walk();
  EXPECT_FALSE(files().get(hash));
  EXPECT_FALSE(tenant().store().upload(*parse_id<UploadTag>(id)));
}

TEST_F(Collecting, D24_TheSameBytesUploadedAnewKeepTheFile) {
  const std::string first = upload();
  relay.pass(25 * limits::hour_ms);
  const std::string second = upload();
  const std::string hash = make_old(store::sha256_hex(png));
  walk();
  EXPECT_EQ(files().get(hash), png);
  EXPECT_FALSE(tenant().store().upload(*parse_id<UploadTag>(first)));
  EXPECT_TRUE(tenant().store().upload(*parse_id<UploadTag>(second)));
}

}  // namespace tributary::test
