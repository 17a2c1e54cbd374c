#include "relay/store/keys.h"

#include <sys/stat.h>

#include <set>

#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

TEST(MasterKey, IsMadeOnceAndReadableByItsOwnerOnly) {
  Folder folder;
  const std::string sealed = Keys::open(folder.at("data"), "").seal("token", "default|accounts|1|secret");
  struct stat facts {};
  ASSERT_EQ(::stat(folder.at("data/master.key").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0400u);
  EXPECT_EQ(facts.st_size, 32);
  EXPECT_EQ(Keys::open(folder.at("data"), "").unseal(sealed, "default|accounts|1|secret"), "token");
}

TEST(MasterKey, IsRefusedWhenOthersMayReadIt) {
  Folder folder;
  Keys::open(folder.path(), "");
  for (const mode_t mode : {0440u, 0404u, 0644u}) {
    ASSERT_EQ(::chmod(folder.at("master.key").c_str(), mode), 0);
    EXPECT_NE(refusal_of([&] { Keys::open(folder.path(), ""); }).find("may read"), std::string::npos);
  }
  ASSERT_EQ(::chmod(folder.at("master.key").c_str(), 0600), 0);
  EXPECT_EQ(refusal_of([&] { Keys::open(folder.path(), ""); }), "");
}

TEST(MasterKey, OfTheWrongLengthIsRefused) {
  Folder folder;
  write_bytes(folder.at("master.key"), std::string(31, 'x'));
  ASSERT_EQ(::chmod(folder.at("master.key").c_str(), 0400), 0);
  EXPECT_NE(refusal_of([&] { Keys::open(folder.path(), ""); }).find("exactly 32 bytes"), std::string::npos);
}

TEST(MasterKey, GivenByNameMustLieOutsideTheDataFolder) {
  Folder folder;
  std::filesystem::create_directory(folder.at("data"));
  for (const char* inside : {"data/my.key", "data/sub/my.key", "data/../data/my.key"})
    EXPECT_NE(refusal_of([&] { Keys::open(folder.at("data"), folder.at(inside)); }).find("inside the data folder"), std::string::npos) << inside;
  EXPECT_EQ(refusal_of([&] { Keys::open(folder.at("data"), folder.at("database.key")); }), "");
  EXPECT_TRUE(std::filesystem::exists(folder.at("database.key")));
  EXPECT_FALSE(std::filesystem::exists(folder.at("data/master.key")));
}

TEST(MasterKey, ThatIsMissingOrAnotherOneIsNotSilentlyReplaced) {
  Folder folder;
  Keys::open(folder.path(), "");
  std::filesystem::rename(folder.at("master.key"), folder.at("kept"));
  EXPECT_NE(refusal_of([&] { Keys::open(folder.path(), ""); }).find("is missing"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder.at("master.key")));
  write_bytes(folder.at("master.key"), std::string(32, 'x'));
  ASSERT_EQ(::chmod(folder.at("master.key").c_str(), 0400), 0);
  EXPECT_NE(refusal_of([&] { Keys::open(folder.path(), ""); }).find("not the one"), std::string::npos);
}

TEST(Sealing, BindsASecretToItsPlaceAndNoticesEveryChangedByte) {
  Folder folder;
  const Keys keys = Keys::open(folder.path(), "");
  const std::string place = "default|accounts|acc_1|auth_token";
  const std::string sealed = keys.seal("very secret", place);
  EXPECT_EQ(sealed.find("very secret"), std::string::npos);
  EXPECT_NE(sealed, keys.seal("very secret", place));  // a fresh nonce each time
  EXPECT_EQ(keys.unseal(sealed, place), "very secret");
  EXPECT_FALSE(keys.unseal(sealed, "other|accounts|acc_1|auth_token"));
  EXPECT_FALSE(keys.unseal(sealed, ""));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string bent = sealed;
    bent[at] = static_cast<char>(bent[at] ^ 1);
    EXPECT_FALSE(keys.unseal(bent, place)) << at;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) EXPECT_FALSE(keys.unseal(sealed.substr(0, size), place));
  EXPECT_EQ(keys.unseal(keys.seal("", place), place), "");
}

TEST(Sealing, UnderAnotherKeyIsNoise) {
  Folder one, two;
  const std::string sealed = Keys::open(one.path(), "").seal("secret", "place");
  EXPECT_FALSE(Keys::open(two.path(), "").unseal(sealed, "place"));
}

TEST(Identity, IsTheSameEveryTimeAndDiffersByTenantKindAddressAndKey) {
  Folder one, two;
  const Keys keys = Keys::open(one.path(), "");
  const std::set<IdentityId> different{
      keys.identity("default", IdentityKind::phone, "+15550100101"),    keys.identity("other", IdentityKind::phone, "+15550100101"),
      keys.identity("default", IdentityKind::whatsapp, "+15550100101"), keys.identity("default", IdentityKind::phone, "+15550100102"),
      keys.identity("defaul", IdentityKind::phone, "t+15550100101"),    Keys::open(two.path(), "").identity("default", IdentityKind::phone, "+15550100101")};
  EXPECT_EQ(different.size(), 6u);
  EXPECT_EQ(Keys::open(one.path(), "").identity("default", IdentityKind::phone, "+15550100101"),
            keys.identity("default", IdentityKind::phone, "+15550100101"));
}

TEST(KeyedBits, DifferByTenantPurposeAndText) {
  Folder folder;
  const Keys keys = Keys::open(folder.path(), "");
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (const char* tenant : {"a", "ab"})
    for (const char* purpose : {"call", "bcall"})
      for (const char* text : {"CA1", "CA2"}) {
        std::uint64_t high = 0, low = 0;
        keys.keyed(tenant, purpose, text, high, low);
        seen.insert({high, low});
      }
  EXPECT_EQ(seen.size(), 8u);
}

TEST(Secrets, AreFortyThreeCharactersOfBase64UrlAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = random_secret();
    EXPECT_EQ(secret.size(), 43u);
    EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
    seen.insert(secret);
  }
  EXPECT_EQ(seen.size(), 1000u);
  EXPECT_NE(mint<MessageId>(), mint<MessageId>());
}

TEST(Mint, CommandsOfOneRunFollowEachOtherAndTheirSecondHalfIsChance) {
  std::set<std::uint64_t> chances, steps;
  CommandId before = mint<CommandId>();
  for (int i = 0; i < 1000; ++i) {
    const CommandId next = mint<CommandId>();
    const std::uint64_t step = next.high - before.high;  // also right when the number goes past its end
    EXPECT_GE(step, 1u);
    EXPECT_LE(step, 0x10000u);
    chances.insert(next.low);
    steps.insert(step);
    before = next;
  }
  EXPECT_EQ(chances.size(), 1000u);
  EXPECT_GT(steps.size(), 900u);
}

TEST(Sha256, GivesTheKnownAnswer) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Passwords, AreArgon2idWithTheAgreedCostAndASaltOfTheirOwn) {
  const std::string hash = hash_password("correct horse battery");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << hash;
  EXPECT_NE(hash, hash_password("correct horse battery"));
  EXPECT_TRUE(right_password(hash, "correct horse battery"));
  EXPECT_FALSE(right_password(hash, "correct horse batterY"));
  EXPECT_FALSE(right_password(hash, ""));
}

TEST(Passwords, AHashThatIsNoneFitsNothing) {
  EXPECT_FALSE(right_password("", ""));
  EXPECT_FALSE(right_password("correct", "correct"));
  EXPECT_FALSE(right_password(std::string(5000, '$'), "x"));
}

}  // namespace
}  // namespace tributary::store
