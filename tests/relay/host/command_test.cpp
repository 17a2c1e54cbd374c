// What an administrator types, and that a restore sends nothing (P12).
#include <gtest/gtest.h>

#include <filesystem>

#include "relay/app/backup.h"
#include "relay/app/commands.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

class Commands : public ::testing::Test {
 protected:
  app::Said say(std::vector<std::string> words, std::string secret = "") { return app::run_command(*relay.house, {std::move(words), std::move(secret)}); }
  static std::string line(const std::string& text) { return text.substr(0, text.find('\n')); }
  Answer sign_in(const std::string& email, const std::string& password) {
    return relay.ask("POST", "/api/v1/session", json::serialize(json::object{{"email", email}, {"password", password}}),
                     {{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}});
  }
  LivingRelay relay;
};

TEST_F(Commands, AUserIsMadeWithAPasswordThatIsLongEnough) {
  const std::vector<std::string> words{"create-user", "--email", "ana@example.com", "--role", "admin", "--password-stdin"};
  auto refused = say(words, "too short");
  EXPECT_FALSE(refused.ok);
  EXPECT_EQ(refused.text, "The password must be 12 to 1,024 characters.\n");
  EXPECT_FALSE(relay.house->system().user_by_email("ana@example.com"));
  auto made = say(words, "a long enough one");
  EXPECT_TRUE(made.ok) << made.text;
  EXPECT_EQ(made.text.find("long enough"), std::string::npos);
  EXPECT_EQ(sign_in("ana@example.com", "a long enough one").json().at("role").as_string(), "admin");
  EXPECT_FALSE(say(words, "a long enough one").ok) << "the address is taken";
}

TEST_F(Commands, ATokenIsPrintedAloneSoThatItCanBePiped) {
  auto said = say({"create-token", "--scope", "conversations:read"});
  ASSERT_TRUE(said.ok);
  EXPECT_EQ(said.text.find('\n'), said.text.size() - 1);
  EXPECT_EQ(relay.as(line(said.text), "GET", "/api/v1/conversations").status, 200);
  EXPECT_EQ(relay.as(line(said.text), "GET", "/api/v1/admin/tokens").status, 403);
  EXPECT_FALSE(say({"create-token", "--scope", "everything"}).ok);
  EXPECT_FALSE(say({"create-token", "--days", "0"}).ok);
  EXPECT_FALSE(say({"create-token", "--tenant", "nobody"}).ok);
}

TEST_F(Commands, ASetUpLinkSignsInOnce) {
  EXPECT_FALSE(say({"setup-link"}).ok) << "there is nobody yet";
  say({"create-user", "--email", "ana@example.com", "--role", "admin", "--no-password"});
  auto said = say({"setup-link"});
  ASSERT_TRUE(said.ok);
  const std::string start = std::string(public_url) + "/#link=";
  ASSERT_TRUE(said.text.starts_with(start)) << said.text;
  const std::string body = R"({"secret":")" + line(said.text).substr(start.size()) + R"("})";
  auto use = [&] { return relay.ask("POST", "/api/v1/session/link", body, {{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}}).status; };
  EXPECT_EQ(use(), 200);
  EXPECT_EQ(use(), 401);
}

TEST_F(Commands, AnAddedAccountTakesWebhooksAtOnce) {
  const std::string sid = "ACf1c70000000000000000000000000002", secret = "0123456789abcdef0123456789abcdef";
  const std::vector<std::string> words{"add-account", "--sid", sid, "--sms-number", "+15550100901", "--token-stdin"};
  EXPECT_FALSE(say(words).ok);
  EXPECT_FALSE(say({"add-account", "--sid", sid, "--sms-number", "0900", "--token-stdin"}, secret).ok);
  auto said = say(words, secret);
  ASSERT_TRUE(said.ok) << said.text;
  EXPECT_EQ(said.text.find(secret), std::string::npos);
  const std::size_t at = said.text.find("/hooks/twilio/");
  ASSERT_NE(at, std::string::npos);
  const std::string path = line(said.text.substr(at));
  ASSERT_TRUE(path.ends_with("/sms")) << path;
  auto form = relay.sms("SM7", "+15550100101", "to the second");
  for (auto& field : form) {
    if (field.name == "To") field.value = "+15550100901";
    if (field.name == "AccountSid") field.value = sid;
  }
  EXPECT_EQ(relay.ask("POST", path, http::form_encode(form), {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path, form, secret)}}).status, 200);
  EXPECT_EQ(relay.as(relay.token({"conversations:read"}), "GET", "/api/v1/conversations").json().at("items").as_array().size(), 1u);
}

TEST_F(Commands, CheckSaysThatAllIsWellAndUnknownWordsAreRefused) {
  relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  auto said = say({"check"});
  EXPECT_TRUE(said.ok);
  EXPECT_TRUE(said.text.starts_with("All is well: 1 tenant(s), ")) << said.text;
  EXPECT_FALSE(say({"drop-everything"}).ok);
  EXPECT_FALSE(say({"check", "--quickly"}).ok);
}

class Backups : public Commands {
 protected:
  ~Backups() override { fs::remove_all(copy), fs::remove_all(elsewhere); }
  std::string token = relay.token({"conversations:read", "messages:send"});
  std::string copy = relay.folder.string() + "-copy", elsewhere = relay.folder.string() + "-elsewhere", key = relay.folder.string() + "/backup.key";
  Answer reply(const std::string& text) {
    const std::string session(relay.as(token, "GET", "/api/v1/conversations").json().at("items").at(0).at("sessionId").as_string());
    return relay.as(token, "POST", "/api/v1/conversations/reply", json::serialize(json::object{{"sessionId", session}, {"message", text}}));
  }
  host::Config restored_config() {
    host::Config config = relay.house->config();
    config.data = elsewhere;
    return config;
  }
};

TEST_F(Backups, P12_ARestoreSendsNothingAndWhatWasUnderWayIsUnknown) {
  relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  ASSERT_EQ(reply("never handed over").status, 202);  // the couriers do not run
  const Epoch before = relay.tenant().runtime.epoch();
  auto said = say({"backup", "--to", copy});
  ASSERT_TRUE(said.ok) << said.text;
  EXPECT_FALSE(say({"backup", "--to", copy}).ok) << "never over an older one";

  fs::create_directories(elsewhere);
  fs::copy_file(relay.folder / "master.key", elsewhere + "/master.key");
  const std::string told = app::restore(restored_config(), copy, key);
  EXPECT_NE(told.find("1 message(s) may or may not have been sent"), std::string::npos) << told;

  boost::asio::io_context io;
  {
    host::House house(io, restored_config());
    const auto& runtime = house.tenants().at("default")->runtime;
    EXPECT_NE(runtime.epoch(), before);
    int open = 0;
    runtime.state().outgoing.for_each([&](MessageId, const Outgoing& o) {
      ++open;
      EXPECT_EQ(o.status, Delivery::unknown);
    });
    EXPECT_EQ(open, 1);
    EXPECT_EQ(house.system().tokens("default").size(), relay.house->system().tokens("default").size());
  }
  EXPECT_THROW(app::restore(restored_config(), copy, key), std::runtime_error) << "only into an empty folder";
  EXPECT_TRUE(relay.provider.requests.empty());
}

TEST_F(Backups, P12_NeitherDoesTheRestoredRelayOnceItRuns) {
  relay.hook("sms", relay.sms("SM1", "+15550100101", "hello"));
  ASSERT_EQ(reply("never handed over").status, 202);
  ASSERT_TRUE(say({"backup", "--to", copy}).ok);
  fs::create_directories(elsewhere);
  fs::copy_file(relay.folder / "master.key", elsewhere + "/master.key");
  app::restore(restored_config(), copy, key);
  host::House house(relay.io, restored_config());
  bool listed = false;
  house.start();
  relay.run_until([&] {
    listed = listed || !relay.provider.requests.empty();
    return listed && house.idle();
  });
  for (const auto& request : relay.provider.requests) EXPECT_EQ(request.method, "GET") << request.target;
}

TEST_F(Backups, ABackupThatIsNoneIsRefused) {
  fs::create_directories(copy);
  fs::create_directories(elsewhere);
  fs::copy_file(relay.folder / "master.key", elsewhere + "/master.key");
  EXPECT_THROW(app::restore(restored_config(), copy, key), std::runtime_error);
  EXPECT_FALSE(fs::exists(elsewhere + "/system.db"));
}

TEST_F(Backups, WithAnotherKeyTheRestoredRelaySaysSo) {
  say({"add-account", "--sid", "ACf1c70000000000000000000000000002", "--sms-number", "+15550100901", "--token-stdin"}, "0123456789abcdef0123456789abcdef");
  ASSERT_TRUE(say({"backup", "--to", copy}).ok);
  fs::create_directories(elsewhere);
  store::make_backup_key(elsewhere + "/master.key");  // 32 other bytes
  EXPECT_THROW(app::restore(restored_config(), copy, key), std::runtime_error);
}

}  // namespace
}  // namespace tributary::test
