// A round: what is answered when, and who hears of it, where several tenants wrote in one pass of the loop (P1, P14).
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "relay/host/round.h"
#include "relay/store/failure.h"

namespace tributary::host {
namespace {

using Said = std::vector<std::string>;

class Tenant final : public Participant {
 public:
  Tenant(std::string name, Said& said) : name_(std::move(name)), said_(said) {}
  Committed commit() override {
    said_.push_back("commit " + name_);
    if (broken) throw store::StorageFailed("The disk gave up.", false);
    if (std::exchange(undone_, false)) return Committed::undone;
    return full ? Committed::disk_full : Committed::yes;
  }
  void publish() override { said_.push_back("publish " + name_); }
  void undo() override { undone_ = true; }
  bool full = false, broken = false;

 private:
  std::string name_;
  Said& said_;
  bool undone_ = false;
};

class Rounds : public ::testing::Test {
 protected:
  Round::Answer says(const std::string& word) {
    return [this, word](Committed committed) { said.push_back((committed == Committed::yes ? "yes " : committed == Committed::undone ? "undone " : "full ") + word); };
  }

  boost::asio::io_context io;
  Round round{io};
  Said said;
  Tenant a{"a", said}, b{"b", said}, idle{"idle", said};
};

TEST_F(Rounds, P14_EachTenantIsAnsweredAfterItsOwnCommitAndBeforeTheNext) {
  round.joins(a);
  round.answer(a, says("a1"));
  round.joins(b);
  round.answer(b, says("b1"));
  round.answer(a, says("a2"));
  round.answer(says("all"));
  round.answer(idle, says("idle"));
  io.run();
  EXPECT_EQ(said, (Said{"yes idle", "commit a", "yes a1", "yes a2", "commit b", "yes b1", "yes all", "publish a", "publish b"}));
}

TEST_F(Rounds, ADiskThatIsFullForOneRefusesThatOneAndTheOthersAreHeardOf) {
  int told = 0;
  round.tell_when_full([&] { ++told; });
  a.full = true;
  for (Tenant* one : {&a, &b}) round.joins(*one);
  round.answer(a, says("a"));
  round.answer(b, says("b"));
  round.answer(says("all"));
  io.run();
  EXPECT_EQ(said, (Said{"commit a", "full a", "commit b", "yes b", "full all", "publish b"}));
  EXPECT_EQ(told, 1);
}

TEST_F(Rounds, P3_WhoBreaksOffTakesBackWhatWasBegunInTheSameTransactionAndNothingElse) {
  int told = 0;
  round.tell_when_full([&] { ++told; });
  round.joins(b);
  round.answer(b, says("b"));
  round.joins(a);
  round.answer(a, says("a"));
  EXPECT_THROW(round.whole([&] {
    round.joins(a);
    throw std::logic_error("a bug");
  }), std::logic_error);
  io.run();
  EXPECT_EQ(said, (Said{"commit b", "yes b", "commit a", "undone a", "publish b"}));
  EXPECT_EQ(told, 0) << "the disk has room";
  EXPECT_EQ(round.whole([] { return 7; }), 7);
}

// Whoever is answered may say more at once: it goes into a transaction that is still open, and shares its end.
TEST_F(Rounds, P1_WhatComesInWhileARoundEndsIsAnsweredWithTheCommitThatHoldsIt) {
  b.full = true;
  for (Tenant* one : {&a, &b}) round.joins(*one);
  round.answer(a, [this](Committed) {
    round.joins(b);
    round.answer(b, says("b of the moment"));
    round.joins(a);
    round.answer(a, says("a of the next"));
  });
  round.finish_now();
  EXPECT_EQ(said, (Said{"commit a", "commit b", "full b of the moment", "publish a"}));
  io.run();
  const Said next(said.begin() + 4, said.end());
  EXPECT_EQ(next, (Said{"commit b", "commit a", "yes a of the next", "publish a"}));
}

// A request that asks for a finished round is caught by its connection, which says 500 and goes on: the relay must not.
TEST_F(Rounds, P1_ACommitThatFailsWhereSomebodyCatchesItStillEndsTheLoop) {
  a.broken = true;
  round.joins(a);
  round.answer(a, says("a"));
  EXPECT_THROW(round.finish_now(), store::StorageFailed);
  EXPECT_THROW(io.run(), store::StorageFailed);
  EXPECT_EQ(said, Said{"commit a"}) << "nobody is answered";
}

}  // namespace
}  // namespace tributary::host
