// Whoever reads an answer in drips is judged by what it takes, not by how long the whole takes (promises.md P7): it gets
// every byte, and is let go only once it stops.
#include <gtest/gtest.h>

#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

constexpr int nearly_too_long_ms = 29'000;
constexpr std::size_t drip = 16 * 1024;

// Lines that count themselves, so that a byte lost or said twice is seen.
std::string long_body() {
  std::string body;
  for (int line = 0; body.size() < 30'000'000; ++line) body += std::to_string(line) + "\n";
  return body;
}

class SlowAnswers : public testing::Test {
 protected:
  void SetUp() override {
    house.door.now_ms = [this] {
      ++sweeps;  // it is asked at every sweep
      return house.now;
    };
    house.door.request = [this](Request, Responder respond) {
      Response response;
      response.body = body;
      respond(std::move(response));
    };
    house.open();
  }
  void pass_and_sweep(std::int64_t ms) {
    house.pass(ms);
    const int before = sweeps;
    ASSERT_TRUE(house.until([&] { return sweeps > before; }));
  }
  // Drop by drop, until the kernel took a little more of the answer.
  void read_a_little(Raw& client) {
    const std::size_t before = house.server->held_bytes();
    ASSERT_GT(before, 0u) << "the kernel has taken all of it already: nobody waits for the client";
    ASSERT_TRUE(house.until([&] {
      client.sip(drip);
      return client.ended || house.server->held_bytes() < before;
    }));
  }

  const std::string body = long_body();
  int sweeps = 0;
  House house;
};

TEST_F(SlowAnswers, P7_WhoReadsInDripsGetsEveryByteHoweverLongThatTakes) {
  Raw client(house.io, house.port, 256 * 1024);
  client.send(get("/", "Connection: close\r\n"));
  ASSERT_TRUE(house.until([&] { return house.server->held_bytes() > 0; }));
  for (int time = 0; time < 6; ++time) {  // three minutes, of which 30 seconds without a byte would be the end
    ASSERT_NO_FATAL_FAILURE(read_a_little(client)) << time;
    ASSERT_NO_FATAL_FAILURE(pass_and_sweep(nearly_too_long_ms)) << time;
    ASSERT_EQ(house.server->connections(), 1) << time;
  }
  ASSERT_LT(client.in.size(), body.size()) << "it was slow";
  EXPECT_TRUE(client.sees_the_end());
  EXPECT_TRUE(client.in.starts_with("HTTP/1.1 200 ")) << client.in.substr(0, 100);
  EXPECT_TRUE(client.in.ends_with("\r\n\r\n" + body)) << client.in.size() << " bytes";
}

TEST_F(SlowAnswers, P7_WhoStopsAfterSomeDripsIsLetGoAndHoldsNothing) {
  Raw client(house.io, house.port, 256 * 1024);
  client.send(get("/"));
  ASSERT_TRUE(house.until([&] { return house.server->held_bytes() > 0; }));
  for (int time = 0; time < 2; ++time) {
    ASSERT_NO_FATAL_FAILURE(read_a_little(client)) << time;
    ASSERT_NO_FATAL_FAILURE(pass_and_sweep(nearly_too_long_ms)) << time;
  }
  ASSERT_EQ(house.server->connections(), 1);
  house.pass(2 * nearly_too_long_ms);
  EXPECT_TRUE(house.until([&] { return house.server->connections() == 0; }));
  EXPECT_EQ(house.server->held_bytes(), 0u);
}

}  // namespace
}  // namespace tributary::http::test
