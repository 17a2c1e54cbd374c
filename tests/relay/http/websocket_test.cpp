// WebSockets as the host and the browser see them, over real sockets.
#include "tests/relay/http/sockets.h"

namespace tributary::http::test {
namespace {

TEST_F(Sockets, OpenWithOurSubprotocolAndCarryTextBothWays) {
  Raw client(house.io, house.port);
  client.send(upgrade_request("/socket", "other, tributary.v1") + frame(1, "sent with the request"));
  ASSERT_TRUE(client.has("\r\n\r\n"));
  EXPECT_TRUE(client.in.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_EQ(client.count("Sec-WebSocket-Protocol: tributary.v1\r\n"), 1u);
  EXPECT_EQ(client.count("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), 1u);
  ASSERT_TRUE(house.until([&] { return !stories[0]->received.empty(); }));
  EXPECT_EQ(stories[0]->received[0], "sent with the request");
  EXPECT_EQ(house.server->sockets(), 1);

  stories[0]->socket->send("answer");

  EXPECT_TRUE(client.has("\x81\x06" "answer"));
}

TEST_F(Sockets, AreRefusedWithAnHttpAnswer) {
  EXPECT_EQ(answer_to(upgrade_request("/forbidden")), "HTTP/1.1 403");
  EXPECT_EQ(answer_to(upgrade_request("/socket", "tributary.v2")), "HTTP/1.1 400");
  std::string request = upgrade_request();
  EXPECT_EQ(answer_to(request.replace(request.find("Version: 13"), 11, "Version: 12")), "HTTP/1.1 426");
  request = upgrade_request();
  EXPECT_EQ(answer_to(request.replace(request.find("dGhl"), 4, "")), "HTTP/1.1 400");
  EXPECT_EQ(answer_to(upgrade_request("/a/../socket")), "HTTP/1.1 400");
  EXPECT_TRUE(stories.empty());
}

TEST_F(Sockets, GetRoundsFromWhereTheyFollowAndTheirOwnInstead) {
  Browser first(house.io, house.port), second(house.io, house.port);
  ring.push("before", {}, house.now);
  stories[0]->socket->follow(ring, {0, 1});
  stories[1]->socket->follow(ring, {0, 2});

  ring.push("all", {{{0, 2}, "private"}}, house.now);
  ring.wake();

  ASSERT_TRUE(heard(first, 1) && heard(second, 1));
  EXPECT_EQ(texts(first), "all ");
  EXPECT_EQ(texts(second), "private ");
}

TEST_F(Sockets, KeepTheOrderOfMessagesAndRoundsEvenBehindAFullSocket) {
  Browser browser(house.io, house.port, 4096);
  WebSocket& socket = *stories[0]->socket;
  socket.send("first");
  socket.follow(ring, {0, 1});
  std::string expected = "first ";
  for (int i = 0; i < 60; ++i) {
    ring.push(std::to_string(i) + std::string(200'000, '.'), {}, house.now);
    if (i % 2 == 0) ring.wake();
    socket.send("after " + std::to_string(i));
    expected += std::to_string(i) + " after " + std::to_string(i) + " ";
  }
  ring.wake();

  ASSERT_TRUE(heard(browser, 121));
  EXPECT_EQ(texts(browser), expected);
}

// A pong must not land inside a half written round. It only shows when the socket is full.
TEST_F(Sockets, NeverTearAFrameWithAPong) {
  Browser browser(house.io, house.port, 4096);
  stories[0]->socket->follow(ring, {0, 1});
  for (int i = 0; i < 100; ++i) {
    push(3, 50'000);
    browser.send(frame(9, "ping " + std::to_string(i)));
    house.io.restart();
    house.io.poll();
  }
  ASSERT_TRUE(heard(browser, 300 + 100));

  int rounds = 0, pongs = 0;
  for (const Heard& h : browser.heard) {
    if (h.opcode == 10) EXPECT_EQ(h.payload, "ping " + std::to_string(pongs++));
    else EXPECT_EQ(h.payload.substr(0, h.payload.find('.')), std::to_string(rounds++));
  }
  EXPECT_EQ(rounds, 300);
  EXPECT_EQ(pongs, 100);
}

TEST_F(Sockets, EndWhenTheirReaderFellOutOfTheRingAndOthersGetEverything) {
  Browser slow(house.io, house.port, 4096), good(house.io, house.port);
  for (const auto& story : stories) story->socket->follow(ring, {0, 1});

  for (int i = 0; i < 100; ++i) {
    push(5, 100'000);
    ASSERT_TRUE(heard(good, 5 * static_cast<std::size_t>(i + 1)));  // who reads is not behind, however late the kernel hands over
  }
  EXPECT_EQ(good.heard.back().payload.substr(0, 4), "499.");
  ASSERT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
  EXPECT_TRUE(slow.sees_the_end());
  EXPECT_EQ(stories[1]->closed, 0);
}

TEST_F(Sockets, EndWhenNothingMovesForTheLimitAndMayTakeTheirTimeWhenItDoes) {
  Browser stalled(house.io, house.port, 4096), slow(house.io, house.port, 4096);
  for (const auto& story : stories) story->socket->send(std::string(20'000'000, 'x'));
  ASSERT_TRUE(house.until([&] { return house.server->sockets() == 2; }));

  for (int i = 0; i < 4; ++i) {
    house.pass(20'000);
    const std::size_t before = slow.in.size();
    ASSERT_TRUE(house.until([&] { slow.pull(); return slow.in.size() > before + 1'000'000; }));
    Raw tick(house.io, house.port);
    tick.send(get("/tick", "Connection: close\r\n"));
    tick.sees_the_end();
  }

  ASSERT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
  EXPECT_EQ(stories[1]->closed, 0);
}

TEST_F(Sockets, P7_TellAReaderWhoStoppedWhyTheyEndBehindTheFrameThatWasBegun) {
  Browser stalled(house.io, house.port, 4096);
  stories[0]->socket->follow(ring, {0, 1});
  push(300, 4'000);

  house.pass(31'000);

  ASSERT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
  ASSERT_TRUE(house.until([&] { stalled.listen(); return stalled.ended; }));
  ASSERT_GT(stalled.heard.size(), 1u);
  EXPECT_EQ(stalled.heard.back().opcode, 8);
  EXPECT_EQ(close_code(stalled.heard.back()), 4408);
  EXPECT_EQ(stalled.in, "") << "a torn frame";
  EXPECT_LT(stalled.heard.size(), 300u) << "the reader was never behind";
}

TEST_F(Sockets, CloseAfterWhatWasSentAndWaitForTheAnswer) {
  Browser browser(house.io, house.port);
  const auto socket = stories[0]->socket;
  socket->send("last");
  socket->close(4401, "signed out");
  socket->close(4000, "again");
  socket->send("never");
  ASSERT_TRUE(heard(browser, 2));
  EXPECT_EQ(texts(browser), "last close 4401 ");
  EXPECT_EQ(browser.heard[1].payload.substr(2), "signed out");
  browser.send(frame(1, "ignored") + closing(4401));

  EXPECT_TRUE(browser.sees_the_end());
  ASSERT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
  EXPECT_TRUE(stories[0]->received.empty());
  browser.leave();
  EXPECT_TRUE(house.until([&] { return house.server->sockets() == 0; }));
  EXPECT_EQ(stories[0]->closed, 1);
}

TEST_F(Sockets, DoNotWaitForeverForTheAnswerToAClose) {
  Browser browser(house.io, house.port);
  stories[0]->socket->close(1012, "restarting");
  ASSERT_TRUE(heard(browser, 1));
  EXPECT_EQ(stories[0]->closed, 0);

  house.pass(2'500);

  EXPECT_TRUE(house.until([&] { return stories[0]->closed == 1 && house.server->sockets() == 0; }));
}

// The ring may be destroyed as soon as its sockets are told to close, even where one is inside a round.
TEST_F(Sockets, FinishABegunRoundBeforeTheyCloseThoughTheRingIsGone) {
  Browser browser(house.io, house.port, 4096);
  auto short_lived = std::make_unique<Ring>();
  stories[0]->socket->follow(*short_lived, {0, 1});
  short_lived->push("begun" + std::string(20'000'000, '.'), {}, house.now);
  short_lived->push("not begun", {}, house.now);
  short_lived->wake();
  stories[0]->socket->close(1012, "restarting");
  short_lived.reset();

  ASSERT_TRUE(heard(browser, 2));
  EXPECT_EQ(texts(browser), "begun close 1012 ");
  EXPECT_EQ(browser.heard[0].payload.size(), 20'000'005u);
}

TEST_F(Sockets, AreAllClosedWhenTheServerStops) {
  Browser one(house.io, house.port), two(house.io, house.port);

  house.server->close_all(1012, "restarting");

  ASSERT_TRUE(heard(one, 1) && heard(two, 1));
  EXPECT_EQ(texts(one) + texts(two), "close 1012 close 1012 ");
}

TEST_F(Sockets, TellTheirHandlersWhenTheServerIsDestroyed) {
  Browser browser(house.io, house.port);

  house.server.reset();

  EXPECT_EQ(stories[0]->closed, 1);
  EXPECT_TRUE(browser.sees_the_end());
}

TEST_F(Sockets, TellTheirHandlerOnceWhenTheBrowserVanishes) {
  Browser browser(house.io, house.port);
  browser.leave();
  EXPECT_TRUE(house.until([&] { return stories[0]->closed == 1 && house.server->sockets() == 0; }));
  EXPECT_EQ(stories[0]->socket, nullptr);
}

TEST_F(Sockets, ArePingedWhenTheyAreSilentAndEndWhenThatHelpsNothing) {
  Browser silent(house.io, house.port), alive(house.io, house.port);
  house.pass(26'000);
  ASSERT_TRUE(heard(silent, 1) && heard(alive, 1));
  EXPECT_EQ(silent.heard[0].opcode, 9);
  alive.send(frame(10) + frame(1, "here"));
  ASSERT_TRUE(house.until([&] { return !stories[1]->received.empty(); }));

  house.pass(20'000);

  EXPECT_TRUE(silent.sees_the_end());
  ASSERT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
  EXPECT_EQ(stories[1]->closed, 0);
}

TEST_F(Sockets, TakeMessagesUpToTheLimitAndRefuseMore) {
  Browser good(house.io, house.port), bad(house.io, house.port);
  good.send(frame(1, std::string(256 * 1024, 'a')));
  bad.send(frame(1, std::string(256 * 1024 + 1, 'a')));
  ASSERT_TRUE(heard(bad, 1));
  EXPECT_EQ(texts(bad), "close 1009 ");
  ASSERT_TRUE(house.until([&] { return stories[0]->received.size() == 1; }));
  EXPECT_TRUE(stories[1]->received.empty());
  EXPECT_EQ(stories[1]->closed, 1);
}

TEST_F(Sockets, EndAloneWhenTheirHandlerThrows) {
  Browser bad(house.io, house.port), good(house.io, house.port);
  bad.send(frame(1, "throw"));
  ASSERT_TRUE(heard(bad, 1));
  EXPECT_EQ(texts(bad), "close 1011 ");
  good.send(frame(1, "still here"));
  EXPECT_TRUE(house.until([&] { return !stories[1]->received.empty(); }));
}

// The rounds fill the socket and stand in the ring, so nothing keeps the relay from reading on: all 1,000 pings are read
// before the browser reads a byte.
TEST_F(Sockets, DoNotPileUpPongsForABrowserThatOnlyPings) {
  Browser browser(house.io, house.port, 4096);
  stories[0]->socket->follow(ring, {0, 1});
  push(300, 50'000);
  std::string pings;
  for (int i = 0; i < 1000; ++i) pings += frame(9, std::string(100, 'p'));
  browser.send(pings + frame(1, "end"));
  ASSERT_TRUE(house.until([&] { return !stories[0]->received.empty(); }));

  push(1, 10);
  ASSERT_TRUE(house.until([&] { browser.listen(); return !browser.heard.empty() && browser.heard.back().payload.size() < 20; }));
  const auto pongs = std::count_if(browser.heard.begin(), browser.heard.end(), [](const Heard& h) { return h.opcode == 10; });
  EXPECT_GT(pongs, 0);
  EXPECT_LT(pongs, 50);  // 4 KB of them, of 100 KB asked for
  EXPECT_EQ(std::ssize(browser.heard), 301 + pongs);
  EXPECT_EQ(stories[0]->closed, 0);
}

}  // namespace
}  // namespace tributary::http::test
