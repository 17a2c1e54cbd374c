// Backups are sealed to a key whose secret half need not lie here (P12): nothing of one can be read without
// it, whatever is wrong with one is said, and what was made plain in former times still comes back.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <thread>

#include "relay/app/backup.h"
#include "relay/app/commands.h"
#include "relay/store/backup.h"
#include "relay/store/backup_records.h"
#include "relay/store/content_files.h"
#include "tests/relay/host/plain_backup.h"

namespace tributary::test {
namespace {

namespace fs = std::filesystem;

const std::string person = "+15550100101", personal = "a sentence that only the two of us know";

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void write_bytes(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

class Names final : public store::UnpackedFiles {
 public:
  void begin(const std::string& path) override { all.insert(path); }
  void add(std::string_view) override {}
  void end() override {}
  std::set<std::string> all;
};

class SealedBackups : public ::testing::Test {
 protected:
  SealedBackups() {
    relay.hook("sms", relay.sms("SM1", person, personal));
    picture = store::ContentFiles(relay.folder.string() + "/tenants/default/files").put(std::string(200'000, 'p') + personal);
  }
  ~SealedBackups() override {
    for (const std::string& path : {copy, elsewhere, kept, stranger}) fs::remove_all(path);
  }
  app::Said say(std::vector<std::string> words) {
    const app::Asked asked{std::move(words), ""};
    host::Config config = relay.house->config();
    if (auto said = app::run_without_house(config, asked)) return *said;
    return app::run_command(*relay.house, asked);
  }
  std::string back_up() {
    const app::Said said = say({"backup", "--to", copy});
    EXPECT_TRUE(said.ok) << said.text;
    return said.text;
  }
  // Out of the data folder, as an operator would.
  void take_the_key_away() { fs::rename(relay.folder / "backup.key", kept); }
  host::Config empty_folder() {
    fs::remove_all(elsewhere);
    fs::create_directories(elsewhere);
    fs::copy_file(relay.folder / "master.key", elsewhere + "/master.key");
    host::Config config = relay.house->config();
    config.data = elsewhere;
    return config;
  }
  std::string refusal_of_restore(const host::Config& config) {
    try {
      app::restore(config, copy, kept);
    } catch (const std::exception& wrong) {
      return wrong.what();
    }
    return "";
  }
  std::set<std::string> names_in(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
  }
  store::BackupRecipient recipient() { return store::sealed_to(relay.folder.string()).recipient; }

  LivingRelay relay;
  std::string base = relay.folder.string(), copy = base + "-copy", elsewhere = base + "-elsewhere", kept = base + "-kept.key", stranger = base + "-stranger";
  std::string picture;
};

TEST_F(SealedBackups, P12_NothingOfABackupCanBeReadAndNothingPlainStaysBehind) {
  const std::string told = back_up();
  EXPECT_EQ(names_in(copy), (std::set<std::string>{"backup.sealed"}));
  const std::string bytes = bytes_of(copy + "/backup.sealed");
  EXPECT_GT(bytes.size(), 200'000u);
  for (const std::string& word : {personal, std::string("SQLite format"), std::string("tenants"), std::string("log.db"), picture, std::string("ppppppppp"), person}) EXPECT_EQ(bytes.find(word), std::string::npos) << word;
  struct stat facts {};
  ASSERT_EQ(::stat((copy + "/backup.sealed").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  for (const std::string& name : names_in(base)) EXPECT_FALSE(name.starts_with("unsealed-")) << name;
  EXPECT_NE(told.find("Backups are sealed to " + store::recipient_text(recipient())), std::string::npos) << told;
  EXPECT_NE(told.find(base + "/backup.key. Copy it"), std::string::npos) << told;
  take_the_key_away();
  fs::remove_all(copy);
  EXPECT_NE(back_up().find("is not in the data folder, as it should be"), std::string::npos) << "the public half is all that a backup takes";
}

TEST_F(SealedBackups, P12_HoldsNoKeyAndNothingThatIsMadeAnewFromTheLog) {
  relay.house->save();
  back_up();
  store::SealedReader reader(copy + "/backup.sealed");
  reader.open_with(store::read_backup_key(base + "/backup.key"));
  Names names;
  store::unpack(reader, names, [] { return true; });
  EXPECT_EQ(names.all, (std::set<std::string>{"system.db", "tenants/default/log.db", "tenants/default/files/" + picture.substr(0, 2) + "/" + picture}));
}

TEST_F(SealedBackups, P12_WhatIsRestoredIsWhatWasThereAndBackupsStaySealedToTheSameKey) {
  back_up();
  take_the_key_away();
  const std::uint64_t head = relay.tenant().runtime.head();
  const std::string log = "/tenants/default/log.db";
  const host::Config config = empty_folder();
  app::restore(config, copy, kept);
  EXPECT_EQ(store::log_digest(elsewhere + log, head, store::Served::no), store::log_digest(base + log, head, store::Served::yes));
  const auto file = store::ContentFiles(elsewhere + "/tenants/default/files").get(picture);
  ASSERT_TRUE(file);
  EXPECT_EQ(*file, std::string(200'000, 'p') + personal);
  EXPECT_FALSE(fs::exists(elsewhere + "/backup.key"));
  EXPECT_EQ(store::sealed_to(elsewhere).recipient, recipient());
  for (const char* folder : {"/tenants", "/tenants/default", "/tenants/default/files"})
    EXPECT_EQ(fs::status(elsewhere + folder).permissions(), fs::perms::owner_all) << folder << ": names say something too";
}

TEST_F(SealedBackups, P12_OneThatIsDamagedAnywhereIsRefusedAndNothingStaysBehind) {
  back_up();
  take_the_key_away();
  const std::string file = copy + "/backup.sealed", whole = bytes_of(file);
  EXPECT_EQ(app::damage_of_backup(copy, kept), "");
  const auto damage = [&](const std::string& bytes) {
    write_bytes(file, bytes);
    return app::damage_of_backup(copy, kept);
  };
  const std::size_t step = whole.size() / 100;
  for (std::size_t at = 0; at < whole.size(); at += at < 180 ? 6 : step) {
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 16);
    ASSERT_NE(damage(bent), "") << at;
    ASSERT_NE(damage(whole.substr(0, at)), "") << at;
  }
  ASSERT_NE(damage(whole.substr(0, whole.size() - 1)), "");
  std::string bent = whole;
  bent[whole.size() - 30] = static_cast<char>(bent[whole.size() - 30] ^ 1);  // everything before it is whole, and was written already
  for (const std::string& bytes : {bent, whole.substr(0, whole.size() / 2), whole + "x"}) {
    write_bytes(file, bytes);
    const std::string refused = refusal_of_restore(empty_folder());
    EXPECT_TRUE(refused.starts_with("This backup cannot be restored. It is ")) << refused;
    EXPECT_EQ(names_in(elsewhere), (std::set<std::string>{"master.key"}));
  }
}

TEST_F(SealedBackups, P12_TheWrongKeyNoKeyAndAKeyThatOthersMayReadAreRefused) {
  back_up();
  take_the_key_away();
  const store::BackupRecipient another = store::make_backup_key(stranger);
  const std::string to = "It is sealed to " + store::recipient_text(recipient());
  EXPECT_EQ(app::damage_of_backup(copy, stranger), to + ", and this key opens what is sealed to " + store::recipient_text(another) + ".");
  EXPECT_EQ(app::damage_of_backup(copy, base + "/backup.key"), to + ". Say --backup-key FILE with the secret half: there is no " + base + "/backup.key.");
  EXPECT_NE(say({"restore", "--from", copy}).text.find("The data folder is not empty"), std::string::npos);
  ASSERT_EQ(::chmod(kept.c_str(), 0440), 0);
  EXPECT_NE(refusal_of_restore(empty_folder()).find("Others than its owner may read " + kept), std::string::npos);
  EXPECT_EQ(names_in(elsewhere), (std::set<std::string>{"master.key"}));
}

TEST_F(SealedBackups, P12_WithoutTheMasterKeyOrWithAnotherNothingIsRestoredAndTheRightOneStillFits) {
  back_up();
  take_the_key_away();
  const host::Config config = empty_folder();
  fs::remove(elsewhere + "/master.key");
  EXPECT_NE(refusal_of_restore(config).find("The master key is missing"), std::string::npos);
  EXPECT_TRUE(names_in(elsewhere).empty()) << "none is made in its place";
  store::make_backup_key(elsewhere + "/master.key");  // 32 other bytes
  EXPECT_NE(refusal_of_restore(config).find("The master key here is not that of the relay that made it"), std::string::npos);
  EXPECT_EQ(names_in(elsewhere), (std::set<std::string>{"master.key"}));
  fs::remove(elsewhere + "/master.key");
  fs::copy_file(relay.folder / "master.key", elsewhere + "/master.key");
  EXPECT_EQ(refusal_of_restore(config), "");
}

TEST_F(SealedBackups, P12_WhatSomebodyElseSealedToThePublicHalfIsNotOurs) {
  back_up();
  take_the_key_away();
  fs::remove(copy + "/backup.sealed");
  {
    store::SealedWriter forged(copy + "/backup.sealed", recipient(), store::mark_of(store::Keys::open(stranger, "")));
    ASSERT_TRUE(store::pack_file(forged, "system.db", base + "/system.db", [] { return true; }));
    store::pack_summary(forged, R"({"format":1,"tenants":[]})");
  }
  EXPECT_EQ(app::damage_of_backup(copy, kept), "") << "it is whole; whose it is, the master key tells";
  EXPECT_NE(refusal_of_restore(empty_folder()).find("or somebody else did"), std::string::npos);
}

TEST_F(SealedBackups, P12_AKeyMadeElsewhereNeverComesNearTheRelay) {
  const app::Said made = say({"backup-key", "--make", kept});
  ASSERT_TRUE(made.ok) << made.text;
  const std::size_t at = made.text.find("backup-key --recipient ");
  ASSERT_NE(at, std::string::npos) << made.text;
  const std::string text = made.text.substr(at + 23, 55);
  EXPECT_FALSE(say({"backup-key", "--make", kept}).ok) << "never over another";
  EXPECT_NE(say({"backup-key", "--recipient", "backup-nonsense"}).text.find("48 characters"), std::string::npos);
  ASSERT_TRUE(say({"backup-key", "--recipient", text}).ok);
  EXPECT_NE(say({"backup-key"}).text.find("Backups are sealed to " + text), std::string::npos);
  back_up();
  EXPECT_FALSE(fs::exists(base + "/backup.key"));
  const app::Said whole = say({"check", "--backup", copy, "--backup-key", kept});
  EXPECT_TRUE(whole.ok) << whole.text;
  EXPECT_FALSE(say({"check", "--backup", copy}).ok) << "without the key nobody can tell";
  EXPECT_EQ(refusal_of_restore(empty_folder()), "");
}

TEST_F(SealedBackups, P12_TheKeyThatOpensTheOlderOnesIsTakenAwayBeforeAnotherIsNamed) {
  const app::Said first = say({"backup-key"});
  ASSERT_TRUE(first.ok) << first.text;
  const std::string other = store::recipient_text(store::make_backup_key(stranger));
  EXPECT_NE(say({"backup-key", "--recipient", other}).text.find("opens the backups that were made until now"), std::string::npos);
  take_the_key_away();
  EXPECT_TRUE(say({"backup-key", "--recipient", other}).ok);
  EXPECT_EQ(store::recipient_text(recipient()), other);
}

TEST_F(SealedBackups, P12_WhatAKilledBackupHasLeftInTheDataFolderGoesWithTheNext) {
  fs::create_directories(base + "/unsealed-of-somebody-killed");
  write_bytes(base + "/unsealed-of-somebody-killed/copy.db", personal);
  back_up();
  EXPECT_FALSE(fs::exists(base + "/unsealed-of-somebody-killed"));
}

TEST_F(SealedBackups, P12_WhatARestoreThatWasCutOffHasLeftIsNoDataFolderAndGoesWithTheNext) {
  back_up();
  take_the_key_away();
  const host::Config config = empty_folder();
  fs::create_directories(elsewhere + "/restoring/tenants/default");
  write_bytes(elsewhere + "/restoring/system.db", "half of it");
  ASSERT_EQ(refusal_of_restore(config), "");
  const auto names = names_in(elsewhere);
  EXPECT_FALSE(names.contains("restoring"));
  for (const char* name : {"system.db", "tenants", "master.check", "backup.pub"}) EXPECT_TRUE(names.contains(name)) << name;
  boost::asio::io_context io;
  EXPECT_EQ(host::House(io, config).tenants().at("default")->runtime.store().value(host::sending_held_name), "1") << "nothing is sent by itself";
}

// Killed while it was brought out: a part lies where a relay would look for it.
TEST_F(SealedBackups, P12_HalfOfWhatIsRestoredIsNotServedAndSaysWhatToDo) {
  back_up();
  take_the_key_away();
  const host::Config config = empty_folder();
  fs::create_directories(elsewhere + "/restoring/tenants/default");
  fs::copy_file(base + "/system.db", elsewhere + "/system.db");
  boost::asio::io_context io;
  std::string said;
  try {
    host::House house(io, config);
  } catch (const std::exception& wrong) {
    said = wrong.what();
  }
  EXPECT_NE(said.find("that was cut off. Remove everything there but the keys, and restore it again."), std::string::npos) << said;
  EXPECT_FALSE(fs::exists(elsewhere + "/tenants")) << "nothing was begun anew beside it";
  EXPECT_NE(refusal_of_restore(config).find("The data folder is not empty"), std::string::npos);
  EXPECT_TRUE(fs::exists(elsewhere + "/restoring")) << "what keeps a relay from serving the half stays";
  fs::remove(elsewhere + "/system.db");
  EXPECT_EQ(refusal_of_restore(config), "");
}

// Somebody begins a relay in the same folder while the backup is read; the pipe holds it until they have. Their workspaces
// are in the way of ours, which come last: everything else was brought out by then.
TEST_F(SealedBackups, P12_WhereNotAllCanBeBroughtOutNothingOfItStaysAndTheNextTryFits) {
  back_up();
  take_the_key_away();
  const host::Config config = empty_folder();
  const std::string file = copy + "/backup.sealed", whole = bytes_of(file);
  fs::remove(file);
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  std::thread somebody([&] {
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, nullptr);  // who reads may break off
    const int pipe = ::open(file.c_str(), O_WRONLY);
    fs::create_directories(elsewhere + "/tenants/theirs");
    std::string_view left = whole;
    for (ssize_t n = 1; n > 0 && !left.empty(); left.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(n, 0)))) n = ::write(pipe, left.data(), left.size());
    ::close(pipe);
  });
  const std::string refused = refusal_of_restore(config);
  ::close(::open(file.c_str(), O_RDONLY | O_NONBLOCK));  // had nobody opened it, they would wait for ever
  somebody.join();
  EXPECT_TRUE(refused.starts_with("This backup cannot be restored. ")) << refused;
  EXPECT_NE(refused.find("tenants"), std::string::npos) << refused;
  EXPECT_EQ(names_in(elsewhere), (std::set<std::string>{"master.key", "tenants"}));
  EXPECT_EQ(names_in(elsewhere + "/tenants"), (std::set<std::string>{"theirs"})) << "nobody else's is touched";
  fs::remove_all(elsewhere + "/tenants");
  fs::remove(file);
  write_bytes(file, whole);
  EXPECT_EQ(refusal_of_restore(config), "");
  EXPECT_TRUE(fs::exists(elsewhere + "/tenants/default/log.db"));
}

TEST_F(SealedBackups, P12_APlainBackupOfFormerTimesIsRestoredAndTheNextOneIsSealed) {
  make_plain_backup(relay, copy);
  EXPECT_EQ(app::damage_of_backup(copy, ""), "");
  const host::Config config = empty_folder();
  ASSERT_EQ(refusal_of_restore(config), "");
  EXPECT_TRUE(store::ContentFiles(elsewhere + "/tenants/default/files").get(picture));
  boost::asio::io_context io;
  host::House house(io, config);
  std::size_t conversations = 0;
  house.tenants().at("default")->runtime.state().conversations.for_each([&](ConversationId, const Conversation& c) { conversations += c.messages == 1; });
  EXPECT_EQ(conversations, 1u);
  const app::Said said = app::run_command(house, {{"backup", "--to", stranger}, ""});
  EXPECT_TRUE(said.ok) << said.text;
  EXPECT_EQ(app::damage_of_backup(stranger, elsewhere + "/backup.key"), "");
}

}  // namespace
}  // namespace tributary::test
