#pragma once
// The engine as a browser hosts it: what the relay has confirmed, what this agent has asked for since,
// and what to draw meanwhile. Predictions lie over the confirmed state; nothing is ever copied whole.
#include <cstdint>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "core/inbox/line.h"

namespace tributary {

class Replica {
 public:
  struct Pending { CommandId id; Command command; Stamp stamp; };

  // Predicts at once. On a yes the command is pending until settled; on a refusal nothing changed.
  Decision ask(CommandId id, Command command, Stamp stamp);

  // What the relay recorded, in order. False on a gap: the caller asks again from sequence().
  bool receive(const Line& line);
  // A frame may say "nothing you may see up to here".
  void advance(std::uint64_t upto) { if (upto > sequence_) sequence_ = upto; }

  // A command that was accepted here before, in another life of the page: pending as it was. rebase() shows it.
  void adopt(Pending pending) { pending_.push_back(std::move(pending)); }

  // What waits is to be said otherwise by the time it is asked for. rebase() shows it.
  void reword(CommandId id, Command command);

  void settle(CommandId id);  // the relay has answered, yes or no: the prediction ends
  void rebase();              // rebuild what is visible: confirmed + pending. Call after a batch of the above

  // Start over from a snapshot: fill confirmed_for_snapshot() and then call loaded().
  State& confirmed_for_snapshot();
  void loaded(std::uint64_t sequence);

  const State& visible() const { return visible_; }
  const State& confirmed() const { return confirmed_; }
  const std::vector<Pending>& pending() const { return pending_; }
  // The events that visible() has and confirmed() has not, numbered 0: what a thread shows meanwhile.
  const std::vector<Line>& predicted() const { return predicted_; }
  std::uint64_t sequence() const { return sequence_; }
  // The conversations that visible() may show differently since this was last asked, each perhaps more than once;
  // `everything` when the state begins anew. What a snapshot's piece brought is named with touch().
  struct Touched { bool everything = false; std::vector<ConversationId> conversations; };
  Touched take_touched() { return std::exchange(touched_, {}); }
  void touch(ConversationId id) { touched_.conversations.push_back(id); }
  // Grows whenever visible() may have changed: views rebuild only then.
  std::uint64_t version() const { return version_; }

  Replica() { visible_.lie_over(confirmed_); }
  Replica(const Replica&) = delete;
  Replica& operator=(const Replica&) = delete;

 private:
  void predict(const Events&, const Stamp&);
  void touch(const State&, const Event&);
  void touch_person(const State&, ContactId);
  void touch_predicted();
  State confirmed_, visible_;
  std::vector<Pending> pending_;
  std::vector<Line> predicted_;
  Touched touched_;
  std::uint64_t sequence_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace tributary
