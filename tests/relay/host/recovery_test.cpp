// What an operator relies on when something went wrong: lists pulled after refusals (P2), backups made under load and
// refused when damaged (P12), nothing sent after a restore, people signed out everywhere at once (P15).
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "core/base/id_text.h"
#include "relay/app/backup.h"
#include "relay/app/commands.h"
#include "relay/host/health.h"
#include "tests/relay/host/plain_backup.h"
#include "tests/relay/host/socket_client.h"
#include "tests/support/own_time.h"

namespace tributary::test {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const std::string person = "+15550100101";

class Recovery : public ::testing::Test {
 protected:
  ~Recovery() override { fs::remove_all(copy), fs::remove_all(elsewhere); }
  std::size_t lists_asked() {
    std::size_t count = 0;
    for (const auto& request : relay.provider.requests) count += request.method == "GET" && request.path.ends_with("/Messages.json");
    return count;
  }
  std::size_t messages_of_first() {
    const auto items = relay.as(token, "GET", "/api/v1/conversations").json().at("items").as_array();
    return items.empty() ? 0 : static_cast<std::size_t>(items[0].at("messageCount").as_int64());
  }
  void back_up() {
    const auto said = app::run_command(*relay.house, {{"backup", "--to", copy}, ""});
    ASSERT_TRUE(said.ok) << said.text;
  }
  host::Config restored_config() {
    fs::create_directories(elsewhere);
    if (!fs::exists(elsewhere + "/master.key")) fs::copy_file(relay.folder / "master.key", elsewhere + "/master.key");
    host::Config config = relay.house->config();
    config.data = elsewhere;
    return config;
  }
  std::string refusal_of_restore() {
    const host::Config config = restored_config();
    try {
      app::restore(config, copy, key);
    } catch (const std::exception& wrong) {
      EXPECT_FALSE(fs::exists(elsewhere + "/system.db")) << "nothing stays behind";
      return wrong.what();
    }
    return "";
  }

  LivingRelay relay;
  std::string token = relay.token({"conversations:read", "messages:send"});
  std::string copy = relay.folder.string() + "-copy", elsewhere = relay.folder.string() + "-elsewhere", key = relay.folder.string() + "/backup.key";
};

TEST_F(Recovery, P2_AfterATimeOfRefusalsTheProvidersListIsPulledAtOnce) {
  relay.start_couriers();
  relay.run_until([&] { return lists_asked() == 1; });
  relay.hook("sms", relay.sms("SM1", person, "before"));
  relay.provider.lists = {json::serialize(json::object{{"messages", json::array{json::object{{"sid", "SM2"}, {"direction", "inbound"}, {"from", person}, {"to", our_number}, {"body", "while we refused"},
      {"num_media", "0"}, {"account_sid", account_sid}, {"status", "received"}, {"error_code", nullptr}, {"date_created", "Sat, 21 Nov 2099 10:00:00 +0000"}}}}, {"next_page_uri", nullptr}})};
  relay.tenant().reconciler.owe();
  EXPECT_EQ(lists_asked(), 1u) << "nothing was written again yet";
  relay.hook("sms", relay.sms("SM3", person, "written again"));
  relay.run_until([&] { return lists_asked() == 2 && messages_of_first() == 3; });
}

TEST_F(Recovery, P2_TheMarkStaysWhereWhatWasPulledWasLostAgain) {
  bool done = false;
  relay.tenant().reconciler.run([&] { done = true; });
  relay.run_until([&] { return done; });
  relay.house->round().finish_now();
  const auto mark = relay.tenant().reconciler.complete_until();
  relay.pass(limits::hour_ms);
  done = false;
  relay.tenant().reconciler.run([&] { done = true; });
  relay.tenant().reconciler.reloaded();  // the disk was full meanwhile, and the round was thrown away
  relay.run_until([&] { return done; });
  relay.house->round().finish_now();
  EXPECT_EQ(relay.tenant().reconciler.complete_until(), mark);
}

TEST_F(Recovery, P12_ABackupMadeUnderLoadHoldsWhatWasAnsweredBeforeItBegan) {
  for (int i = 0; i < 50; ++i) relay.hook("sms", relay.sms("SMa" + std::to_string(i), person, "before " + std::to_string(i)));
  const app::BackupPlan plan = app::plan_backup(*relay.house, copy);
  const std::atomic<bool> stop{false};
  std::atomic<bool> done{false};
  std::string told;
  std::thread copying([&] { told = app::carry_out(plan, stop), done = true; });
  for (int i = 0; !done || i < 50; ++i) ASSERT_EQ(relay.hook("sms", relay.sms("SMb" + std::to_string(i), person, "meanwhile " + std::to_string(i))).status, 200);
  copying.join();
  EXPECT_NE(told.find("verified"), std::string::npos) << told;
  EXPECT_EQ(app::damage_of_backup(copy, key), "");
  app::restore(restored_config(), copy, key);
  boost::asio::io_context io;
  host::House house(io, restored_config());
  const auto& state = house.tenants().at("default")->runtime.state();
  std::uint32_t messages = 0;
  state.conversations.for_each([&](ConversationId, const Conversation& c) { messages += c.messages; });
  EXPECT_GE(messages, 50u);
  EXPECT_EQ(house.tenants().at("default")->runtime.store().check(), "");
}

TEST_F(Recovery, P12_ABackupThatIsBrokenOffLeavesNothing) {
  const app::BackupPlan plan = app::plan_backup(*relay.house, copy);
  const std::atomic<bool> stop{true};
  EXPECT_THROW(app::carry_out(plan, stop), std::runtime_error);
  EXPECT_FALSE(fs::exists(copy));
  EXPECT_FALSE(fs::exists(copy + ".part"));
}

TEST_F(Recovery, P12_DamagedPlainBackupsAreRefusedWithTheReason) {
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  make_plain_backup(relay, copy);
  const std::string log = copy + "/tenants/default/log.db";
  const auto bytes = fs::file_size(log);
  // One bit, anywhere: where SQLite itself would notice nothing.
  for (const std::uintmax_t at : {bytes / 3, bytes / 2, bytes - 1}) {
    std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(file.get());
    const auto put = [&](char c) { file.seekp(static_cast<std::streamoff>(at)), file.put(c), file.flush(); };
    put(static_cast<char>(was ^ 1));
    EXPECT_NE(refusal_of_restore().find("tenants/default/log.db is not as it was"), std::string::npos) << at;
    EXPECT_FALSE(app::run_without_house(relay.house->config(), {{"check", "--backup", copy}, ""})->ok);
    put(was);
  }
  EXPECT_EQ(app::damage_of_backup(copy, key), "");
  fs::resize_file(log, bytes - 100);
  EXPECT_NE(refusal_of_restore().find("tenants/default/log.db has "), std::string::npos);
  fs::remove(log);
  EXPECT_NE(refusal_of_restore().find("tenants/default/log.db is missing"), std::string::npos);
  std::ofstream(copy + "/manifest.json") << "{\"format\":1,\"files\":[{\"path\":\"../../etc/passwd\",\"bytes\":1,\"sha256\":\"\"}]}";
  EXPECT_NE(refusal_of_restore().find("outside the backup"), std::string::npos);
  std::ofstream(copy + "/manifest.json") << "{\"format\":2,\"files\":[]}";
  EXPECT_NE(refusal_of_restore().find("A newer version made this backup"), std::string::npos);
  fs::remove(copy + "/manifest.json");
  EXPECT_NE(refusal_of_restore().find("not finished"), std::string::npos);
}

TEST_F(Recovery, P12_TheRestoredRelaySendsNothingUntilAPersonReleasesIt) {
  relay.hook("sms", relay.sms("SM1", person, "hello"));
  back_up();
  app::restore(restored_config(), copy, key);
  host::House house(relay.io, restored_config());
  host::Tenant& tenant = *house.tenants().at("default");
  const auto posts = [&] {
    std::size_t count = 0;
    for (const auto& request : relay.provider.requests) count += request.method == "POST";
    return count;
  };
  house.start();
  EXPECT_TRUE(tenant.courier.held());
  const auto health = [&] {
    for (const host::HealthValue& one : host::health_of(house, tenant).values)
      if (std::string_view(one.id) == "sending_held") return one.level();
    return host::Level::attention;
  };
  EXPECT_EQ(health(), host::Level::red);
  ConversationId conversation;
  tenant.runtime.state().conversations.for_each([&](ConversationId id, const Conversation&) { conversation = id; });
  ASSERT_TRUE(tenant.runtime.submit(SendReply{conversation, {}, "written after the restore"}, ActorKind::automation).accepted);
  house.round().finish_now();
  relay.run_until([&] { return lists_asked() == 1; });
  EXPECT_EQ(posts(), 0u);
  tenant.runtime.state().outgoing.for_each([](MessageId, const Outgoing& o) { EXPECT_EQ(o.status, Delivery::queued) << "no attempt is begun"; });
  EXPECT_TRUE(app::run_command(house, {{"release-sending"}, ""}).ok);
  EXPECT_EQ(health(), host::Level::ok);
  relay.run_until([&] { return posts() == 1; });
  EXPECT_TRUE(app::run_command(house, {{"check"}, ""}).ok) << "and the books balance";
}

// ---- people (P15)
class Revoking : public Recovery {
 protected:
  struct Page { std::string cookie, ticket; AgentId id; };
  std::vector<http::Field> fields(const std::string& cookie) const { return {{"Cookie", cookie}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}}; }
  Page page_of(const std::string& email, Role role) {
    Page page;
    page.cookie = relay.cookie_of(email, role);
    page.ticket = std::string(relay.ask("POST", "/api/v1/session/ticket", "", fields(page.cookie)).json().at("ticket").as_string());
    page.id = relay.house->system().user_by_email(email)->id;
    return page;
  }
  std::string of(const Page& page) const { return "/api/v1/admin/users/" + to_text(page.id); }
  // The socket ends in its own time, the next request at once.
  void expect_out(SocketClient& socket, const Page& page) {
    EXPECT_EQ(relay.ask("GET", "/api/v1/me", "", {{"Cookie", page.cookie}}).status, 401);
    const auto began = own_time();
    EXPECT_EQ(socket.close_code(), 4401);
    EXPECT_LT(own_time() - began, std::chrono::seconds(2));
  }
  std::string admin = relay.token({"admin"});
};

TEST_F(Revoking, P15_EveryCauseEndsSocketsAndSessionsAtOnce) {
  const std::vector<std::pair<const char*, std::string>> causes{{"/deactivate", ""}, {"/role", R"({"role":"admin"})"}, {"/sign-out", ""}};
  int number = 0;
  for (const auto& [cause, body] : causes) {
    SCOPED_TRACE(cause);
    const Page page = page_of("sam" + std::to_string(++number) + "@example.com", Role::agent);
    SocketClient socket(relay);
    ASSERT_EQ(socket.open_from_page(page.cookie), 101);
    socket.welcome(page.ticket);  // still takes in its snapshot
    EXPECT_EQ(relay.as(admin, "POST", of(page) + cause, body).status, 200);
    expect_out(socket, page);
  }
}

TEST_F(Revoking, P15_ANewPasswordEndsEverythingButTheSessionThatChoseIt) {
  const Page page = page_of("sam@example.com", Role::agent);
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_from_page(page.cookie), 101);
  socket.welcome(page.ticket);
  const auto has_one = [this](const std::string& cookie) { return relay.ask("GET", "/api/v1/me", "", {{"Cookie", cookie}}).json().at("hasPassword").as_bool(); };
  EXPECT_FALSE(has_one(page.cookie)) << "who came by a link is asked for none";
  EXPECT_EQ(relay.ask("POST", "/api/v1/me/password", R"({"password":"short"})", fields(page.cookie)).status, 422);
  const Answer changed = relay.ask("POST", "/api/v1/me/password", R"({"password":"a long enough one"})", fields(page.cookie));
  ASSERT_EQ(changed.status, 200) << changed.body;
  expect_out(socket, page);
  const std::string set = changed.header("Set-Cookie"), fresh = set.substr(0, set.find(';'));
  EXPECT_TRUE(changed.json().at("hasPassword").as_bool());
  EXPECT_TRUE(has_one(fresh));
  EXPECT_EQ(relay.ask("POST", "/api/v1/me/password", R"({"password":"another long one","currentPassword":"a wrong guess"})", fields(fresh)).status, 401);
  EXPECT_EQ(relay.ask("POST", "/api/v1/session", R"({"email":"sam@example.com","password":"a long enough one"})", fields("")).status, 200);
}

TEST_F(Revoking, P15_ATokenEndsWithWhoMadeIt) {
  const Page page = page_of("boss@example.com", Role::admin);
  const auto made = relay.ask("POST", "/api/v1/admin/tokens", R"({"name":"robot","scopes":["conversations:read"]})", fields(page.cookie));
  const std::string secret(made.json().at("token").as_string());
  SocketClient robot(relay);
  ASSERT_EQ(robot.open_as(secret), 101);
  robot.welcome();
  EXPECT_EQ(relay.as(admin, "POST", of(page) + "/deactivate").status, 200);
  EXPECT_EQ(robot.close_code(), 4401);
  EXPECT_EQ(relay.as(secret, "GET", "/api/v1/me").status, 401);
}

TEST_F(Revoking, WhoIsAddedSignsInByTheirLinkOnceAndNobodyShutsThemselvesOut) {
  const Page boss = page_of("boss@example.com", Role::admin);
  const Answer added = relay.ask("POST", "/api/v1/admin/users", R"({"email":"ana@example.com","name":"Ana","role":"agent"})", fields(boss.cookie));
  ASSERT_EQ(added.status, 201) << added.body;
  const std::string link(added.json().at("signInLink").as_string()), secret = link.substr(link.find("#link=") + 6);
  EXPECT_EQ(relay.ask("POST", "/api/v1/session/link", R"({"secret":")" + secret + R"("})", fields("")).status, 200);
  EXPECT_EQ(relay.ask("POST", "/api/v1/session/link", R"({"secret":")" + secret + R"("})", fields("")).status, 401);
  for (const char* email : {"", "@example.com", "ana@", "a b@example.com"})
    EXPECT_EQ(relay.ask("POST", "/api/v1/admin/users", json::serialize(json::object{{"email", email}}), fields(boss.cookie)).status, 422) << email;
  EXPECT_EQ(relay.ask("POST", of(boss) + "/deactivate", "", fields(boss.cookie)).code(), "own_account");
  EXPECT_EQ(relay.ask("POST", of(boss) + "/role", R"({"role":"agent"})", fields(boss.cookie)).code(), "own_account");
}

TEST_F(Revoking, WhatComesBySocketKeepsTheSessionFromGrowingIdle) {
  LivingRelay quick([](host::Config& config) { config.recheck_ms = 20; });
  const std::string cookie = quick.cookie_of("sam@example.com", Role::agent), quiet = quick.cookie_of("ben@example.com", Role::agent);
  const std::string secret = cookie.substr(cookie.find('=') + 1);
  const auto seen = [&] { return quick.house->system().session(secret)->last_seen; };
  const std::string ticket(quick.ask("POST", "/api/v1/session/ticket", "", fields(cookie)).json().at("ticket").as_string());
  SocketClient socket(quick);
  ASSERT_EQ(socket.open_from_page(cookie), 101);
  socket.welcome(ticket);
  quick.pass(11 * limits::hour_ms);
  const Instant before = seen();
  EXPECT_FALSE(socket.submit(Resolve{ConversationId{1, 1}}).accepted);
  quick.run_until([&] { return seen() > before; });
  quick.pass(2 * limits::hour_ms);
  EXPECT_EQ(quick.ask("GET", "/api/v1/me", "", {{"Cookie", cookie}}).status, 200);
  EXPECT_EQ(quick.ask("GET", "/api/v1/me", "", {{"Cookie", quiet}}).status, 401) << "who says nothing for 12 hours signs in anew";
}

}  // namespace
}  // namespace tributary::test
