// P8: early, cheap, honest refusals, in the order of sacrifice; webhooks are held before they are refused, and health is
// always told. How full things are is an input.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "relay/api/answers.h"
#include "relay/host/memory.h"
#include "relay/host/overload.h"
#include "relay/http/answer.h"
#include "tests/relay/host/socket_client.h"

namespace tributary::test {
namespace {

using host::Overload;
using Kind = Overload::Kind;

http::Request request_of(Kind kind) {
  http::Request request;
  request.method = kind == Kind::send || kind == Kind::webhook ? "POST" : "GET";
  request.path = kind == Kind::webhook ? "/api/v1/webhooks/telephony/sms" : kind == Kind::always ? "/healthz" : "/api/v1/conversations";
  if (kind == Kind::api_read) request.fields.push_back({"Authorization", "Bearer x"});
  request.body = kind == Kind::webhook ? "0123456789" : "";
  return request;
}

class Gates : public ::testing::Test {
 protected:
  // The status that one of these gets now; 0: it is held, or its answer waits.
  int ask(Kind kind) {
    auto status = std::make_shared<int>(0);
    answers.push_back(status);
    overload.admit(request_of(kind), [status, this](http::Response r) { *status = r.status, last = std::move(r); }, [this](http::Request, http::Responder respond) {
      if (keep) return kept.push_back(std::move(respond));
      respond(http::Response{});
    });
    return *status;
  }
  void pass(std::int64_t ms) { steady += ms, overload.tick(); }

  boost::asio::io_context io;
  std::int64_t steady = 1'000;
  host::Clock clock{0, {[this] { return steady; }, [this] { return steady; }}};
  host::Load load{0, 1'000, 0, 0};
  Overload overload{io, clock, [this] { return load; }};
  std::vector<std::shared_ptr<int>> answers;
  std::vector<http::Responder> kept;
  http::Response last;
  bool keep = false;
};

TEST_F(Gates, P8_AreClosedOneAfterTheOtherInTheOrderOfSacrifice) {
  const struct { std::size_t memory; int open_from; } steps[] = {{700, 0}, {800, 1}, {850, 2}, {900, 3}, {950, 4}, {1'000, 5}, {5'000, 5}};
  for (const auto& step : steps) {
    load.memory = step.memory;
    for (int kind = 0; kind <= static_cast<int>(Kind::always); ++kind) EXPECT_EQ(overload.refuses(static_cast<Kind>(kind)), kind < step.open_from) << step.memory << " kind " << kind;
  }
}

TEST_F(Gates, P8_AreClosedByWhateverIsFullest) {
  load = {0, 1'000, Overload::waiting_bytes_max, 0};
  EXPECT_TRUE(overload.refuses(Kind::webhook));
  load = {0, 1'000, 0, 2'000};
  EXPECT_TRUE(overload.refuses(Kind::webhook));
  load = {0, 0, 0, 1'000};
  EXPECT_FALSE(overload.refuses(Kind::connect)) << "without a budget memory says nothing";
}

TEST_F(Gates, P8_RefuseWithACodeAndATimeToComeBackThatIsNotTheSameForAll) {
  load.memory = 960;
  std::set<std::string> when;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(ask(Kind::send), 503);
    http::Request as_request;
    as_request.fields = last.fields;
    when.insert(std::string(as_request.field("Retry-After")));
    EXPECT_NE(last.body.find("\"code\":\"overloaded\""), std::string::npos);
  }
  EXPECT_GE(when.size(), 3u);
  EXPECT_EQ(overload.refused(), 100u);
}

TEST_F(Gates, P8_HoldWebhooksForEightSecondsAndThenRefuse) {
  load.memory = 1'000;
  EXPECT_EQ(ask(Kind::webhook), 0);
  pass(7'900);
  EXPECT_EQ(*answers.back(), 0);
  pass(200);
  EXPECT_EQ(*answers.back(), 503);
  EXPECT_EQ(overload.held(), 0u);
}

TEST_F(Gates, P8_LetHeldWebhooksGoInTheirOrderOnceThereIsRoom) {
  load.memory = 1'000;
  EXPECT_EQ(ask(Kind::webhook), 0);
  pass(3'000);
  EXPECT_EQ(ask(Kind::webhook), 0);
  load.memory = 100;
  EXPECT_EQ(ask(Kind::webhook), 0) << "who came first goes first";
  pass(100);
  for (const auto& status : answers) EXPECT_EQ(*status, 200);
}

TEST_F(Gates, P8_HoldNoMoreThanTheyHaveRoomFor) {
  load.memory = 1'000;
  int held = 0;
  while (ask(Kind::webhook) == 0) ++held;
  EXPECT_EQ(held, static_cast<int>(Overload::held_max));
}

TEST_F(Gates, P14_HoldNoMoreThanHalfOfItForOneTenantWhereThereAreOthers) {
  const int noisy = 1, quiet = 2;
  const int* asks = &noisy;
  overload.share_between([&](const http::Request&) -> const void* { return asks; });
  load.memory = 1'000;
  std::size_t held = 0;
  while (ask(Kind::webhook) == 0) ++held;
  EXPECT_EQ(held, Overload::held_max / 2);
  asks = &quiet;
  EXPECT_EQ(ask(Kind::webhook), 0) << "there is room for others";
  load.memory = 100;
  pass(100);
  load.memory = 1'000;
  asks = &noisy;
  EXPECT_EQ(ask(Kind::webhook), 0) << "what went gave its room back";
}

TEST_F(Gates, P8_CountWhatWaitsForItsAnswer) {
  keep = true;
  for (int i = 0; i < 7; ++i) ask(Kind::webhook);
  EXPECT_EQ(overload.waiting_bytes(), 70u);
  kept[0](http::Response{});
  kept.erase(kept.begin());
  EXPECT_EQ(overload.waiting_bytes(), 60u);
  kept.clear();  // dropped unanswered
  EXPECT_EQ(overload.waiting_bytes(), 0u);
}

TEST_F(Gates, P8_EndSocketsOnlyWhileMemoryIsShort) {
  std::size_t ended = 0;
  overload.start([&](std::size_t sockets) { ended += sockets; });
  pass(1'000);
  EXPECT_EQ(ended, 0u);
  load = {0, 1'000, Overload::waiting_bytes_max * 2, 5'000};
  pass(1'000);
  EXPECT_EQ(ended, 0u);
  load.memory = 1'000;
  pass(1'000);
  EXPECT_GT(ended, 0u);
  overload.stop();
}

TEST_F(Gates, P8_KeepNobodyWaitingWhenTheRelayStops) {
  load.memory = 1'000;
  EXPECT_EQ(ask(Kind::webhook), 0);
  overload.stop();
  EXPECT_EQ(*answers.back(), 503);
}

// A whole relay that has used up its memory: one byte of budget.
TEST(Overloaded, P8_ARelayWithoutMemoryStillSaysHowItIsAndTellsEverybodyElseToComeLater) {
  std::size_t budget = std::size_t{1} << 40;
  LivingRelay relay([&](host::Config& config) { config.memory_budget = budget; });
  const std::string token = relay.token({"conversations:read"});
  SocketClient socket(relay);
  ASSERT_EQ(socket.open_as(token), 101);
  socket.welcome();
  budget = 1;
  relay.restart();
  for (const char* path : {"/healthz", "/metrics"}) EXPECT_EQ(relay.ask("GET", path).status, 200) << path;
  const Answer refused = relay.as(token, "GET", "/api/v1/conversations");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "overloaded");
  EXPECT_GE(std::stoi(refused.header("Retry-After")), 2);
  SocketClient late(relay);
  EXPECT_EQ(late.open_as(token), 503);
}

TEST(Overloaded, P8_OpenSocketsAreEndedWith1013WhoHasMostUnreadFirst) {
  LivingRelay relay;
  SocketClient one(relay), two(relay);
  for (SocketClient* socket : {&one, &two}) {
    ASSERT_EQ(socket->open_as(relay.token({"conversations:read"})), 101);
    socket->welcome();
  }
  relay.server->shed(1, 1013, "try again later");
  relay.run_until([&] { return one.closed() || two.closed(); });
  EXPECT_EQ((one.closed() ? one : two).close_code(), 1013);
  relay.server->shed(5, 1013, "try again later");
  EXPECT_EQ(one.close_code(), 1013);
  EXPECT_EQ(two.close_code(), 1013);
}

TEST(Overloaded, P8_OneTenantsProgramsCannotTakeEverything) {
  LivingRelay relay([](host::Config& config) { config.tenant_requests_per_second = 0.01, config.tenant_requests_burst = 5; });
  relay.house->add_tenant("other", "Other");
  const std::string greedy = relay.token({"conversations:read"}), modest = relay.token({"conversations:read"}, "other");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(relay.as(greedy, "GET", "/api/v1/me").status, 200);
  const Answer refused = relay.as(greedy, "GET", "/api/v1/me");
  EXPECT_EQ(refused.status, 429);
  EXPECT_GE(std::stoi(refused.header("Retry-After")), 1);
  EXPECT_EQ(relay.as(modest, "GET", "/api/v1/me").status, 200);
}

// Behind a proxy of ours everybody comes from the loopback; a provider's webhooks say by their signature who they are.
TEST(Overloaded, P8_OneAddressCannotAskForEverything) {
  LivingRelay relay;
  const http::Door door = relay.front->door();
  http::Response last;
  const auto ask = [&](const std::string& peer, const std::string& method, const std::string& path) {
    http::Request request;
    request.method = method;
    request.target = request.path = path;
    request.peer = peer;
    request.fields = {{"Host", "relay.example.com"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    last = {};
    last.status = 0;
    door.request(std::move(request), [&](http::Response response) { last = std::move(response); });
    relay.run_until([&] { return last.status != 0; });
    return last.status;
  };
  // Faster than the limit is filled up again, however slow the machine: nobody waits for the answers that come later.
  const auto refused_at_once = [&] {
    http::Request request;
    request.method = "GET";
    request.target = request.path = "/api/v1/me";
    request.peer = "203.0.113.7";
    request.fields = {{"Host", "relay.example.com"}};
    const auto answer = std::make_shared<http::Response>();
    answer->status = 0;
    door.request(std::move(request), [answer](http::Response response) { *answer = std::move(response); });
    if (answer->status == 429) last = *answer;
    return answer->status == 429;
  };
  int asked = 0;
  while (!refused_at_once() && asked < 20'000) ++asked;
  EXPECT_EQ(last.status, 429) << "after " << asked;
  EXPECT_GE(asked, 2'000);
  EXPECT_EQ(std::count_if(last.fields.begin(), last.fields.end(), [](const http::Field& field) { return field.name == "Retry-After"; }), 1);
  EXPECT_EQ(ask("203.0.113.8", "GET", "/api/v1/me"), 401) << "somebody else";
  EXPECT_EQ(ask("127.0.0.1", "GET", "/api/v1/me"), 401) << "our own proxy";
  EXPECT_EQ(ask("203.0.113.7", "GET", "/healthz"), 200);
  EXPECT_EQ(ask("203.0.113.7", "POST", "/api/v1/webhooks/telephony/sms"), 403) << "refused for its signature alone";
}

// ---- what the machine gives

class Machine : public ::testing::Test {
 protected:
  void SetUp() override {
    root = std::filesystem::temp_directory_path() / ("tributary-machine-" + std::to_string(::getpid()));
    std::filesystem::remove_all(root);  // an interrupted run may have had the same number
    put("/proc/meminfo", "MemFree: 1 kB\nMemTotal:       4000 kB\nOther: 9 kB\n");
  }
  void TearDown() override { std::filesystem::remove_all(root); }
  void put(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root.string() + path).substr(0, (root.string() + path).rfind('/')));
    std::ofstream(root.string() + path) << text;
  }
  std::size_t limit() { return host::memory_limit(root.string()); }
  std::filesystem::path root;
};

TEST_F(Machine, P8_TheBudgetComesFromTheLeastOfMachineAndGroupsUpToTheRoot) {
  EXPECT_EQ(limit(), 4'000u * 1024);
  put("/proc/self/cgroup", "0::/system.slice/relay.service\n");
  EXPECT_EQ(limit(), 4'000u * 1024);
  put("/sys/fs/cgroup/system.slice/relay.service/memory.max", "max\n");
  EXPECT_EQ(limit(), 4'000u * 1024);
  put("/sys/fs/cgroup/system.slice/relay.service/memory.max", "3000000\n");
  EXPECT_EQ(limit(), 3'000'000u);
  put("/sys/fs/cgroup/system.slice/memory.max", "2000000\n");
  EXPECT_EQ(limit(), 2'000'000u);
  put("/sys/fs/cgroup/memory.max", "1000000\n");
  EXPECT_EQ(limit(), 1'000'000u);
}

TEST_F(Machine, P8_TheOlderGroupsAreUnderstoodToo) {
  put("/proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/docker/abc\n");
  put("/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2500000\n");
  EXPECT_EQ(limit(), 2'500'000u);
}

TEST_F(Machine, P8_WhatIsUsedIsWhatIsOursAlone) {
  put("/proc/self/statm", "1000 300 100 0 0 0 0\n");
  EXPECT_EQ(host::memory_used(root.string()), 200u * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)));
  EXPECT_GT(host::memory_used(), 1u << 20);
}

TEST(Refusals, P8_EveryOneThatIsForNowSaysWhenToComeAgain) {
  for (const http::Response& refusal : {api::not_now("stopping", "The relay is restarting."), api::error(Refused(Refusal::too_many_conversations)), api::disk_full(), api::share_full(), http::overloaded(), http::unkept()}) {
    EXPECT_EQ(refusal.status, 503);
    const Answer answer{refusal.status, refusal.body, refusal.content_type, refusal.fields};
    EXPECT_GE(std::atoi(answer.header("Retry-After").c_str()), 1) << refusal.body;
  }
}

}  // namespace
}  // namespace tributary::test
