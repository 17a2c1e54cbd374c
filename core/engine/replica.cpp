#include "core/engine/replica.h"

#include <algorithm>

namespace tributary {

Decision Replica::ask(CommandId id, Command command, Stamp stamp) {
  Decision decision = decide_command(visible_, command, stamp);
  if (!decision) return decision;
  predict(decision->events, stamp);
  pending_.push_back(Pending{id, std::move(command), stamp});
  ++version_;
  return decision;
}

bool Replica::receive(const Line& line) {
  if (line.seq <= sequence_) return true;  // heard already
  if (line.seq != sequence_ + 1) return false;
  apply_event(confirmed_, line.event, line.stamp);
  touch(confirmed_, line.event);
  sequence_ = line.seq;
  return true;
}

void Replica::reword(CommandId id, Command command) {
  for (Pending& pending : pending_)
    if (pending.id == id) pending.command = std::move(command);
}

void Replica::settle(CommandId id) {
  std::erase_if(pending_, [&](const Pending& pending) { return pending.id == id; });
}

// What is refused now only vanishes from view: the relay's answer decides, not our guess.
void Replica::rebase() {
  touch_predicted();
  visible_.lie_over(confirmed_);
  predicted_.clear();
  for (const Pending& pending : pending_)
    if (auto again = decide_command(visible_, pending.command, pending.stamp)) predict(again->events, pending.stamp);
  ++version_;
}

State& Replica::confirmed_for_snapshot() {
  confirmed_ = State{};
  sequence_ = 0;
  visible_.lie_over(confirmed_);
  predicted_.clear();
  touched_ = {true, {}};
  ++version_;
  return confirmed_;
}

void Replica::loaded(std::uint64_t sequence) {
  sequence_ = sequence;
  rebase();
}

void Replica::predict(const Events& events, const Stamp& stamp) {
  for (const Event& event : events) {
    apply_event(visible_, event, stamp);
    touch(visible_, event);
    predicted_.push_back(Line{0, stamp, event});
  }
}

void Replica::touch(const State& after, const Event& event) {
  if (const auto* read = std::get_if<MarkedRead>(&event)) return touch(read->conversation);
  if (const auto* merged = std::get_if<ContactsMerged>(&event)) return touch_person(after, merged->into);
  if (const auto* unmerged = std::get_if<ContactUnmerged>(&event)) return touch_person(after, unmerged->contact), touch_person(after, unmerged->out_of);
  if (const ConversationId id = about(after, event).conversation) touch(id);
}

// Who writes is on the row of every thread of theirs.
void Replica::touch_person(const State& after, ContactId contact) {
  for (ThreadId id : threads_of(after, root_contact(after, contact)))
    if (const Thread* thread = after.threads.find(id)) touch(thread->latest);
}

// What only a prediction showed may be different without it.
void Replica::touch_predicted() {
  for (const Line& line : predicted_) touch(visible_, line.event);
}

}  // namespace tributary
