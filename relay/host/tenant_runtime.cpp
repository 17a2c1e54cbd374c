#include "relay/host/tenant_runtime.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <iostream>
#include <stdexcept>

#include "core/base/planted.h"
#include "core/sync/audience.h"
#include "core/wire/json.h"
#include "core/wire/snapshot.h"
#include "relay/host/outgoing_files.h"
#include "relay/host/stored_log.h"
#include "relay/store/go_without.h"
#include "relay/store/state_file.h"

namespace tributary::host {

namespace {
constexpr std::size_t snapshot_piece_bytes = 1 << 20;
constexpr std::size_t replay_batch = 5'000;
// While webhooks follow each other, the rounds of a few milliseconds go to so many pages as one frame each: a send costs
// the same for one line and for fifty. Fewer pages are written to in less time than a commit takes.
constexpr std::size_t pages_worth_waiting = 200;
constexpr std::size_t waiting_bytes_max = 48 * 1024;  // less than the kernel takes of one socket at once
constexpr std::int64_t waiting_ms_max = 4;

// Looking costs a third of writing, and no page of the file.
bool says_the_same(const store::TenantStore& store, KnownWords& known, const Content& row, const std::string& text) {
  if (!KnownWords::may_know(row)) return false;
  if (known.says(row, text)) return true;
  known.note(row, text);
  return store.row_text(row) == text;
}

// The files that go out with a command; nullptr: it is of a kind that has none.
template <class C>
auto files_with(C& command) -> decltype(&std::get_if<SendReply>(&command)->attachments) {
  if (auto* reply = std::get_if<SendReply>(&command)) return &reply->attachments;
  auto* start = std::get_if<StartConversation>(&command);
  return start ? &start->attachments : nullptr;
}

// What this program names and the file does not: the value's name, and what it is to be.
std::vector<std::pair<std::string_view, std::string>> not_named(const store::TenantStore& store) {
  std::vector<std::pair<std::string_view, std::string>> missing;
  if (auto names = store::with_names(store.value(store::go_without_name).value_or(""), store::named_here())) missing.emplace_back(store::go_without_name, std::move(*names));
  if (auto kinds = store::with_names(store.value(store::kinds_name).value_or(""), store::kinds_here())) missing.emplace_back(store::kinds_name, std::move(*kinds));
  return missing;
}

std::vector<std::string> no_words(const Conversation&, const Contact&) { return {}; }  // a saved state has none: they are rows
}  // namespace

TenantRuntime::TenantRuntime(boost::asio::io_context& io, Round& round, Clock& clock, const store::Keys& keys,
                             std::string id, std::string folder)
    : round_(round), clock_(clock), keys_(keys), id_(std::move(id)), folder_(std::move(folder)),
      store_(store::TenantStore::open(folder_)), files_(folder_ + "/files"), presences_(io, hub_, clock), wake_(io) {
  name_at_start();
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

// Before anything of it is written, or with the first of it: a program of before looks there first (go_without.h).
void TenantRuntime::name_what_is_new() {
  for (const auto& [value, names] : not_named(*store_)) store_->put_value(value, names);
  named_ = true;
}

// On a full disk nothing that is new can be written either, and all there is can be read (P9).
void TenantRuntime::name_at_start() {
  name_what_is_new();
  try {
    store_->commit();
  } catch (const store::StorageFailed& failed) {
    if (!failed.disk_full()) throw;
    store_->roll_back();
    named_ = false;
  }
}

bool TenantRuntime::load_pieces(const std::vector<std::string>& pieces) {
  state_ = State{};
  Contents unused;
  return std::all_of(pieces.begin(), pieces.end(), [&](const std::string& piece) { return wire::load_piece(piece, state_, unused); });
}

// The file was written under way, the row at the last clean stop. The newer one counts, and the file only if it fits the log.
std::uint64_t TenantRuntime::load_saved() {
  const auto file = store::read_state_file(folder_, store_->epoch());
  const auto row = store_->snapshot();
  const auto line = file ? store_->line(file->seq) : std::nullopt;  // the same number in another history has another cause
  if (line && line->cause == file->last && (!row || file->seq > row->seq) && load_pieces(file->pieces)) return file->seq;
  if (!load_pieces(row ? row->pieces : std::vector<std::string>{})) throw std::runtime_error("The saved state in " + folder_ + " cannot be read. Run: tributary-relay check");
  return row ? row->seq : 0;
}

void TenantRuntime::load() {
  frozen_.reset();
  known_words_.forget();
  const store::GoWithout without(store_->value(store::go_without_name).value_or(""));
  const store::GoWithout kinds(store_->value(store::kinds_name).value_or(""), store::kinds_here());
  goes_without_ = without.beyond_us() || kinds.beyond_us();
  if (goes_without_) state_ = State{};  // what was saved holds what we do not know, or lacks what we left out
  std::uint64_t at = snapshot_at_ = goes_without_ ? 0 : load_saved();
  for (;;) {
    auto lines = store_->lines_after(at, replay_batch);
    for (const auto& stored : lines) {
      auto event = wire::parse_event(stored.event);
      auto actor = wire::parse_actor(stored.actor);
      at = stored.seq;
      if (!event && without.leaves_out(stored.event)) continue;
      if (!event || !actor) throw std::runtime_error(store::unreadable_line(stored.seq, folder_, stored.event));
      apply_event(state_, *event, Stamp{stored.at, *actor, stored.cause});
    }
    if (lines.size() < replay_batch) break;
  }
  head_ = durable_ = published_ = at;
  schedule_wake();
}

TenantRuntime::Receipt TenantRuntime::submit(const Command& command, const Actor& actor, CommandId id) {
  return submit_at(clock_.now(), command, actor, id);
}

TenantRuntime::Receipt TenantRuntime::submit_at(Instant at, const Command& command, const Actor& actor, CommandId id) {
  if (const Attachments* files = files_with(command); files && !files->empty()) return submit_files(at, command, actor, id);
  thaw();
  if (const auto story = story_to_take_up(state_, command, StoredLog(*store_))) submit_at(at, *story, Actor{ActorKind::system, {}}, store::mint<CommandId>());
  const Stamp stamp{at, actor, id};
  Decision decision = decide_command(state_, command, stamp);
  if (!decision) return {false, decision.error(), head_};
  return take(std::move(*decision), stamp);
}

// The engine decides on what the relay holds, not on what the author says it holds; only the host knows who can fetch it.
TenantRuntime::Receipt TenantRuntime::submit_files(Instant at, Command command, const Actor& actor, CommandId id) {
  if (auto wrong = complete(*store_, *files_with(command))) return {false, *wrong, head_};
  const Stamp stamp{at, actor, id};
  const Attachments files = *files_with(command);
  Decision decision = decide_command(state_, command, stamp);
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
    std::string text = wire::content_text(row);
    if (!says_the_same(store, known_words_, row, text)) store.put_content(row, text);
    hub_.add_content(std::move(text));
  }
  if (PLANTED(194) && stamp.actor.kind != ActorKind::provider) store.commit();  // "words may come first"
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
  round_.joins(*this);  // first: a turn that cannot begin ends the writer too, when the round does (P1c)
  store_->begin();
  if (!named_) name_what_is_new();
  return *store_;
}

Committed TenantRuntime::commit() {
  try {
    store_->commit();
    if (checkpointer_ && checkpointer_->failed()) throw store::StorageFailed("The log could not be brought into its file.", false);
    return Committed::yes;
  } catch (const store::TurnUndone&) {
    take_back();
    return Committed::undone;
  } catch (const store::StorageFailed& failed) {
    if (!failed.disk_full()) throw;
    troubles_.add(clock_.now(), "disk_full");
    take_back();
    return Committed::disk_full;
  }
}

// Nobody has seen anything of this round: read again what is true.
void TenantRuntime::take_back() {
  hub_.discard();
  fan_out();  // of the rounds before
  store_->roll_back();
  named_ = not_named(*store_).empty();
  load();
  for (Follower* follower : followers_) follower->reloaded();
}

void TenantRuntime::fan_out() {
  if (durable_ > published_) hub_.publish(store_->epoch(), published_, durable_, clock_.line_ms());
  published_ = durable_;
  waits_since_ms_ = -1;
}

// A posted look comes after everything that is ready now: when nothing was, nobody waits.
void TenantRuntime::fan_out_or_wait() {
  const std::int64_t now = clock_.line_ms();
  if (waits_since_ms_ < 0) waits_since_ms_ = now;
  if (hub_.listeners() < pages_worth_waiting || hub_.bytes() > waiting_bytes_max || now - waits_since_ms_ >= waiting_ms_max) return fan_out();
  boost::asio::post(wake_.get_executor(), [this, io = wake_.get_executor(), alive = std::weak_ptr(alive_)] {
    boost::asio::post(io, [this, alive] {
      if (!alive.expired() && !store_->in_turn()) fan_out();  // a turn under way ends in publish(), or gives up in commit()
    });
  });
}

void TenantRuntime::publish() {
  durable_ = head_;
  hub_.settle();
  if (durable_ > published_) fan_out_or_wait();
  if (checkpointer_ && !checkpointing_) look_after_log();  // before a follower begins the next turn
  for (Follower* follower : followers_) follower->durable();
  schedule_wake();
  if (!bulk_ && !goes_without_ && head_ - snapshot_at_ >= save_every_) behind_ ? save_behind() : save_snapshot();
}

void TenantRuntime::save_behind_on(boost::asio::thread_pool& states, boost::asio::thread_pool& checkpoints) {
  behind_ = &states;
  checkpoints_ = &checkpoints;
  store_->leave_checkpoints();
  checkpointer_ = store_->checkpointer();
}

void TenantRuntime::look_after_log() {
  switch (checkpoint_pace_.next(store_->wal_pages())) {
    case store::CheckpointPace::Next::nothing: return;
    case store::CheckpointPace::Next::behind: return checkpoint_behind();
    case store::CheckpointPace::Next::here: return store_->bring_in_log();
  }
}

// After an error nothing more is committed; a full disk costs a longer log, and the writer brings it in when it is very long.
void TenantRuntime::checkpoint_behind() {
  checkpointing_ = true;
  boost::asio::post(*checkpoints_, [this, io = wake_.get_executor(), alive = std::weak_ptr(alive_), worker = checkpointer_] {
    int in_file = -1;
    try {
      in_file = worker->run();
    } catch (const store::StorageFailed& failed) {
      std::cerr << "The log could not be brought into its file: " << failed.what() << std::endl;
    }
    boost::asio::post(io, [this, alive, in_file] {
      if (alive.expired()) return;
      checkpointing_ = false;
      checkpoint_pace_.ran(in_file);
    });
  });
}

// All of it is durable already: what the file says can be said again from the log, so a failure costs a slower start and no more.
void TenantRuntime::save_behind() {
  if (saving_ || store_->in_turn()) return;
  const Frozen now = freeze();
  const auto line = store_->line(now.seq);
  if (!line) return;
  saving_ = true;
  boost::asio::post(*behind_, [this, io = wake_.get_executor(), alive = std::weak_ptr(alive_), frozen = now, last = line->cause, folder = folder_, epoch = store_->epoch()]() mutable {
    bool good = true;
    try {
      wire::SnapshotWriter words(frozen.state, {}, {}, no_words, snapshot_piece_bytes);
      store::StateFileWriter file(folder, epoch, frozen.seq, last);
      while (!words.finished()) file.add(words.next());
      file.finish();
    } catch (const store::StorageFailed& failed) {
      std::cerr << "The state could not be saved: " << failed.what() << std::endl;
      good = false;
    }
    // The state goes back to the loop, which alone may see that nobody reads it any more.
    boost::asio::post(io, [this, alive, good, frozen = std::move(frozen)] {
      if (alive.expired()) return;
      saving_ = false;
      snapshot_at_ = good ? std::max(snapshot_at_, frozen.seq) : head_;  // after a failure the next 50,000 come first
    });
  });
}

void TenantRuntime::save_snapshot() {
  if (goes_without_ || !named_ || head_ == snapshot_at_ || store_->in_turn()) return;
  store_->begin();
  snapshot_at_ = head_;  // also when the disk is full: a start then reads more lines, and that is all
  store_->put_snapshot(head_, wire::snapshot_pieces(state_, {}, {}, no_words, snapshot_piece_bytes));
  try {
    store_->commit();
  } catch (const store::StorageFailed& failed) {
    if (!failed.disk_full()) throw;
    store_->roll_back();
  }
}

const Number* TenantRuntime::number(std::string_view address, Channel channel) const {
  const Channel carried = channel == Channel::voice ? Channel::sms : channel;  // an sms number carries calls too
  const Number* found = nullptr;
  state_.numbers.for_each([&](NumberId, const Number& n) {
    if (n.address == address && n.channel == carried && (!found || is_connected(n))) found = &n;  // one that is switched off may be another account's now
  });
  return found;
}

// Timers are data: the engine says when, the host only sends Wake.
void TenantRuntime::schedule_wake() {
  const auto due = next_wake(state_);
  if (!due || due->ms == wake_at_ms_) return;
  wake_at_ms_ = due->ms;
  // What comes due while nothing can be written comes due again; once a second is often enough.
  const std::int64_t soonest = room() == Room::none ? 1'000 : 0;
  const std::int64_t wait = std::clamp<std::int64_t>(due->ms - clock_.now().ms, soonest, 60'000);
  wake_.expires_after(std::chrono::milliseconds(wait));
  wake_.async_wait([this](boost::system::error_code ec) {
    if (ec) return;
    wake_at_ms_ = 0;
    if (auto now_due = next_wake(state_); now_due && *now_due <= clock_.now() && room() != Room::none) submit(Wake{}, ActorKind::timer);
    schedule_wake();
  });
}

}  // namespace tributary::host
