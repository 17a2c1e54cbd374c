#include "relay/store/system_store.h"

#include "core/base/limits.h"
#include "relay/store/keys.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

constexpr Instant noon{1'790'000'000'000};

User person(std::uint64_t number, const std::string& email) {
  User user;
  user.id = AgentId{1, number};
  user.tenant = "default";
  user.email = email;
  user.name = "Zo\xC3\xAB";
  user.password_hash = "$argon2id$fake";
  user.role = Role::admin;
  return user;
}

std::unique_ptr<SystemStore> with_zoe(const Folder& folder) {
  auto store = SystemStore::open(folder.path());
  EXPECT_TRUE(store->add_tenant("default", "Flowers & Co"));
  EXPECT_TRUE(store->add_user(person(1, "Zoe@Example.org")));
  return store;
}

SignInSession session_of(const SystemStore& store, std::uint64_t number) {
  const AgentId id{1, number};
  return {"", id, "default", noon, noon, store.user(id)->version};
}

std::string all_bytes(const Folder& folder) {
  return bytes_of(folder.at("system.db")) + bytes_of(folder.at("system.db-wal"));
}

TEST(Tenants, AreAddedOnceUnderNamesThatCanBeFolders) {
  Folder folder;
  auto store = SystemStore::open(folder.path());
  EXPECT_TRUE(store->tenants().empty());
  EXPECT_TRUE(store->add_tenant("default", "Flowers & Co"));
  EXPECT_FALSE(store->add_tenant("default", "Other"));
  for (const char* bad : {"", "..", "a/b", "Default", "-a", "a b", "a.b"}) EXPECT_FALSE(store->add_tenant(bad, "x")) << bad;
  EXPECT_FALSE(store->add_tenant(std::string(64, 'a'), "x"));
  EXPECT_EQ(store->tenant_name("default"), "Flowers & Co");
  EXPECT_EQ(store->tenant_name("nobody"), "");
  EXPECT_EQ(store->tenants(), std::vector<std::string>{"default"});
}

TEST(Users, AreFoundByEmailWithoutCase) {
  Folder folder;
  auto store = with_zoe(folder);
  EXPECT_FALSE(store->add_user(person(2, "zOE@eXAMPLE.ORG")));
  EXPECT_TRUE(store->add_user(person(2, "adam@example.org")));
  store.reset();
  store = SystemStore::open(folder.path());
  const auto zoe = store->user_by_email("zoe@example.ORG");
  ASSERT_TRUE(zoe);
  EXPECT_EQ(zoe->email, "Zoe@Example.org");
  EXPECT_EQ(zoe->name, "Zo\xC3\xAB");
  EXPECT_EQ(zoe->role, Role::admin);
  EXPECT_TRUE(zoe->active);
  EXPECT_FALSE(store->user_by_email("zoe@example.org' OR '1'='1"));
  EXPECT_FALSE(store->user(AgentId{9, 9}));
  const auto everyone = store->users("default");
  ASSERT_EQ(everyone.size(), 2u);
  EXPECT_EQ(everyone[0].email, "adam@example.org");
  EXPECT_TRUE(store->users("other").empty());
}

TEST(Users, OfATenantThatDoesNotExistAreRefused) {
  Folder folder;
  auto store = SystemStore::open(folder.path());
  EXPECT_FALSE(store->add_user(person(1, "a@example.org")));
}

TEST(SignInSessions, AreFoundByTheirSecretAndOnlyItsHashIsOnTheDisk) {
  Folder folder;
  auto store = with_zoe(folder);
  const std::string secret = random_secret();
  store->add_session(secret, session_of(*store, 1));
  const auto found = store->session(secret);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->user, (AgentId{1, 1}));
  EXPECT_EQ(found->tenant, "default");
  EXPECT_EQ(found->hash, sha256_hex(secret));
  EXPECT_FALSE(store->session(found->hash));
  EXPECT_FALSE(store->session(random_secret()));
  const std::string bytes = all_bytes(folder);
  EXPECT_NE(bytes.find(sha256_hex(secret)), std::string::npos);
  EXPECT_EQ(bytes.find(secret), std::string::npos);
}

TEST(SignInSessions, EndOneByOneOrAllAtOnce) {
  Folder folder;
  auto store = with_zoe(folder);
  for (const char* secret : {"one", "two", "three"}) store->add_session(secret, session_of(*store, 1));
  store->end_session("one");
  EXPECT_FALSE(store->session("one"));
  EXPECT_EQ(store->sessions_of(AgentId{1, 1}).size(), 2u);
  store->end_sessions_of(AgentId{1, 1});
  EXPECT_FALSE(store->session("two"));
  EXPECT_FALSE(store->session("three"));
}

TEST(SignInSessions, EndWithPasswordRoleAndDeactivation) {
  Folder folder;
  auto store = with_zoe(folder);
  store->add_session("one", session_of(*store, 1));
  store->set_password(AgentId{1, 1}, "$argon2id$other");
  EXPECT_FALSE(store->session("one"));
  EXPECT_EQ(store->user(AgentId{1, 1})->password_hash, "$argon2id$other");
  store->add_session("two", session_of(*store, 1));
  EXPECT_TRUE(store->session("two"));
  store->set_role(AgentId{1, 1}, Role::agent);
  EXPECT_FALSE(store->session("two"));
  store->add_session("three", session_of(*store, 1));
  store->set_active(AgentId{1, 1}, false);
  EXPECT_FALSE(store->session("three"));
  store->add_session("four", session_of(*store, 1));  // even one made afterwards is no good
  EXPECT_FALSE(store->session("four"));
}

TEST(SignInSessions, OfAnOlderVersionOfTheirUserAreNoGood) {
  Folder folder;
  auto store = with_zoe(folder);
  const SignInSession before = session_of(*store, 1);
  store->set_password(AgentId{1, 1}, "$argon2id$other");
  store->add_session("late", before);
  EXPECT_FALSE(store->session("late"));
}

TEST(SignInSessions, AreTouchedForwardAndNotEveryMoment) {
  Folder folder;
  auto store = with_zoe(folder);
  store->add_session("one", session_of(*store, 1));
  store->touch_session("one", noon + 59'000);
  EXPECT_EQ(store->session("one")->last_seen, noon);
  store->touch_session("one", noon + 61'000);
  EXPECT_EQ(store->session("one")->last_seen, noon + 61'000);
  store->touch_session("one", noon);  // the clock jumped back
  EXPECT_EQ(store->session("one")->last_seen, noon + 61'000);
}

TEST(Links, OpenOnceAndNotTooLate) {
  Folder folder;
  auto store = with_zoe(folder);
  const std::string secret = random_secret();
  store->add_link(secret, AgentId{1, 1}, noon + limits::hour_ms);
  EXPECT_EQ(all_bytes(folder).find(secret), std::string::npos);
  EXPECT_FALSE(store->use_link("guess", noon));
  EXPECT_EQ(store->use_link(secret, noon + limits::hour_ms + -1), (AgentId{1, 1}));
  EXPECT_FALSE(store->use_link(secret, noon));
  store->add_link("late", AgentId{1, 1}, noon);
  EXPECT_FALSE(store->use_link("late", noon));
  EXPECT_FALSE(store->use_link("late", noon + -5));  // gone, also for a clock that jumps back
}

TEST(Links, DoNotOpenForSomebodyDeactivated) {
  Folder folder;
  auto store = with_zoe(folder);
  store->add_link("link", AgentId{1, 1}, noon + 1000);
  store->set_active(AgentId{1, 1}, false);
  EXPECT_FALSE(store->use_link("link", noon));
}

TEST(Links, EndWithTheSessions) {
  Folder folder;
  auto store = with_zoe(folder);
  store->add_link("before", AgentId{1, 1}, noon + 1000);
  store->end_sessions_of(AgentId{1, 1});
  EXPECT_FALSE(store->use_link("before", noon));
  store->add_link("after", AgentId{1, 1}, noon + 1000);
  EXPECT_TRUE(store->use_link("after", noon));
}

ApiToken token_of(std::uint64_t number) {
  ApiToken token;
  token.id = TokenId{5, number};
  token.tenant = "default";
  token.name = "billing";
  token.scopes = {"conversations:read", "messages:send"};
  token.created = noon + static_cast<std::int64_t>(number);
  token.expires = noon + limits::day_ms;
  token.creator = AgentId{1, 1};
  return token;
}

TEST(Tokens, AreFoundByTheirSecretUntilTheyAreRevoked) {
  Folder folder;
  auto store = with_zoe(folder);
  const std::string secret = random_secret();
  store->add_token(secret, token_of(1));
  EXPECT_EQ(all_bytes(folder).find(secret), std::string::npos);
  const auto found = store->token(secret);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, (TokenId{5, 1}));
  EXPECT_EQ(found->scopes, (std::vector<std::string>{"conversations:read", "messages:send"}));
  EXPECT_EQ(found->expires, noon + limits::day_ms);
  EXPECT_EQ(found->creator, (AgentId{1, 1}));
  EXPECT_FALSE(store->token("other"));
  EXPECT_TRUE(store->revoke_token(TokenId{5, 1}));
  EXPECT_FALSE(store->revoke_token(TokenId{5, 9}));
  EXPECT_FALSE(store->token(secret));
  store->add_token("second", token_of(2));
  const auto listed = store->tokens("default");
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_FALSE(listed[0].revoked);
  EXPECT_TRUE(listed[1].revoked);
  EXPECT_TRUE(store->tokens("other").empty());
}

TEST(Tokens, DieWithTheirCreator) {
  Folder folder;
  auto store = with_zoe(folder);
  ApiToken by_hand = token_of(2);
  by_hand.creator = {};
  store->add_token("hers", token_of(1));
  store->add_token("by hand", by_hand);
  store->set_active(AgentId{1, 1}, false);
  EXPECT_FALSE(store->token("hers"));
  EXPECT_TRUE(store->token("by hand"));
}

TEST(Tokens, SayWhatRoleTheirCreatorHasNow) {
  Folder folder;
  auto store = with_zoe(folder);
  ApiToken by_hand = token_of(2);
  by_hand.creator = {};
  store->add_token("hers", token_of(1));
  store->add_token("by hand", by_hand);
  for (Role role : {Role::agent, Role::admin}) {
    store->set_role(AgentId{1, 1}, role);
    EXPECT_EQ(store->token("hers")->creator_role, role);
    EXPECT_EQ(store->token("by hand")->creator_role, Role::admin) << "the command line's";
    EXPECT_EQ(store->tokens("default").at(1).creator_role, role);
  }
}

TEST(SystemFile, HasOneUserAtATimeAndCanBeCopiedWhileInUse) {
  Folder folder;
  auto store = with_zoe(folder);
  EXPECT_NE(refusal_of([&] { SystemStore::open(folder.path()); }).find("Another process"), std::string::npos);
  std::filesystem::create_directory(folder.at("copy"));
  store->backup_to(folder.at("copy/system.db"));
  auto copy = SystemStore::open(folder.at("copy"));
  EXPECT_TRUE(copy->user_by_email("zoe@example.org"));
  EXPECT_EQ(copy->check(), "");
}

}  // namespace
}  // namespace tributary::store
