// Whoever is told an id by a person finds it: what was answered, and to which route. Through the real door, and of what was
// asked nothing that somebody wrote.
#include <gtest/gtest.h>

#include <stdexcept>

#include "relay/api/answers.h"
#include "relay/api/refusal_log.h"
#include "relay/http/answer.h"
#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

using api::RefusalLog;
using host::disk::mebibyte;
using Lines = std::vector<std::string>;

// A bug of ours: somebody throws while a message is written.
class Bug final : public host::Follower {
 public:
  void applied(const Event& event, const Stamp&) override {
    if (std::holds_alternative<MessageReceived>(event)) throw std::logic_error("a bug");
  }
  void durable() override {}
  void reloaded() override {}
};

std::string id_in(const Answer& answer) {
  const std::string id(answer.json().at("error").at("request").as_string());
  EXPECT_FALSE(id.empty()) << answer.body;
  return id;
}

class RefusalLines : public ::testing::Test {
 protected:
  void SetUp() override {
    relay.front->router().refusals().say_to([this](const std::string& line) { lines.push_back(line); });
  }
  Lines lines;
  Bug bug;
  LivingRelay relay{[](host::Config& config) { config.free_bytes_pretended = 4096 * mebibyte; }};
};

TEST_F(RefusalLines, AFailureIsFoundByTheIdInItsAnswer) {
  const std::string admin = relay.token({"admin"});
  relay.house->disk().pretend(100 * mebibyte);
  const Answer full = relay.as(admin, "POST", "/api/v1/tags?secret=hunter2", R"({"name":"Confidential"})");
  ASSERT_EQ(full.status, 503);
  EXPECT_EQ(lines, Lines{"FAILED " + id_in(full) + " 503 disk_full POST /api/v1/tags"});
}

TEST_F(RefusalLines, ABugIsFoundToo) {
  relay.tenant().runtime.follow(bug);
  const Answer broken = relay.hook("sms", relay.sms("SM1", "+15550100101", "Confidential"), "?secret=hunter2");
  ASSERT_EQ(broken.status, 500);
  EXPECT_EQ(broken.code(), "internal");
  EXPECT_EQ(lines, Lines{"FAILED " + id_in(broken) + " 500 internal POST /api/v1/webhooks/telephony/sms"});
}

TEST_F(RefusalLines, ARefusalAtWorkBearsTheRouteAndNotTheAddress) {
  const std::string reader = relay.token({"conversations:read"});
  const Answer refused = relay.as(reader, "POST", "/api/v1/conversations/cnv_confidential/resolve?secret=hunter2");
  ASSERT_EQ(refused.status, 403);
  EXPECT_EQ(lines, Lines{"REFUSED " + id_in(refused) + " 403 not_allowed POST /api/v1/conversations/{id}/resolve"});
}

TEST_F(RefusalLines, StrangersAndMistypedAddressesAreNotWrittenDown) {
  const std::string reader = relay.token({"conversations:read"});
  EXPECT_EQ(relay.ask("GET", "/api/v1/conversations").status, 401);
  EXPECT_EQ(relay.as(reader, "GET", "/api/v1/nothing").status, 404);
  EXPECT_EQ(relay.as(reader, "DELETE", "/api/v1/conversations").status, 405);
  EXPECT_EQ(relay.ask("POST", "/api/v1/webhooks/telephony/sms", "Body=x", {{"Content-Type", "application/x-www-form-urlencoded"}}).status, 403);
  EXPECT_EQ(relay.as(reader, "GET", "/api/v1/conversations").status, 200);
  EXPECT_EQ(lines, Lines{});
}

TEST_F(RefusalLines, ARushHidesNoFailure) {
  RefusalLog& log = relay.front->router().refusals();
  for (int i = 0; i < RefusalLog::failures_max + RefusalLog::refusals_max; ++i) log.note("-", "-", http::overloaded());
  EXPECT_EQ(lines.size(), static_cast<std::size_t>(RefusalLog::refusals_max));
  log.note("POST", "/b", api::error(500, "internal", "No."));
  EXPECT_TRUE(lines.back().ends_with(" 500 internal POST /b")) << lines.back();
}

TEST_F(RefusalLines, ABodyThatIsTooLargeIsFoundByItsIdToo) {
  const std::string admin = relay.token({"admin"});
  const Answer large = relay.as(admin, "POST", "/api/v1/tags", R"({"name":")" + std::string(70'000, 'x') + "\"}");
  ASSERT_EQ(large.status, 413);
  EXPECT_EQ(lines, Lines{"REFUSED " + id_in(large) + " 413 body_too_large - -"});
}

TEST_F(RefusalLines, AFloodIsCountedAndHidesNoFailure) {
  std::int64_t now_ms = 5'000;
  const host::Clock clock{0, {[&] { return now_ms; }, [&] { return now_ms; }}};
  RefusalLog log(clock);
  Lines said;
  log.say_to([&](const std::string& line) { said.push_back(line); });
  for (int i = 0; i < RefusalLog::refusals_max + 50; ++i) log.note("POST", "/a", api::error(403, "not_allowed", "No."));
  EXPECT_EQ(said.size(), static_cast<std::size_t>(RefusalLog::refusals_max));
  for (int i = 0; i < RefusalLog::failures_max + 7; ++i) log.note("POST", "/b", api::error(500, "internal", "No."));
  EXPECT_EQ(said.size(), static_cast<std::size_t>(RefusalLog::refusals_max + RefusalLog::failures_max));
  now_ms += 59'999;
  log.note("POST", "/a", api::error(403, "not_allowed", "No."));
  said.clear();
  now_ms += 1;
  log.note("POST", "/a", api::error(403, "not_allowed", "No."));
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0], "REFUSED 58 more in a minute, which are not written down");
  EXPECT_TRUE(said[1].ends_with(" 403 not_allowed POST /a")) << said[1];
}

// One byte of budget: everybody is told to come later, before anybody has looked what they want.
TEST(RefusedUnseen, BearsAnIdThatIsFoundInTheLog) {
  std::size_t budget = std::size_t{1} << 40;
  LivingRelay relay([&](host::Config& config) { config.memory_budget = budget; });
  const std::string reader = relay.token({"conversations:read"});
  budget = 1;
  relay.restart();
  Lines lines;
  relay.front->router().refusals().say_to([&](const std::string& line) { lines.push_back(line); });
  const Answer refused = relay.as(reader, "GET", "/api/v1/conversations?secret=hunter2");
  ASSERT_EQ(refused.status, 503);
  EXPECT_EQ(lines, Lines{"FAILED " + id_in(refused) + " 503 overloaded - -"});
  const Answer body_refused = relay.as(reader, "POST", "/api/v1/tags", R"({"name":"Confidential"})");
  ASSERT_EQ(body_refused.status, 503);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1], "FAILED " + id_in(body_refused) + " 503 overloaded - -");
}

}  // namespace
}  // namespace tributary::test
