// P1c: what fails while people and sessions are written ends the writer for good, as it does for the log: the answer alone
// would be a 500, and the next sign-in would flush again what could not be flushed.
#include <gtest/gtest.h>

#include "relay/store/failure.h"
#include "relay/store/keys.h"
#include "tests/relay/host/living_relay.h"
#include "tests/relay/host/watched_database.h"

namespace tributary::test {
namespace {

class SystemFailure : public ::testing::Test {
 protected:
  // As a connection hands it over: what a handler throws ends that request, with 500, and nothing else.
  std::shared_ptr<int> sign_out(const std::string& cookie) {
    http::Request request;
    request.method = "DELETE";
    request.target = request.path = "/api/v1/session";
    request.peer = "127.0.0.1";
    request.fields = {{"Host", "relay.example.com"}, {"Origin", public_url}, {"X-Requested-By", "app"}, {"Cookie", cookie}};
    auto status = std::make_shared<int>(0);
    try {
      relay.front->door().request(std::move(request), [status](const http::Response& response) { *status = response.status; });
    } catch (const std::exception&) {
      *status = 500;
    }
    return status;
  }

  WatchedDatabase system{"/system.db"};
  LivingRelay relay;
};

TEST_F(SystemFailure, P1c_EndsTheRelayAndNothingMoreIsWritten) {
  const std::string ana = relay.cookie_of("ana@example.com", Role::agent), ben = relay.cookie_of("ben@example.com", Role::agent);
  system.deny(SQLITE_DELETE, "sessions");
  EXPECT_EQ(*sign_out(ana), 500);
  system.allow();
  EXPECT_EQ(*sign_out(ben), 500) << "it might work, and nobody may try";
  bool turned = false;
  boost::asio::post(relay.io, [&turned] { turned = true; });
  EXPECT_THROW(relay.run_until([&] { return turned; }), store::StorageFailed);
  relay.restart();
  for (const std::string& cookie : {ana, ben}) {
    const auto status = sign_out(cookie);
    relay.run_until([&] { return *status != 0; });
    EXPECT_EQ(*status, 204) << "both are still signed in, and now they are not";
  }
}

// The answer is made behind the hashing, where no router catches what is thrown.
TEST_F(SystemFailure, P9_AFullDiskRefusesASignInAndEndsNothing) {
  relay.house->add_user("default", "ana@example.com", "Ana", Role::agent, store::hash_password("correct horse battery"));
  const auto sign_in = [&] {
    return relay.ask("POST", "/api/v1/session", R"({"email":"ana@example.com","password":"correct horse battery"})", {{"Origin", public_url}, {"X-Requested-By", "app"}, {"Content-Type", "application/json"}});
  };
  system.fill("sessions", "tenants(id, name) VALUES('filler', hex(zeroblob(100000)))");
  const Answer refused = sign_in();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "disk_full");
  system.make_room();
  EXPECT_EQ(sign_in().status, 200);
}

}  // namespace
}  // namespace tributary::test
