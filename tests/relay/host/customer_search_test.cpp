// P14: who looks for a customer among many holds up nobody. Counted in rounds, never in time.
#include <gtest/gtest.h>

#include "tests/relay/host/living_relay.h"

namespace tributary::test {
namespace {

namespace json = boost::json;

class CustomerSearch : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 1'700; ++i) {
      CustomerRecord record;
      record.name = "Customer " + std::to_string(i);
      ASSERT_TRUE(relay.tenant().runtime.submit(SaveCustomer{record}, ActorKind::system).accepted);
    }
    relay.house->round().finish_now();
  }
  // As the server hands it over; the round in which it is answered, once it was.
  std::shared_ptr<std::uint64_t> post(http::Request request) {
    auto answered = std::make_shared<std::uint64_t>(0);
    request.peer = "127.0.0.1";
    request.target = request.path;
    request.fields.push_back({"Host", "relay.example.com"});
    door.request(std::move(request), [this, answered](http::Response response) {
      EXPECT_EQ(response.status, 200) << response.body;
      *answered = relay.house->round().number();
    });
    return answered;
  }

  LivingRelay relay;
  http::Door door = relay.front->door();
  std::string token = relay.token({"conversations:read"});
};

TEST_F(CustomerSearch, P14_LetsAWebhookInBeforeItHasSeenThemAll) {
  http::Request search, hook;
  search.method = "GET", search.path = "/api/v1/customers", search.query = "q=nobody";
  search.fields = {{"Authorization", "Bearer " + token}};
  const auto form = relay.sms("SM1", "+15550100101", "hello");
  hook.method = "POST", hook.path = "/api/v1/webhooks/telephony/sms", hook.body = http::form_encode(form);
  hook.fields = {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", sign(public_url + hook.path, form)}};
  const auto searched = post(search), taken = post(hook);
  relay.run_until([&] { return *searched != 0 && *taken != 0; });
  EXPECT_GE(*searched, *taken + 3) << "four pieces, and a round between each and the next";
}

TEST_F(CustomerSearch, FindsTheLastAsWellAsTheFirstAndNoMoreThanFifty) {
  const auto found = [&](const std::string& typed) { return relay.as(token, "GET", "/api/v1/customers?q=" + typed).json().at("items").as_array(); };
  EXPECT_EQ(found("customer%201699").size(), 1u);
  EXPECT_EQ(found("CUSTOMER%201699").at(0).at("name").as_string(), "Customer 1699");
  EXPECT_EQ(found("customer").size(), 50u);
  EXPECT_EQ(found("customer%2000").size(), 0u);
  EXPECT_EQ(found("").size(), 50u);
}

}  // namespace
}  // namespace tributary::test
