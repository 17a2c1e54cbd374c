// Whoever sends a WebSocket message byte by byte, or promises a long one and never ends it, is held to a time (promises.md P7):
// single bytes keep a socket from being silent, but not what it began from being over. What it costs until then is one message.
#include "tests/relay/http/sockets.h"

namespace tributary::http::test {
namespace {

constexpr std::size_t head_bytes = 14;  // of a long frame: two, a length of eight, a mask of four
constexpr int longest_s = 30, in_any_case_s = 37, watched_s = 90;

class SlowFrames : public Sockets {
 protected:
  void SetUp() override {
    house.door.now_ms = [this] {
      ++sweeps;  // it is asked at every sweep
      return house.now;
    };
    Sockets::SetUp();
  }
  void pass_and_sweep(std::int64_t ms) {
    house.pass(ms);
    const int before = sweeps;
    EXPECT_TRUE(house.until([&] { return sweeps > before; }));
  }
  // What is to be sent in each second, until the relay closes; that second, or 0 when it never did.
  int closed_after(Browser& browser, const std::function<std::string(int)>& of_second) {
    for (int second = 1; second <= watched_s; ++second) {
      browser.send(of_second(second));
      EXPECT_TRUE(browser.arrived());
      pass_and_sweep(1'000);
      browser.listen();
      if (!browser.heard.empty() && browser.heard.back().opcode == 8) return second;
    }
    return 0;
  }
  void expect_ended(Browser& browser, int second) {
    EXPECT_GE(second, longest_s);
    EXPECT_LE(second, in_any_case_s);
    ASSERT_FALSE(browser.heard.empty());
    EXPECT_EQ(close_code(browser.heard.back()), 1008);
    EXPECT_EQ(stories[0]->closed, 1);
    EXPECT_TRUE(stories[0]->received.empty());
    house.pass(3'000);
    EXPECT_TRUE(house.until([&] { return house.server->connections() == 0; }));
  }

  int sweeps = 0;
};

TEST_F(SlowFrames, P7_ALongFrameThatDripsIsEnded) {
  Browser browser(house.io, house.port);
  const std::string whole = frame(1, std::string(200'000, 'a'));
  expect_ended(browser, closed_after(browser, [&](int second) {
    return second == 1 ? whole.substr(0, head_bytes) : whole.substr(head_bytes + static_cast<std::size_t>(second) - 2, 1);
  }));
}

TEST_F(SlowFrames, P7_AHeadThatDripsIsEnded) {
  Browser browser(house.io, house.port);
  const std::string head = frame(1, std::string(200'000, 'a')).substr(0, head_bytes - 1);
  expect_ended(browser, closed_after(browser, [&](int second) {
    const std::size_t at = static_cast<std::size_t>(second) / 3;
    return second % 3 == 0 && at <= head.size() ? head.substr(at - 1, 1) : std::string();
  }));
}

TEST_F(SlowFrames, P7_AMessageOfEmptyPiecesWithPingsBetweenThemIsEnded) {
  Browser browser(house.io, house.port);
  expect_ended(browser, closed_after(browser, [&](int second) {
    const Bend open_end{false, 0, true};
    return second == 1 ? frame(1, "", open_end) : frame(9, "") + frame(0, "", open_end);
  }));
}

TEST_F(SlowFrames, P7_WhoeverEndsEachMessageInTimeMayGoOnAsLongAsTheyLike) {
  Browser dripping(house.io, house.port);
  const std::string whole = frame(1, std::string(14, 'b'));
  ASSERT_EQ(whole.size(), 20u);
  EXPECT_EQ(closed_after(dripping, [&](int second) { return whole.substr(static_cast<std::size_t>(second - 1) % whole.size(), 1); }), 0);
  EXPECT_TRUE(house.until([&] { return stories[0]->received.size() == watched_s / whole.size(); })) << "a message was lost";

  Browser busy(house.io, house.port);
  const auto rest_and_next = [&](int second) { return (second == 1 ? whole.substr(0, 1) : std::string()) + whole.substr(1) + whole.substr(0, 1); };
  EXPECT_EQ(closed_after(busy, rest_and_next), 0) << "there was always a message that had begun, but never the same";
  EXPECT_TRUE(house.until([&] { return stories[1]->received.size() == watched_s; }));
}

}  // namespace
}  // namespace tributary::http::test
