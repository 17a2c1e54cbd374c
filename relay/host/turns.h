#pragma once
// The writer's time, shared between tenants (P14). All of them are written by one thread, one round after the other, so what
// one tenant brings in lengthens the round for all. While others write too, a round takes a few webhooks of each tenant and
// no more; the rest wait in a line of their tenant's own and come in the next rounds. Where a tenant is alone, nothing
// waits. Whose line is full is told to come later, as the gates tell it (P8), and so is what has waited too long.
// Only what is proven to be the tenant's own is counted, so that no stranger can use up somebody's share. Loop thread only.
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "relay/host/clock.h"
#include "relay/host/round.h"

namespace tributary::host {

class Turns {
 public:
  static constexpr std::size_t per_round = 16;  // about a millisecond of work
  static constexpr std::size_t waiting_max = 1'000, waiting_bytes_max = 8u << 20;  // of one tenant: half of what the gates hold

  enum class Turn : std::uint8_t { now, too_late };
  using Go = std::function<void(Turn)>;

  // One tenant's line, kept with the tenant.
  class Lane {
   public:
    explicit Lane(const Participant& of) : of_(of) {}
    std::size_t waiting() const { return waiting_.size(); }
    std::uint64_t refused() const { return refused_; }

   private:
    friend class Turns;
    struct Waiting { Go go; std::size_t bytes; std::int64_t until; };
    const Participant& of_;
    std::uint64_t round_ = 0;  // in which `taken_` were taken
    std::size_t taken_ = 0, bytes_ = 0;
    std::uint64_t refused_ = 0;
    std::deque<Waiting> waiting_;
  };

  Turns(boost::asio::io_context& io, Round& round, Clock& clock) : io_(io), round_(round), clock_(clock) {}

  // True: it goes into this round. A comparison and a count; nothing is asked of anybody below a tenant's share.
  bool may_go(Lane&);
  // Otherwise: it waits its turn until then, by the steady clock, and `go` is called once. False: the line is full, and it is to
  // be refused.
  bool wait(Lane&, std::size_t bytes, std::int64_t until_ms, Go go);
  // Nobody is kept waiting by a relay that goes.
  void stop();

 private:
  std::size_t room_of(const Lane&) const;
  void after_this_round();
  void next_turn();
  void let_go(Lane&);
  static Lane::Waiting take(Lane&);

  boost::asio::io_context& io_;
  Round& round_;
  Clock& clock_;
  std::vector<Lane*> lanes_;  // in which somebody waits
  bool arranged_ = false;     // the next turn is on its way
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a posted turn may come after us
};

}  // namespace tributary::host
