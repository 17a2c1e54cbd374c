#include "tests/sim/courier.h"

#include "core/base/planted.h"

namespace tributary::sim {
namespace {

const Actor courier_actor{ActorKind::courier, {}};
const Actor provider_actor{ActorKind::provider, {}};

}  // namespace

void Courier::tick() {
  std::vector<MessageId> ready;
  relay_.state().outbox.for_each([&](const auto&, MessageId id) {
    const Outgoing* message = relay_.state().outgoing.find(id);
    if (message && may_start(relay_.state(), *message, world_.relay_clock())) ready.push_back(id);
  });
  for (MessageId id : ready) {
    check_order(id);
    const auto attempt = world_.prng.id<CommandId>();
    if (relay_.submit(attempt, StartAttempt{id}, courier_actor)) relay_.after_commit([this, id] { send(id); });
    else report(id, Delivery::failed, 63016);  // held back for too long: nobody may be written to like this any more
  }
}

// P6f, looked at the slow way: every message of ours before this one has left, or was given a minute.
void Courier::check_order(MessageId id) {
  const Outgoing& mine = *relay_.state().outgoing.find(id);
  relay_.state().outgoing.for_each([&](MessageId, const Outgoing& other) {
    if (other.conversation != mine.conversation || other.position >= mine.position) return;
    if (other.held && other.status == Delivery::queued && other.not_before > world_.relay_clock()) return;  // for later: keeps nobody waiting
    const bool waiting = other.status == Delivery::queued || other.status == Delivery::sending;
    const bool fresh_unknown = other.status == Delivery::unknown && world_.relay_clock().ms - other.changed.ms <= limits::next_after_unknown_ms;
    if (waiting || fresh_unknown) world_.fail("courier: a message overtakes an earlier one");
  });
}

void Courier::send(MessageId id) {
  const Trip trip{id, relay_.incarnation()};
  if (world_.fault(8)) return later(trip, 30);  // nobody answers the door: no byte left us
  world_.in(40, [this, trip] { at_the_provider(trip); });
}

void Courier::at_the_provider(Trip trip) {
  const auto fate = world_.faults ? world_.prng.below(100) : 99;
  if (fate < 6) return outcome(trip, 40, Delivery::failed, 30003);
  if (fate < 10) return outcome(trip, 40, Delivery::unknown, 0);                        // 500, and not taken
  if (fate < 14) return outcome(trip, 15'000, Delivery::unknown, 0);                    // silence, and not taken
  accept(trip.message);
  if (fate < 22) return outcome(trip, fate < 18 ? 40 : 15'000, Delivery::unknown, 0);   // taken, and nobody says so
  outcome(trip, world_.prng.delay(40, 300), Delivery::accepted, 0);
}

void Courier::accept(MessageId id) {
  ++accepted_[id];
  const std::int64_t spread = world_.faults ? 3'000 : 100;
  call_back(id, Delivery::sent, world_.prng.delay(10, spread));
  if (world_.fault(5)) return call_back(id, Delivery::failed, world_.prng.delay(10, spread));
  call_back(id, Delivery::delivered, world_.prng.delay(10, spread));
  if (world_.prng.chance(40)) call_back(id, Delivery::read, world_.prng.delay(10, 2 * spread));
}

void Courier::outcome(Trip trip, std::int64_t delay, Delivery status, std::int32_t error) {
  if (status == Delivery::unknown && PLANTED(8)) return later(trip, delay);  // "it probably did not arrive"
  world_.in(delay, [this, trip, status, error] {
    if (trip.incarnation == relay_.incarnation()) report(trip.message, status, error);
  });
}

void Courier::later(Trip trip, std::int64_t delay) {
  world_.in(delay, [this, trip] {
    if (trip.incarnation != relay_.incarnation()) return;
    const RetryLater retry{trip.message, world_.relay_clock() + 2'000, 0};
    if (!relay_.submit(world_.prng.id<CommandId>(), retry, courier_actor)) report(trip.message, Delivery::failed, 20003);
  });
}

void Courier::report(MessageId id, Delivery status, std::int32_t error) {
  relay_.submit(world_.prng.id<CommandId>(), ReportDelivery{id, status, error}, courier_actor);
}

void Courier::call_back(MessageId id, Delivery status, std::int64_t delay) {
  const std::string key = "status " + std::to_string(id.high) + " " + std::to_string(static_cast<int>(status)) + " " +
                          std::to_string(accepted_[id]);
  const Delivery told = highest_told_[id];
  if (moves(told, status)) highest_told_[id] = status;
  for (int copy = world_.fault(10) ? 3 : 1; copy > 0; --copy)
    world_.in(delay * copy, [this, id, status, key] { deliver_callback(id, status, key); });
}

// What a crash swallowed is asked for again (P2).
void Courier::deliver_callback(MessageId id, Delivery status, const std::string& key) {
  if (relay_.has_seen(key)) return;
  relay_.submit(world_.prng.id<CommandId>(), ReportDelivery{id, status, status == Delivery::failed ? 30005 : 0}, provider_actor, key);
  world_.in(5'000, [this, id, status, key] { deliver_callback(id, status, key); });
}

void Courier::restarted() {
  std::vector<MessageId> under_way;
  relay_.state().outgoing.for_each([&](MessageId id, const Outgoing& message) {
    if (message.status == Delivery::sending) under_way.push_back(id);
  });
  for (MessageId id : under_way) {
    if (PLANTED(7)) relay_.submit(world_.prng.id<CommandId>(), RetryLater{id, world_.relay_clock(), 0}, courier_actor);
    else report(id, Delivery::unknown, 0);
  }
}

// Looked at the slow way: nobody was let go of whose story was undecided, or of whom something was heard in the last 30
// days, and nobody stayed much longer. Those who are gone.
std::set<MessageId> Courier::check_letting_go() const {
  std::set<MessageId> gone, decided;
  std::map<MessageId, Instant> heard;
  for (const Relay::Record& record : relay_.log()) {
    const Event& event = record.line.event;
    if (const MessageId id = about(relay_.state(), event).message) heard[id] = record.line.stamp.at, decided.erase(id);
    if (const auto* moved = std::get_if<DeliveryChanged>(&event); moved && moved->status != Delivery::unknown) decided.insert(moved->message);
    if (const auto* back = std::get_if<TakenUp>(&event)) {
      if (gone.erase(back->message) == 0) world_.fail("courier: a story was taken up that was not let go of");
      decided.insert(back->message);
    }
    const auto* left = std::get_if<LetGo>(&event);
    for (const MessageId id : left ? left->messages : std::vector<MessageId>{}) {
      if (decided.count(id) == 0 || record.line.stamp.at.ms - heard[id].ms < limits::outgoing_kept_ms) world_.fail("courier: a message was let go of too early");
      if (!gone.insert(id).second) world_.fail("courier: a message was let go of twice");
    }
  }
  for (const MessageId id : decided) {
    const bool old = world_.relay_clock().ms - heard[id].ms > limits::outgoing_kept_ms + 2 * limits::hour_ms;
    if (old && relay_.state().outgoing.find(id)) world_.fail("courier: a message stays in the outbox for ever");
  }
  return gone;
}

void Courier::check() const {
  std::map<MessageId, std::uint32_t> allowed;
  std::set<MessageId> over;  // nothing can follow
  std::map<MessageId, Channel> channel;
  std::map<MessageId, Delivery> last;
  const std::set<MessageId> let_go = check_letting_go();
  for (const Relay::Record& record : relay_.log()) {
    if (const auto* queued = std::get_if<ReplyQueued>(&record.line.event)) allowed[queued->message] = 1, channel[queued->message] = queued->channel;
    if (const auto* again = std::get_if<SendAgainQueued>(&record.line.event)) ++allowed[again->message];
    if (const auto* moved = std::get_if<DeliveryChanged>(&record.line.event)) {
      last[moved->message] = moved->status;
      if (is_over(moved->status, channel[moved->message])) over.insert(moved->message);
    }
  }
  for (const auto& [id, most] : allowed) {
    const auto taken = accepted_.find(id);
    const std::uint32_t times = taken == accepted_.end() ? 0 : taken->second;
    if (times > most) world_.fail("courier: a message was doubled");
    const Outgoing* left = relay_.state().outgoing.find(id);
    if (!left != (over.count(id) + let_go.count(id) > 0)) return world_.fail("courier: a message is neither over nor in the outbox");
    const Delivery status = left ? left->status : last[id];
    if (status == Delivery::cancelled && times > 0) world_.fail("courier: a message that was taken back was sent");
    const bool for_later = left && left->held && left->not_before > world_.relay_clock();
    if ((status == Delivery::queued && !for_later) || status == Delivery::sending) world_.fail("courier: a message was left lying");
    const bool claims_success = status == Delivery::accepted || status >= Delivery::delivered;
    if (times == 0 && claims_success && status != Delivery::failed && status != Delivery::cancelled)
      world_.fail("courier: a message the provider never saw");
    const auto told = highest_told_.find(id);
    if (most > 1) continue;  // sent again by a person: the provider's words speak of several attempts
    const bool deaf = over.count(id) > 0 && status == Delivery::delivered;  // SMS: what comes after "delivered" is not listened to
    if (told != highest_told_.end() && !deaf && moves(status, told->second)) world_.fail("courier: a status was forgotten");
    if (told != highest_told_.end() && told->second >= Delivery::delivered && told->second <= Delivery::read && status < told->second && !deaf)
      world_.fail("courier: a status went backwards");
  }
}

}  // namespace tributary::sim
