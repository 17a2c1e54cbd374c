#include "relay/host/tenant_runtime.h"

#include <algorithm>
#include <stdexcept>

#include "core/sync/audience.h"
#include "core/wire/json.h"
#include "core/wire/snapshot.h"
#include "relay/host/outgoing_files.h"

namespace tributary::host {

namespace {
constexpr std::uint64_t snapshot_every_events = 50'000;  // decisions.md 16
constexpr std::size_t snapshot_piece_bytes = 1 << 20;
constexpr std::size_t replay_batch = 5'000;
}  // namespace

TenantRuntime::TenantRuntime(boost::asio::io_context& io, Round& round, Clock& clock, const store::Keys& keys,
                             std::string id, std::string folder)
    : round_(round), clock_(clock), keys_(keys), id_(std::move(id)), folder_(std::move(folder)),
      store_(store::TenantStore::open(folder_)), files_(folder_ + "/files"), presences_(io, hub_, clock), wake_(io) {
  load();
}

TenantRuntime::~TenantRuntime() = default;

TenantRuntime::Frozen TenantRuntime::freeze() {
  thaw();
  if (!frozen_) {
    frozen_ = std::make_shared<State>(std::move(state_));
    frozen_at_ = head_;
    state_ = State{};
    state_.lie_over(*frozen_);
  }
  return {frozen_, frozen_at_};
}

void TenantRuntime::thaw() {
  if (!frozen_ || frozen_.use_count() > 1) return;
  state_.sink_into(*frozen_);
  state_ = std::move(*frozen_);
  frozen_.reset();
}

void TenantRuntime::load() {
  frozen_.reset();
  state_ = State{};
  std::uint64_t at = 0;
  if (auto snapshot = store_->snapshot()) {
    Contents unused;
    for (const std::string& piece : snapshot->pieces)
      if (!wire::load_piece(piece, state_, unused)) throw std::runtime_error("The saved state in " + folder_ + " cannot be read. Run: tributary-relay check");
    at = snapshot->seq;
  }
  snapshot_at_ = at;
  for (;;) {
    auto lines = store_->lines_after(at, replay_batch);
    for (const auto& stored : lines) {
      auto event = wire::parse_event(stored.event);
      auto actor = wire::parse_actor(stored.actor);
      if (!event || !actor) throw std::runtime_error("Line " + std::to_string(stored.seq) + " of the log in " + folder_ + " cannot be read. Run: tributary-relay check");
      apply_event(state_, *event, Stamp{stored.at, *actor, stored.cause});
      at = stored.seq;
    }
    if (lines.size() < replay_batch) break;
  }
  head_ = published_ = at;
  schedule_wake();
}

TenantRuntime::Receipt TenantRuntime::submit(const Command& command, const Actor& actor, CommandId id) {
  return submit_at(clock_.now(), command, actor, id);
}

TenantRuntime::Receipt TenantRuntime::submit_at(Instant at, const Command& command, const Actor& actor, CommandId id) {
  if (const auto* reply = std::get_if<SendReply>(&command); reply && !reply->attachments.empty()) return submit_files(at, *reply, actor, id);
  thaw();
  const Stamp stamp{at, actor, id};
  Decision decision = decide_command(state_, command, stamp);
  if (!decision) return {false, decision.error(), head_};
  return take(std::move(*decision), stamp);
}

// The engine decides on what the relay holds, not on what the author says it holds; only the host knows who can fetch it.
TenantRuntime::Receipt TenantRuntime::submit_files(Instant at, SendReply reply, const Actor& actor, CommandId id) {
  if (auto wrong = complete(*store_, reply.attachments)) return {false, *wrong, head_};
  const Stamp stamp{at, actor, id};
  const Attachments files = reply.attachments;
  Decision decision = decide_command(state_, std::move(reply), stamp);
  if (!decision) return {false, decision.error(), head_};
  for (const Event& event : decision->events)
    if (const auto* queued = std::get_if<ReplyQueued>(&event); queued && !reaches(queued->number)) return {false, Refused(Refusal::no_public_address), head_};
  put_files(writing(), files, same_bits<MessageId>(id));
  return take(std::move(*decision), stamp);
}

TenantRuntime::Receipt TenantRuntime::take(Outcome outcome, const Stamp& stamp) {
  if (outcome.events.empty() && outcome.contents.empty()) return {true, {}, head_};
  store::TenantStore& store = writing();
  for (const Content& row : outcome.contents) {
    store.put_content(row);
    hub_.add_content(wire::content_text(row));
  }
  for (const Event& event : outcome.events) record(event, stamp);
  return {true, {}, head_};
}

void TenantRuntime::record(const Event& event, const Stamp& stamp) {
  apply_event(state_, event, stamp);
  const About where = about(state_, event);
  std::string text = wire::event_text(event);
  std::string line = wire::line_text(++head_, stamp, text);
  store_->append({head_, stamp.at, wire::actor_text(stamp.actor), std::move(text), stamp.cause}, where.thread, where.message);
  hub_.add(std::move(line), only_for(event));
  for (Follower* follower : followers_) follower->applied(event, stamp);
}

store::TenantStore& TenantRuntime::writing() {
  store_->begin();
  round_.joins(*this);
  return *store_;
}

Committed TenantRuntime::commit() {
  try {
    store_->commit();
    return Committed::yes;
  } catch (const store::StorageFailed& failed) {
    if (!failed.disk_full()) throw;
    troubles_.add(clock_.now(), "disk_full");
    // Nobody has seen anything of this round: read again what is true (decisions.md 17).
    hub_.discard();
    store_.reset();
    store_ = store::TenantStore::open(folder_);
    load();
    for (Follower* follower : followers_) follower->reloaded();
    return Committed::disk_full;
  }
}

void TenantRuntime::publish() {
  if (head_ > published_) {
    hub_.publish(store_->epoch(), published_, head_, clock_.now());
    published_ = head_;
  }
  for (Follower* follower : followers_) follower->durable();
  schedule_wake();
  if (!bulk_ && head_ - snapshot_at_ >= snapshot_every_events) save_snapshot();
}

void TenantRuntime::save_snapshot() {
  if (head_ == snapshot_at_ || store_->in_turn()) return;
  store_->begin();
  store_->put_snapshot(head_, wire::snapshot_pieces(state_, {}, {}, [](const Conversation&, const Contact&) { return std::vector<std::string>{}; }, snapshot_piece_bytes));
  store_->commit();
  snapshot_at_ = head_;
}

const Number* TenantRuntime::number(std::string_view address, Channel channel) const {
  const Channel carried = channel == Channel::voice ? Channel::sms : channel;  // an sms number carries calls too
  const Number* found = nullptr;
  state_.numbers.for_each([&](NumberId, const Number& n) {
    if (n.address == address && n.channel == carried) found = &n;
  });
  return found;
}

// Timers are data: the engine says when, the host only sends Wake (house.md 1).
void TenantRuntime::schedule_wake() {
  const auto due = next_wake(state_);
  if (!due || due->ms == wake_at_ms_) return;
  wake_at_ms_ = due->ms;
  const std::int64_t wait = std::clamp<std::int64_t>(due->ms - clock_.now().ms, 0, 60'000);
  wake_.expires_after(std::chrono::milliseconds(wait));
  wake_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    wake_at_ms_ = 0;
    if (auto now_due = next_wake(state_); now_due && *now_due <= clock_.now()) submit(Wake{}, ActorKind::timer);
    schedule_wake();
  });
}

}  // namespace tributary::host
