#pragma once
// What one pass of the event loop brought in is one round: its commands are one transaction per tenant, a tenant's answers
// leave after its own commit and before the next tenant's (P14), and its lines are one frame behind all answers.
// Loop thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "relay/host/vitals.h"

namespace tributary::host {

enum class Committed : std::uint8_t { yes, disk_full, undone };  // undone: somebody broke off in the middle of it

// What the disk has left (P9): with little no file is taken, with none nothing new is written.
enum class Room : std::uint8_t { enough, little, none };

class Participant {
 public:
  virtual ~Participant() = default;
  virtual Committed commit() = 0;   // throws StorageFailed when the writer must stop for good (P1c)
  virtual void publish() = 0;       // after the answers
  virtual void undo() = 0;          // nothing of what is to be committed may be: commit() says so
};

class Round {
 public:
  using Answer = std::function<void(Committed)>;
  explicit Round(boost::asio::io_context& io) : io_(io) {}

  // Something of this participant is to be committed with this round.
  void joins(Participant&);
  // Called once what this participant has in the round is durable (or was refused for a full disk). Nobody waits for the
  // disk on behalf of another: where nothing of it is to be committed, that is before the first commit.
  void answer(const Participant& of, Answer);
  // Called once all of the round is.
  void answer(Answer);
  // Around whatever has its errors caught by somebody else: a request, a frame, a command. Where it breaks off, nothing of
  // what it was writing is committed, nor what shares a transaction with it: everybody in that is told to say it again.
  template <class Work>
  auto whole(Work&& work) {
    wrote_.clear();
    try {
      return work();
    } catch (...) {
      undo_what_was_begun();
      throw;
    }
  }
  // Ends the round here and now: whoever reads what must be durable calls this first. A commit that failed is thrown here
  // and once more on the loop, since the writer stops for good (P1c) whoever it was that asked.
  void finish_now();
  // A failure after which nothing may be written any more: it is thrown on the loop, where nothing catches it.
  void stop_for_good(std::exception_ptr);
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
  void undo_what_was_begun();
  void end();
  void note(const Participant&);
  struct Waiting { const Participant* of = nullptr; Answer answer; };  // of nobody: for all
  void take(Waiting);
  std::int64_t commit_each();
  void let_go(const std::function<bool(const Waiting&)>& whose, Committed);
  bool is_uncommitted(const Participant*) const;

  boost::asio::io_context& io_;
  std::vector<Participant*> participants_;
  std::vector<Participant*> wrote_;  // since whole() began
  std::vector<Waiting> answers_;
  // Of the round that is ending: who is still to be committed, who is durable, and which answers have not left.
  std::vector<Participant*> uncommitted_, durable_;
  std::vector<Waiting> leaving_;
  Committed outcome_ = Committed::yes;  // of the last that was not kept
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
