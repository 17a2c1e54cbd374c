// A sealed file and its keys: only the holder of the secret half reads it, and nothing that is changed, cut
// off or added to anywhere is believed.
#include <sodium.h>
#include <sys/stat.h>

#include <set>
#include <vector>

#include "relay/store/backup_key.h"
#include "relay/store/backup_records.h"
#include "relay/store/failure.h"
#include "relay/store/keys.h"
#include "relay/store/sealed_file.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

const std::string hash(64, 'a');
const std::string attachment = "tenants/default/files/aa/" + hash;
const std::string words = "what a customer wrote";

// Everything that comes out, in order, as one text.
class Told final : public UnpackedFiles {
 public:
  void begin(const std::string& path) override { text += "<" + path + ">"; }
  void add(std::string_view bytes) override { text += bytes; }
  void end() override { text += ";"; }
  std::string text;
};

class SealedFile : public ::testing::Test {
 protected:
  SealedFile() { write_bytes(folder.at("log"), words); }
  void seal() {
    SealedWriter writer(file, recipient, mark);
    EXPECT_TRUE(pack_file(writer, "tenants/default/log.db", folder.at("log"), [] { return true; }));
    EXPECT_FALSE(pack_file(writer, attachment, folder.at("gone"), [] { return true; })) << "gone meanwhile";
    pack_summary(writer, "{}");
  }
  std::string told(const SecretBytes& with) {
    Told out;
    SealedReader reader(file);
    reader.open_with(with);
    const std::string summary = unpack(reader, out, [] { return true; });
    return out.text + summary;
  }
  std::string refusal() {
    return refusal_of([&] { told(secret); });
  }

  Folder folder;
  std::string file = folder.at("backup.sealed");
  BackupRecipient recipient = make_backup_key(folder.at("secret"));
  SecretBytes secret = read_backup_key(folder.at("secret"));
  Mark mark = mark_of(Keys::open(folder.at("data"), ""));
};

TEST_F(SealedFile, P12_IsReadByTheHolderOfTheSecretHalfAndByNobodyElse) {
  seal();
  EXPECT_EQ(told(secret), "<tenants/default/log.db>" + words + ";{}");
  EXPECT_EQ(bytes_of(file).find(words), std::string::npos);
  EXPECT_EQ(bytes_of(file).find("tenants"), std::string::npos) << "names say something too";
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  const BackupRecipient another = make_backup_key(folder.at("another"));
  const std::string refused = refusal_of([&] { told(read_backup_key(folder.at("another"))); });
  EXPECT_EQ(refused, "It is sealed to " + recipient_text(recipient) + ", and this key opens what is sealed to " + recipient_text(another) + ".");
  EXPECT_NE(refusal_of([&] { SealedWriter(file, recipient, mark); }), "") << "never over another file";
}

TEST_F(SealedFile, P12_IsRefusedWhereverOneBitIsFlipped) {
  seal();
  const std::string whole = bytes_of(file);
  std::set<std::string> reasons;
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int bit : {1, 128}) {
      std::string bent = whole;
      bent[at] = static_cast<char>(bent[at] ^ bit);
      write_bytes(file, bent);
      const std::string reason = refusal();
      ASSERT_NE(reason, "") << at;
      ASSERT_TRUE(reason.ends_with('.')) << reason;
      reasons.insert(reason);
    }
  EXPECT_TRUE(reasons.contains("The head of this backup is damaged."));
  EXPECT_TRUE(reasons.contains("It is damaged: it is not as it was when it was made."));
  EXPECT_TRUE(reasons.contains("It does not begin as a sealed backup does."));
  write_bytes(file, whole);
  EXPECT_EQ(refusal(), "");
}

TEST_F(SealedFile, P12_IsRefusedAtEveryLengthButItsOwn) {
  seal();
  const std::string whole = bytes_of(file);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write_bytes(file, whole.substr(0, length));
    const std::string reason = refusal();
    ASSERT_TRUE(reason == "It is cut off: its end is missing." || reason == "It is cut off at its beginning." || (length == 0 && reason == "It does not begin as a sealed backup does.")) << length << ": " << reason;
  }
  write_bytes(file, whole + "x");
  EXPECT_EQ(refusal(), "It is damaged: something was added to its end.");
  std::string newer = whole;
  newer[std::string("tributary-backup-").size()] = '3';
  write_bytes(file, newer);
  EXPECT_EQ(refusal(), "A newer version made this backup. Restore it with that version.");
}

TEST_F(SealedFile, P12_RecordsThatAreSwappedOrLeftOutAreNoticed) {
  SealedWriter writer(file, recipient, mark);
  std::vector<std::size_t> ends{bytes_of(file).size()};
  for (const char* record : {"fsystem.db", "done", "dtwo"}) writer.add(record), ends.push_back(bytes_of(file).size());
  writer.finish("s{}");
  const std::string whole = bytes_of(file);
  const auto piece = [&](std::size_t n) { return whole.substr(ends[n], ends[n + 1] - ends[n]); };
  write_bytes(file, whole.substr(0, ends[1]) + piece(2) + piece(1) + whole.substr(ends[3]));
  EXPECT_NE(refusal(), "");
  write_bytes(file, whole.substr(0, ends[1]) + piece(2) + whole.substr(ends[3]));
  EXPECT_NE(refusal(), "");
}

TEST_F(SealedFile, P12_ALongOneGoesThroughRecordByRecord) {
  std::string much;
  for (int i = 0; much.size() < 3 * sealed_record_bytes_max; ++i) much += std::to_string(i) + ",";
  write_bytes(folder.at("log"), much);
  seal();
  EXPECT_EQ(told(secret), "<tenants/default/log.db>" + much + ";{}");
  const std::string whole = bytes_of(file);
  for (std::size_t at = 0; at < whole.size(); at += 997) {
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 4);
    write_bytes(file, bent);
    ASSERT_NE(refusal(), "") << at;
    write_bytes(file, whole.substr(0, at));
    ASSERT_NE(refusal(), "") << at;
  }
  SealedWriter writer(folder.at("too-much"), recipient, mark);
  EXPECT_THROW(writer.add(std::string(sealed_record_bytes_max + 1, 'd')), BackupFailed);
}

TEST_F(SealedFile, P12_ASummaryMayBeLongerThanARecord) {
  const std::string summary = "{" + std::string(2 * sealed_record_bytes_max, ' ') + "}";
  {
    SealedWriter writer(file, recipient, mark);
    pack_summary(writer, summary);
  }
  EXPECT_EQ(told(secret), summary);
}

TEST_F(SealedFile, P12_TheMarkTellsWhoMadeIt) {
  seal();
  SealedReader reader(file);
  reader.open_with(secret);
  EXPECT_TRUE(reader.bears(mark));
  EXPECT_FALSE(reader.bears(mark_of(Keys::open(folder.at("stranger"), ""))));
}

TEST(BackupRecords, P12_OnlyWhatTheRelayKeepsIsUnpacked) {
  for (const std::string& path : {std::string("system.db"), std::string("tenants/default/log.db"), std::string("tenants/a-2/log.db"), attachment}) EXPECT_TRUE(belongs_in_backup(path)) << path;
  for (const std::string& path : {std::string(""), std::string("/system.db"), std::string("../system.db"), std::string("system.db/"), std::string("master.key"), std::string("backup.pub"), std::string("control.sock"),
                                  std::string("tenants/default/state"), std::string("tenants/default/search.db"), std::string("tenants/../log.db"), std::string("tenants//log.db"), std::string("tenants/Default/log.db"),
                                  std::string("tenants/default/log.db/x"), std::string("tenants/default/files/ab/") + hash, std::string("tenants/default/files/aa/") + hash + "/", std::string("tenants/default/files/../") + hash,
                                  std::string("system.db\0", 10), "tenants/" + std::string(41, 'a') + "/log.db"}) {
    EXPECT_FALSE(belongs_in_backup(path)) << path;
    Told out;
    Unpacking unpacking(out);
    EXPECT_THROW(unpacking.take("f" + path), BackupFailed) << path;
    EXPECT_EQ(out.text, "");
  }
}

TEST(BackupRecords, P12_StandInTheirOrder) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), reinterpret_cast<const unsigned char*>("abc"), 3);
  const auto refusal = [](const std::vector<std::string>& records) {
    Told out;
    Unpacking unpacking(out);
    return refusal_of([&] {
      for (const std::string& record : records) unpacking.take(record);
    });
  };
  EXPECT_EQ(refusal({"fsystem.db", "dabc", "e" + digest, "s{}"}), "");
  EXPECT_EQ(refusal({"fsystem.db", "dabd", "e" + digest}), "system.db is not as it was when the backup was made.");
  const std::string wrong = "It is not made as a backup is.";
  for (const std::vector<std::string>& records : {std::vector<std::string>{""}, {"dabc"}, {"e" + digest}, {"fsystem.db", "fsystem.db"}, {"fsystem.db", "s{}"}, {"s{}", "fsystem.db"}, {"xyz"}}) EXPECT_EQ(refusal(records), wrong);
}

// ---- the keys

TEST(BackupKey, P12_IsMadeOnceAndItsSecretHalfIsTakenAway) {
  Folder folder;
  const SealedTo first = sealed_to(folder.path());
  EXPECT_TRUE(first.made && first.secret_is_here);
  struct stat facts {};
  ASSERT_EQ(::stat(folder.at("backup.key").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0400u);
  EXPECT_EQ(facts.st_size, 32);
  EXPECT_EQ(recipient_of(read_backup_key(folder.at("backup.key"))), first.recipient);
  EXPECT_FALSE(sealed_to(folder.path()).made);
  std::filesystem::rename(folder.at("backup.key"), folder.at("safe"));
  const SealedTo later = sealed_to(folder.path());
  EXPECT_EQ(later.recipient, first.recipient);
  EXPECT_FALSE(later.made || later.secret_is_here);
  std::filesystem::rename(folder.at("safe"), folder.at("backup.key"));
  std::filesystem::remove(folder.at("backup.pub"));  // a power cut came between the two
  EXPECT_EQ(sealed_to(folder.path()).recipient, first.recipient);
  EXPECT_TRUE(std::filesystem::exists(folder.at("backup.pub")));
}

TEST(BackupKey, P12_IsReadableByItsOwnerOnly) {
  Folder folder;
  make_backup_key(folder.at("key"));
  for (const mode_t mode : {0440u, 0404u, 0644u}) {
    ASSERT_EQ(::chmod(folder.at("key").c_str(), mode), 0);
    EXPECT_NE(refusal_of([&] { read_backup_key(folder.at("key")); }).find("may read"), std::string::npos);
  }
  ASSERT_EQ(::chmod(folder.at("key").c_str(), 0400), 0);
  EXPECT_NE(refusal_of([&] { make_backup_key(folder.at("key")); }).find("already"), std::string::npos);
  EXPECT_NE(refusal_of([&] { read_backup_key(folder.at("none")); }).find("no file"), std::string::npos);
  write_bytes(folder.at("short"), "too short");
  ASSERT_EQ(::chmod(folder.at("short").c_str(), 0400), 0);
  EXPECT_NE(refusal_of([&] { read_backup_key(folder.at("short")); }).find("exactly 32 bytes"), std::string::npos);
}

TEST(BackupKey, P12_TwoHalvesThatDoNotFitAreNotUsed) {
  Folder folder;
  const BackupRecipient other = make_backup_key(folder.at("other"));
  const SealedTo own = sealed_to(folder.path());
  EXPECT_NE(refusal_of([&] { seal_to(folder.path(), other); }).find("until now"), std::string::npos);
  EXPECT_EQ(sealed_to(folder.path()).recipient, own.recipient);
  std::filesystem::remove(folder.at("backup.key"));
  seal_to(folder.path(), other);
  EXPECT_EQ(sealed_to(folder.path()).recipient, other);
  make_backup_key(folder.at("backup.key"));
  EXPECT_NE(refusal_of([&] { sealed_to(folder.path()); }).find("does not open"), std::string::npos);
}

TEST(BackupKey, P12_AMistypedRecipientIsNotOne) {
  Folder folder;
  const BackupRecipient recipient = make_backup_key(folder.at("key"));
  const std::string text = recipient_text(recipient);
  ASSERT_EQ(text.size(), 55u);
  EXPECT_EQ(parse_recipient(text), recipient);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string mistyped = text;
    mistyped[at] = mistyped[at] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(parse_recipient(mistyped)) << at;
    EXPECT_FALSE(parse_recipient(text.substr(0, at)));
  }
  EXPECT_FALSE(parse_recipient(text + "A"));
  std::ofstream(folder.at("backup.pub")) << text.substr(0, 54);
  EXPECT_NE(refusal_of([&] { sealed_to(folder.path()); }).find("damaged"), std::string::npos);
}

}  // namespace
}  // namespace tributary::store
