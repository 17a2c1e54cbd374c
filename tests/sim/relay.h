#pragma once
// A relay in memory: the real engine, the real sync, a store that is a vector, and a crash on demand.
#include <set>

#include "core/engine/past_outgoing.h"
#include "core/sync/draft_box.h"
#include "core/sync/server_session.h"
#include "tests/sim/files.h"
#include "tests/sim/world.h"

namespace tributary::sim {

class Relay : public Backend, public LogReader {
 public:
  struct Record { Line line; std::string text; std::vector<std::string> contents; ThreadId thread; };

  explicit Relay(World& world);

  // One command through the one door. `key` is the provider's item: a second one has no effect (P3).
  bool submit(CommandId, const Command&, const Actor&, const std::string& key = {});
  void after_commit(std::function<void()> then) { turn_.after.push_back(std::move(then)); }
  bool busy() const { return !turn_.records.empty() || !turn_.after.empty() || !turn_.seen.empty() || !turn_.answers.empty(); }

  // The end of a turn: durable first, then answers, then the hub. False: it crashed between the two.
  bool commit(bool crash_between);
  void crash(bool new_epoch);  // what was not committed is gone; state is read from the log again

  const State& state() const { return state_; }
  const std::vector<Record>& log() const { return log_; }
  bool has_seen(const std::string& key) const { return seen_.count(key) > 0; }
  std::uint64_t incarnation() const { return incarnation_; }
  std::vector<Line> lines_of(ThreadId, const Viewer&) const;

  std::optional<MediaItem> media(MessageId, std::uint32_t index) const;  // the row that is committed
  void check_files() const;         // what went out with messages is what was named, within the channel's rules

  std::vector<Line> of_message(MessageId) const override;
  std::vector<Line> of_thread(ThreadId, std::uint64_t before) const override;

  std::function<void()> publish;  // the hub: send everybody what they have not

  Position position() override;
  std::optional<SignedIn> sign_in(const wire::Hello&) override;
  std::string build() override { return "sim"; }
  Range lines_after(const Viewer&, std::uint64_t after) override;
  std::vector<std::string> snapshot(const Viewer&) override;
  PageRange page(const Viewer&, ThreadId, std::uint64_t before, std::uint32_t limit) override;
  void submit(const Viewer&, const wire::Submit&, std::function<void(std::string)> done) override;
  std::optional<std::vector<Draft>> drafts(const Viewer&) override;
  void save_drafts(const Viewer&, const std::vector<Draft>&) override;

  std::function<void(AgentId, std::string)> tell;  // the hub: one agent's sockets

 private:
  using DraftKey = std::pair<AgentId, DraftBox::Key>;
  struct Turn {
    std::vector<Record> records;
    std::map<DraftKey, Draft> drafts;
    std::map<CommandId, wire::Answer> answers;
    std::set<std::string> seen;
    std::vector<std::function<void()>> after;
  };
  bool is_stale(const Command&) const;
  void check_recipient(const Event&);
  void decide(CommandId, const Command&, const Stamp&, wire::Answer&);
  void take_up(const Command&);
  std::vector<const Record*> all_records() const;
  std::string check_files_of(const ReplyQueued&) const;
  template <class Row>
  std::optional<Row> row(const std::string& kind, MessageId) const;
  std::vector<std::string> words_for(const Conversation&, const Contact&) const;

  World& world_;
  // durable
  Epoch epoch_;
  std::vector<Record> log_;
  std::map<CommandId, wire::Answer> answers_;
  std::set<std::string> seen_;
  std::map<DraftKey, Draft> drafts_;
  std::map<std::pair<std::string, std::pair<std::uint64_t, std::uint64_t>>, std::string> rows_;
  // memory
  State state_;
  Files files_;  // durable but for the turn's
  Turn turn_;
  std::uint64_t incarnation_ = 1;
};

}  // namespace tributary::sim
