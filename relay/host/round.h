#pragma once
// What one pass of the event loop brought in is one round: its commands are one transaction per tenant,
// its answers leave after the commit and before the fan-out, its lines are one frame (decisions.md 17,
// relay.md 3.1). Loop thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <memory>
#include <vector>

namespace tributary::host {

enum class Committed : std::uint8_t { yes, disk_full };

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

 private:
  void touched();
  void end();

  boost::asio::io_context& io_;
  std::vector<Participant*> participants_;
  std::vector<Answer> answers_;
  bool scheduled_ = false;
  bool ending_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a posted end may come after us
};

}  // namespace tributary::host
