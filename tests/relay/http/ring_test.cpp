// The ring and its readers by themselves: whom it writes to, and whom it asks.
#include "relay/http/ring.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tributary::http::test {
namespace {

// One end of a pair of sockets follows, the other listens.
class Follower final : public Ring::Reader {
 public:
  explicit Follower(Ring& ring, ListenerKey who = {}) : ring_(&ring) {
    EXPECT_EQ(0, ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()));
    ring.follow(*this, ends_[0], who);
    ring.place_of(*this).idle = true;
  }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  ~Follower() {
    leave();
    ::close(ends_[0]);
    hang_up();
  }
  void wake() override {
    ++woken;
    if (leaves_when_woken) leave();
  }
  void took(std::size_t bytes) override { taken.push_back(bytes); }
  void ring_ends() override { leave(); }

  void leave() {
    if (Ring* const ring = std::exchange(ring_, nullptr)) ring->leave(*this);
  }
  bool follows() const { return ring_ != nullptr; }
  void hang_up() { if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1)); }
  std::string heard() const {
    std::array<char, 256> buffer{};
    const ssize_t n = ::recv(ends_[1], buffer.data(), buffer.size(), 0);
    return {buffer.data(), static_cast<std::size_t>(n > 0 ? n : 0)};
  }

  int woken = 0;
  bool leaves_when_woken = false;
  std::vector<std::size_t> taken;

 private:
  Ring* ring_;
  std::array<int, 2> ends_{-1, -1};
};

TEST(RingReaders, WhoAreIdleGetTheNewestRoundWithoutAWord) {
  Ring ring;
  Follower one(ring, {0, 1}), other(ring, {0, 2});

  ring.push("all", {{{0, 2}, "mine"}}, 0);
  ring.wake();
  ring.wake();

  EXPECT_EQ(one.heard(), "\x81\x03" "all");
  EXPECT_EQ(other.heard(), "\x81\x04mine");
  EXPECT_EQ(ring.place_of(one).round, ring.head());
  EXPECT_EQ(one.woken + other.woken, 0);
  EXPECT_EQ(one.taken.size() + other.taken.size(), 0u);
}

TEST(RingReaders, WhoAreBusyOrBehindAreAsked) {
  Ring ring;
  Follower busy(ring), behind(ring);
  ring.place_of(busy).idle = false;
  ring.push("first", {}, 0);
  Follower late(ring);
  ring.push("second", {}, 0);

  ring.wake();

  EXPECT_EQ(busy.woken, 1);
  EXPECT_EQ(behind.woken, 1);
  EXPECT_EQ(busy.heard() + behind.heard(), "");
  EXPECT_EQ(late.woken, 0);
  EXPECT_EQ(late.heard(), "\x81\x06second");
}

TEST(RingReaders, HearHowMuchTheKernelTookWhenThatIsNotAll) {
  Ring ring;
  Follower full(ring), gone(ring);
  gone.hang_up();

  ring.push(std::string(8u << 20, 'x'), {}, 0);
  ring.wake();

  ASSERT_EQ(full.taken.size(), 1u);
  EXPECT_GT(full.taken[0], 0u);
  EXPECT_LT(full.taken[0], 8u << 20);
  EXPECT_EQ(ring.place_of(full).round, 0u) << "the round counts as written";
  EXPECT_EQ(gone.taken, std::vector<std::size_t>{0});
}

TEST(RingReaders, MayLeaveWhileTheyAreAsked) {
  Ring ring;
  Follower a(ring), b(ring), c(ring), d(ring), e(ring);
  for (Follower* leaving : {&a, &c, &e}) {
    ring.place_of(*leaving).idle = false;
    leaving->leaves_when_woken = true;
  }

  ring.push("round", {}, 0);
  ring.wake();

  for (const Follower* stayed : {&b, &d}) EXPECT_EQ(stayed->heard(), "\x81\x05round");
  for (const Follower* left : {&a, &c, &e}) EXPECT_FALSE(left->follows() || left->woken != 1);
}

TEST(RingReaders, LeaveARingThatEnds) {
  auto ring = std::make_unique<Ring>();
  Follower one(*ring), other(*ring);

  ring.reset();

  EXPECT_FALSE(one.follows() || other.follows());
}

}  // namespace
}  // namespace tributary::http::test
