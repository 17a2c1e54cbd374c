#pragma once
// The outbox's legs, and the provider at the other end: it accepts, refuses, keeps silent, answers 500
// after having accepted, and calls back late, twice and out of order.
#include <set>

#include "tests/sim/relay.h"

namespace tributary::sim {

class Courier {
 public:
  Courier(World& world, Relay& relay) : world_(world), relay_(relay) {}

  void tick();                       // starts what may start
  void restarted();                  // attempts without an outcome became unknown (P6d)
  void check() const;                // after healing: nothing dropped, nothing doubled (P6)
  std::size_t accepted() const { return accepted_.size(); }

 private:
  struct Trip { MessageId message; std::uint64_t incarnation = 0; };
  void send(MessageId);
  void at_the_provider(Trip);
  void accept(MessageId);
  void outcome(Trip, std::int64_t delay, Delivery, std::int32_t error);
  void later(Trip, std::int64_t delay);
  void call_back(MessageId, Delivery, std::int64_t delay);
  void deliver_callback(MessageId, Delivery, const std::string& key);
  void report(MessageId, Delivery, std::int32_t error);
  void check_order(MessageId);
  std::set<MessageId> check_letting_go() const;

  World& world_;
  Relay& relay_;
  std::map<MessageId, std::uint32_t> accepted_;      // how often the provider took it
  std::map<MessageId, Delivery> highest_told_;       // what the provider said last in rank
};

}  // namespace tributary::sim
