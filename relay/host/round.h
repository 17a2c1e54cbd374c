#pragma once
// What one pass of the event loop brought in is one round: its commands are one transaction per tenant,
// its answers leave after the commit and before the fan-out, its lines are one frame (decisions.md 17,
// relay.md 3.1). Loop thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "relay/host/vitals.h"

namespace tributary::host {

enum class Committed : std::uint8_t { yes, disk_full };

// What the disk has left (P9): with little no file is taken, with none nothing new is written.
enum class Room : std::uint8_t { enough, little, none };

class Participant {
 public:
  virtual ~Participant() = default;
  virtual Committed commit() = 0;   // throws StorageFailed when the writer must stop for good (P1c)
  virtual void publish() = 0;       // after the answers
};

class Round {
 public:
  using Answer = std::function<void(Committed)>;
  explicit Round(boost::asio::io_context& io) : io_(io) {}

  // Something of this participant is to be committed with this round.
  void joins(Participant&);
  // Called once the round is durable (or was refused for a full disk).
  void answer(Answer);
  // Ends the round here and now: whoever reads what must be durable calls this first.
  void finish_now();
  std::uint64_t commits() const { return commits_; }  // rounds in which something was written
  std::uint64_t number() const { return number_; }    // of the round that is filling
  // Somebody else wrote in this round or in one of the last few: there is somebody to leave room for (P14).
  bool others_lately(const Participant&) const;

  // Whoever would begin to write asks first; reads, sign-ins and deletions go on.
  Room room() const { return room_; }
  void has(Room room) { room_ = room; }
  // Called when a commit met a full disk.
  void tell_when_full(std::function<void()> full) { full_ = std::move(full); }
  // How long the oldest that waits for its commit has waited. A commit that took long counts for as long again: what came
  // meanwhile lies in the kernel and was not seen yet.
  std::int64_t oldest_ms() const;
  Vitals& vitals() { return vitals_; }

 private:
  void touched();
  void end();
  void note(const Participant&);

  boost::asio::io_context& io_;
  std::vector<Participant*> participants_;
  std::vector<Answer> answers_;
  std::uint64_t commits_ = 0, number_ = 0;
  struct Wrote { const Participant* who = nullptr; std::uint64_t in = 0; };
  Wrote last_, other_;  // who wrote last, and the last who is not the same
  std::function<void()> full_;
  Room room_ = Room::enough;
  std::chrono::steady_clock::time_point since_, ended_;
  std::chrono::steady_clock::duration took_{};
  Vitals vitals_;
  std::int64_t began_us_ = 0;  // when the first of this round came in
  bool scheduled_ = false;
  bool ending_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a posted end may come after us
};

}  // namespace tributary::host
