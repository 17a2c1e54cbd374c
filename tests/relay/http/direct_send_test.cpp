// What the ring writes itself, and what becomes of it when the kernel takes less, or the reader is gone.
#include "tests/relay/http/sockets.h"

namespace tributary::http::test {
namespace {

constexpr std::size_t more_than_fits = 3'000'000;

class DirectSends : public Sockets {
 protected:
  Browser& join(int receive_buffer = 0) {
    browsers.push_back(std::make_unique<Browser>(house.io, house.port, receive_buffer));
    stories.back()->socket->follow(ring, {0, stories.size()});
    return *browsers.back();
  }
  // Without a goodbye; the loop has not run since.
  static void vanish(Browser& browser) {
    const linger at_once{1, 0};
    ::setsockopt(browser.fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    browser.leave();
  }
  static void expect_part_of_a_round(Browser& browser) {
    browser.await_bytes();
    browser.pull();
    EXPECT_GT(browser.in.size(), 0u);
    EXPECT_LT(browser.in.size(), more_than_fits);
  }

  std::vector<std::unique_ptr<Browser>> browsers;
};

TEST_F(DirectSends, ThatTheKernelTookInPartGoOnInOrderWhenThereIsRoom) {
  Browser& browser = join(4096);
  push(1, more_than_fits);
  expect_part_of_a_round(browser);
  push(2);
  stories[0]->socket->send("message");
  push(1);

  ASSERT_TRUE(heard(browser, 5));
  EXPECT_EQ(texts(browser), "0 1 2 message 3 ");
  EXPECT_EQ(browser.heard[0].payload, "0" + std::string(more_than_fits - 1, '.'));

  push(2);
  ASSERT_TRUE(heard(browser, 7));
  EXPECT_EQ(texts(browser), "0 1 2 message 3 4 5 ");
}

// A short rest is copied out of the ring, a long one stays in it: both ends meet what follows.
TEST_F(DirectSends, ThatLeaveAShortRestGoOnBehindIt) {
  Browser& browser = join(4096);
  while (house.server->held_bytes() == 0 && ring.head() < 2'000) push(1, 4'000);
  ASSERT_GT(house.server->held_bytes(), 0u) << "the kernel takes everything";
  push(3, 4'000);
  std::string expected;
  for (std::uint64_t i = 0; i < ring.head(); ++i) expected += std::to_string(i) + " ";

  ASSERT_TRUE(heard(browser, ring.head()));
  EXPECT_EQ(texts(browser), expected);
  EXPECT_EQ(house.server->held_bytes(), 0u);
}

TEST_F(DirectSends, ToAReaderWhoIsGoneEndThatOneAndReachAllOthers) {
  for (int i = 0; i < 5; ++i) join();
  vanish(*browsers[1]);
  browsers[3]->leave();

  push(3);

  EXPECT_EQ(stories[1]->closed + stories[3]->closed, 0) << "a handler was told while the ring was walking";
  for (const int i : {0, 2, 4}) {
    ASSERT_TRUE(heard(*browsers[static_cast<std::size_t>(i)], 3));
    EXPECT_EQ(texts(*browsers[static_cast<std::size_t>(i)]), "0 1 2 ");
  }
  ASSERT_TRUE(house.until([&] { return stories[1]->closed == 1 && stories[3]->closed == 1 && house.server->sockets() == 3; }));
  push(1);
  ASSERT_TRUE(heard(*browsers[4], 4));
  EXPECT_EQ(texts(*browsers[4]), "0 1 2 3 ");
}

TEST_F(DirectSends, ReachWhoeverFollowsWhereverTheOthersOfTheRingHaveGone) {
  for (int i = 0; i < 6; ++i) join();
  stories[0]->socket->close(1000, "first");
  stories[5]->socket->close(1000, "last");
  push(1);
  stories[2]->socket->close(1000, "one of the middle");
  join();
  push(1);

  for (const std::size_t i : {1u, 3u, 4u}) {
    ASSERT_TRUE(heard(*browsers[i], 2));
    EXPECT_EQ(texts(*browsers[i]), "0 1 ");
  }
  ASSERT_TRUE(heard(*browsers[2], 2));
  EXPECT_EQ(texts(*browsers[2]), "0 close 1000 ");
  ASSERT_TRUE(heard(*browsers[6], 1));
  EXPECT_EQ(texts(*browsers[6]), "1 ");
  ASSERT_TRUE(heard(*browsers[5], 1));
  EXPECT_EQ(texts(*browsers[5]), "close 1000 ");
}

TEST_F(DirectSends, AreFinishedBeforeWeClose) {
  Browser& browser = join(4096);
  push(1, more_than_fits);
  push(1);
  stories[0]->socket->close(1012, "restarting");
  push(1);
  expect_part_of_a_round(browser);

  ASSERT_TRUE(heard(browser, 2));
  EXPECT_EQ(texts(browser), "0 close 1012 ");
  EXPECT_EQ(browser.heard[0].payload.size(), more_than_fits);
  browser.send(closing(1012));
  EXPECT_TRUE(browser.sees_the_end());
  EXPECT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
}

TEST_F(DirectSends, AreFinishedBeforeTheirReadersCloseIsAnswered) {
  Browser& browser = join(4096);
  push(1, more_than_fits);
  push(1);
  browser.send(closing(1000));

  ASSERT_TRUE(heard(browser, 2));
  EXPECT_EQ(texts(browser), "0 close 1000 ");
  EXPECT_EQ(browser.heard[0].payload.size(), more_than_fits);
  EXPECT_TRUE(house.until([&] { return stories[0]->closed == 1; }));
}

TEST_F(DirectSends, StopWithTheirRingAndTheSocketsGoOn) {
  auto short_lived = std::make_unique<Ring>();
  Browser inside(house.io, house.port, 4096), idle(house.io, house.port);
  stories[0]->socket->follow(*short_lived, {0, 1});
  short_lived->push("begun" + std::string(more_than_fits, '.'), {}, house.now);
  short_lived->wake();
  stories[1]->socket->follow(*short_lived, {0, 2});
  short_lived.reset();
  for (const auto& story : stories) story->socket->send("after");
  for (const auto& story : stories) story->socket->follow(ring, {0, 1});
  push(1);

  ASSERT_TRUE(heard(inside, 3) && heard(idle, 2));
  EXPECT_EQ(texts(inside), "begun after 0 ");
  EXPECT_EQ(texts(idle), "after 0 ");
}

}  // namespace
}  // namespace tributary::http::test
