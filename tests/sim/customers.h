#pragma once
// People with phones: they write on two channels, send pictures, STOP and START, and they call.
// Each item arrives once, twice or three times until the relay has said 200.
#include "tests/sim/relay.h"

namespace tributary::sim {

class Customers {
 public:
  Customers(World& world, Relay& relay) : world_(world), relay_(relay) {}

  void configure();       // accounts, numbers, services, agents: commands like any other
  void act();
  void are_written_to();  // by somebody of ours, over REST: also those who have never written
  void check() const;     // each item exactly once, with its words, and in its queue
  std::size_t items() const { return items_.size(); }

 private:
  struct Item { CommandId id; Command command; Actor actor; };
  void write();
  void call();
  void deliver(const std::string& key);
  void picture_arrives(const Item&);
  void check_queue() const;
  IdentityClaim phone(std::uint64_t who) const;
  std::vector<IdentityClaim> sender(std::uint64_t who, Channel);

  World& world_;
  Relay& relay_;
  std::map<std::string, Item> items_;
  std::uint64_t next_ = 1;
  TeamId queue_;          // of what is begun on WhatsApp and by telephone
};

}  // namespace tributary::sim
