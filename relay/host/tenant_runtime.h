#pragma once
// A tenant is a unit: one state, one log, one file, one writer. Commands come in, are decided
// and applied at once, and are durable when the round ends; only then anybody hears of them.
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "relay/host/clock.h"
#include "relay/host/disk_quota.h"
#include "relay/host/hub.h"
#include "relay/host/known_words.h"
#include "relay/host/presences.h"
#include "relay/host/round.h"
#include "relay/host/troubles.h"
#include "relay/store/content_files.h"
#include "relay/store/keys.h"
#include "relay/store/store.h"

namespace tributary::host {

// Somebody inside the relay who acts on what happened: told of each event as it is applied (inside the
// turn, must not submit) and once the round is durable (may submit).
class Follower {
 public:
  virtual ~Follower() = default;
  virtual void applied(const Event&, const Stamp&) = 0;
  virtual void durable() = 0;
  virtual void reloaded() = 0;  // the runtime was thrown away and read again from the file
};

class TenantRuntime final : public Participant {
 public:
  // Reads the log. Throws with a sentence for the operator.
  TenantRuntime(boost::asio::io_context&, Round&, Clock&, const store::Keys&, std::string id, std::string folder);
  ~TenantRuntime() override;

  struct Receipt { bool accepted = false; Refused refused; std::uint64_t seq = 0; };
  // Decides and applies now; durable when the round has ended (round().answer()).
  Receipt submit(const Command&, const Actor&, CommandId);
  Receipt submit(const Command& command, ActorKind kind) { return submit(command, Actor{kind, {}}, store::mint<CommandId>()); }
  // The same for what happened at another time: a made-up past, an import. Times must not go back.
  Receipt submit_at(Instant, const Command&, const Actor&, CommandId);
  // While much is written in one go, the state is not saved every 50,000 events: whoever says so saves at the end.
  void write_in_bulk(bool bulk) { bulk_ = bulk; }
  // Files go out as addresses of ours: whether the provider behind this number can reach them.
  void ask_before_files(std::function<bool(NumberId)> reaches) { reaches_ = std::move(reaches); }
  bool reaches(NumberId number) const { return !reaches_ || reaches_(number); }
  // Writes beside the log (dedupe keys, jobs, quarantine) belong to the same transaction: begin() before them.
  store::TenantStore& writing();

  const State& state() const { return state_; }
  const store::TenantStore& store() const { return *store_; }
  store::ContentFiles& files() { return files_; }
  Hub& hub() { return hub_; }
  Presences& presences() { return presences_; }
  Troubles& troubles() { return troubles_; }
  const Troubles& troubles() const { return troubles_; }
  Round& round() { return round_; }
  // What the disk has left, and what this tenant may have of it. Whoever would begin to write asks first.
  Room room() const { return quota_ ? std::max(round_.room(), quota_->room()) : round_.room(); }
  void keep_within(DiskQuota& quota) { quota_ = &quota; }
  std::int64_t left_for_files() const { return quota_ ? quota_->left_for_files() : std::numeric_limits<std::int64_t>::max(); }
  DiskQuota::Promise promise_room(std::int64_t bytes) const { return quota_ ? quota_->promise(bytes) : nullptr; }
  void file_came(std::int64_t bytes) { if (quota_) quota_->grew(bytes); }
  Clock& clock() { return clock_; }
  const store::Keys& keys() const { return keys_; }
  const std::string& id() const { return id_; }
  const std::string& folder() const { return folder_; }
  std::uint64_t head() const { return head_; }
  Epoch epoch() const { return store_->epoch(); }

  void follow(Follower& follower) { followers_.push_back(&follower); }
  // Ours by its address, as the provider names it. None: not ours.
  const Number* number(std::string_view address, Channel) const;

  // The state as it is now, for somebody who reads it over many turns: it does not change, while state() goes on over
  // it. Costs nothing now, and what was touched since when the last reader is done. A second reader gets the same.
  struct Frozen { std::shared_ptr<const State> state; std::uint64_t seq = 0; };
  Frozen freeze();

  void clock_moved() { wake_at_ms_ = 0, schedule_wake(); }
  void save_snapshot();  // at a clean stop
  // Every 50,000 events the state is saved on a thread of this pool, from one that stands still.
  // Checkpoints of the log on one of the other, so that no commit waits for one, and none for a saved state.
  void save_behind_on(boost::asio::thread_pool& states, boost::asio::thread_pool& checkpoints);
  void save_every(std::uint64_t events) { save_every_ = events; }
  std::uint64_t saved_at() const { return snapshot_at_; }

  // What several rounds brought may leave in one frame; whoever is about to follow the frames asks for it now.
  void fan_out();

  Committed commit() override;
  void publish() override;
  void undo() override { store_->undo(); }

 private:
  void take_back();
  void name_what_is_new();
  void name_at_start();
  void load();
  std::uint64_t load_saved();
  bool load_pieces(const std::vector<std::string>&);
  void save_behind();
  void look_after_log();
  void checkpoint_behind();
  Receipt submit_files(Instant, Command, const Actor&, CommandId);
  Receipt take(Outcome, const Stamp&);
  void thaw();
  void record(const Event&, const Stamp&);
  void fan_out_or_wait();
  void schedule_wake();

  Round& round_;
  Clock& clock_;
  const store::Keys& keys_;
  std::string id_, folder_;
  std::unique_ptr<store::TenantStore> store_;
  store::ContentFiles files_;
  State state_;
  std::shared_ptr<State> frozen_;                      // state_ lies over it while somebody reads it
  std::uint64_t frozen_at_ = 0;
  KnownWords known_words_;
  Hub hub_;
  Presences presences_;
  Troubles troubles_;
  std::vector<Follower*> followers_;
  std::function<bool(NumberId)> reaches_;
  std::uint64_t head_ = 0, durable_ = 0, published_ = 0, snapshot_at_ = 0, save_every_ = 50'000;
  boost::asio::steady_timer wake_;
  std::int64_t wake_at_ms_ = 0;
  std::int64_t waits_since_ms_ = -1;                   // the oldest of what is durable and not published; -1: there is nothing
  boost::asio::thread_pool *behind_ = nullptr, *checkpoints_ = nullptr;
  DiskQuota* quota_ = nullptr;
  std::shared_ptr<store::Checkpointer> checkpointer_;  // with behind_
  store::CheckpointPace checkpoint_pace_{4'000, 12'000};  // 16 MB; a log of 48 MB is long
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // who comes back from another thread asks whether we are there
  bool bulk_ = false, saving_ = false, checkpointing_ = false;
  bool named_ = false;                                 // what is new in this program is named in the file, or in the turn
  bool goes_without_ = false;                          // a newer program was here: the state is not all of it, and is not saved
};

}  // namespace tributary::host
