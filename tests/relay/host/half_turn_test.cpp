// P1c, P3: whoever breaks off in the middle of a turn leaves no half of it behind. A claim without its message would make the
// provider's retry a duplicate, and the message would be lost.
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>

#include "relay/store/failure.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/watched_database.h"

namespace tributary::test {
namespace {

const std::string person = "+15550100101";

// A bug of ours: somebody throws while a message is written.
class Bug final : public host::Follower {
 public:
  void applied(const Event& event, const Stamp&) override {
    if (bites && std::holds_alternative<MessageReceived>(event)) throw std::logic_error("a bug");
  }
  void durable() override {}
  void reloaded() override {}
  bool bites = false;
};

class HalfTurn : public ::testing::Test {
 protected:
  HalfTurn() { relay.tenant().runtime.follow(bug); }
  // As a connection hands it over: what a handler throws ends that request, with 500, and nothing else.
  std::shared_ptr<http::Response> post(const std::vector<http::Field>& form) {
    const std::string path = "/api/v1/webhooks/telephony/sms";
    http::Request request;
    request.method = "POST";
    request.target = request.path = path;
    request.peer = "127.0.0.1";
    request.body = http::form_encode(form);
    request.fields = {{"Host", "relay.example.com"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + path, form)}};
    auto answer = std::make_shared<http::Response>();
    answer->status = 0;
    try {
      relay.front->door().request(std::move(request), [answer](http::Response response) { *answer = std::move(response); });
    } catch (const std::exception&) {
      answer->status = 500;
    }
    return answer;
  }
  std::vector<http::Field> sms(const std::string& sid) { return relay.sms(sid, person, "Hello"); }
  std::int64_t messages() {
    const auto items = relay.as(relay.token({"conversations:read"}), "GET", "/api/v1/conversations").json().at("items").as_array();
    return items.empty() ? 0 : items[0].at("messageCount").as_int64();
  }
  void end_the_round() {
    const std::uint64_t number = relay.house->round().number();
    relay.run_until([&] { return relay.house->round().number() != number; });
  }

  WatchedDatabase log{"/log.db"};
  Bug bug;
  LivingRelay relay;
};

TEST_F(HalfTurn, P3_ARequestThatBreaksOffIsTakenWholeWhenItIsToldAgain) {
  EXPECT_EQ(relay.hook("sms", sms("SM1")).status, 200);
  bug.bites = true;
  EXPECT_EQ(relay.hook("sms", sms("SM2")).status, 500);
  relay.house->round().finish_now();
  bug.bites = false;
  EXPECT_EQ(messages(), 1);
  EXPECT_EQ(relay.hook("sms", sms("SM2")).status, 200);
  EXPECT_EQ(messages(), 2);
  EXPECT_EQ(relay.house->disk().room(), host::Room::enough) << "the disk is not what went wrong";
}

TEST_F(HalfTurn, P3_WhoeverSharedItsTransactionIsToldToComeAgain) {
  const auto before = post(sms("SM1"));
  bug.bites = true;
  EXPECT_EQ(post(sms("SM2"))->status, 500);
  bug.bites = false;
  const auto after = post(sms("SM3"));
  end_the_round();
  for (const auto& answer : {before, after}) {
    EXPECT_EQ(answer->status, 503);
    EXPECT_NE(answer->body.find("storage_error"), std::string::npos) << answer->body;
    const Answer told{answer->status, answer->body, answer->content_type, answer->fields};
    EXPECT_GE(std::atoi(told.header("Retry-After").c_str()), 1);
  }
  EXPECT_EQ(messages(), 0);
  for (const char* sid : {"SM1", "SM2", "SM3"}) EXPECT_EQ(relay.hook("sms", sms(sid)).status, 200) << sid;
  EXPECT_EQ(messages(), 3);
}

// The list would bring the same message again, and again: it must not end the relay, nor hold up what came after it.
TEST_F(HalfTurn, P2_AListedMessageThatBreaksOffIsLeftOutAndTheOthersAreTaken) {
  const auto listed = [](const std::string& sid) {
    return R"({"sid":")" + sid + R"(","direction":"inbound","from":")" + person + R"(","to":")" + our_number + R"(","body":"Hello","num_media":"0","account_sid":")" + account_sid +
           R"(","status":"received","error_code":null,"date_created":"Sat, 21 Nov 2099 10:00:00 +0000"})";
  };
  const auto pull = [&] {
    bool done = false;
    relay.tenant().reconciler.run([&] { done = true; });
    relay.run_until([&] { return done; });
    relay.house->round().finish_now();
  };
  bug.bites = true;
  relay.provider.lists = {R"({"messages":[)" + listed("SM1") + R"(],"next_page_uri":null})"};
  pull();
  bug.bites = false;
  EXPECT_EQ(messages(), 0);
  relay.provider.lists = {R"({"messages":[)" + listed("SM2") + "," + listed("SM1") + R"(],"next_page_uri":null})"};
  pull();
  EXPECT_EQ(messages(), 1);
  EXPECT_EQ(relay.hook("sms", sms("SM1")).status, 200) << "by its webhook it may still come";
  EXPECT_EQ(messages(), 2);
}

TEST_F(HalfTurn, P1c_AReadThatFailsInTheMiddleEndsTheWriterAndNothingIsAcknowledgedOrHalfKept) {
  EXPECT_EQ(relay.hook("sms", sms("SM1")).status, 200);
  auto quoting = sms("SM2");
  quoting.push_back({"OriginalRepliedMessageSid", "SM1"});
  log.deny(SQLITE_READ, "items");
  EXPECT_EQ(post(quoting)->status, 500);
  log.allow();
  const auto behind = post(sms("SM3"));
  EXPECT_THROW(end_the_round(), store::StorageFailed);
  EXPECT_NE(behind->status, 200);
  relay.restart();
  EXPECT_EQ(messages(), 1);
  EXPECT_EQ(relay.hook("sms", quoting).status, 200);
  EXPECT_EQ(messages(), 2) << "not taken for a twin of itself";
}

TEST_F(HalfTurn, P1c_ATurnThatCannotBeginEndsTheWriterToo) {
  EXPECT_EQ(relay.hook("sms", sms("SM1")).status, 200);
  log.deny(SQLITE_READ, "items");
  EXPECT_THROW(relay.tenant().runtime.store().message_of("anything"), store::StorageFailed);
  log.allow();
  EXPECT_EQ(post(sms("SM2"))->status, 500);
  EXPECT_THROW(end_the_round(), store::StorageFailed);
  relay.restart();
  EXPECT_EQ(relay.hook("sms", sms("SM2")).status, 200);
  EXPECT_EQ(messages(), 2);
}

}  // namespace
}  // namespace tributary::test
