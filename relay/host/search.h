#pragma once
// Full-text search of a tenant. The log is read on the loop, in slices well behind the commit; the index
// is filled and asked on a thread of its own that gives way to the loop, so that neither a question nor a message waits for
// the other. A question first waits for what is not in the index yet, unless that is much. Loop thread only, but for what it posts.
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/view/search_query.h"
#include "relay/host/tenant_runtime.h"
#include "relay/store/search_index.h"

namespace tributary::host {

class Searcher final : public Follower {
 public:
  Searcher(boost::asio::io_context&, boost::asio::thread_pool&, TenantRuntime&);
  ~Searcher() override;
  void start();  // reads what the index has not seen yet
  void stop();

  struct Question {
    SearchQuery query;
    AgentId viewer;               // whom "me" means
    int after_offset_minutes = 0, before_offset_minutes = 0;  // east of UTC, on the days in after: and before:
    std::uint64_t below = 0;      // 0: the newest
    std::size_t limit = 50;
    std::function<void(const std::function<void()>&)> counted;  // runs what it is given, and knows whose time on the loop that was; may be empty
  };
  // None: the index cannot be had just now (its disk failed). Answered on the loop.
  using Done = std::function<void(std::optional<store::SearchFound>)>;
  void ask(const Question&, Done);
  bool complete() const { return tenant_.head() == read_to_ && !busy_; }  // everything durable can be found
  std::uint64_t behind() const { return tenant_.head() - std::min(read_to_, tenant_.head()); }  // lines it has not read yet

  void applied(const Event&, const Stamp&) override {}
  void durable() override { pump(); }
  void reloaded() override { answer_waiting(true); }  // what they waited for may be gone

 private:
  struct Slice;
  struct Inside;  // what the other thread uses
  struct Waiting { std::uint64_t until; Question question; Done done; };
  void pump();
  std::chrono::milliseconds rest() const;
  void hurry();
  void answer_waiting(bool all);
  void ask_now(const Question&, bool complete, Done);
  void read_slice();
  void sliced(bool good, std::uint64_t up_to);
  void take(const store::StoredLine&, Slice&) const;
  void name_contact(ContactId, Slice&) const;
  void take_note(NoteId, store::SearchRow, Slice&) const;
  store::SearchAsk asked(const Question&) const;

  boost::asio::io_context& io_;
  boost::asio::thread_pool& pool_;
  TenantRuntime& tenant_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<Inside> inside_;
  std::vector<Waiting> waiting_;  // questions about lines that are being indexed
  std::uint64_t read_to_ = 0, head_then_ = 0;  // head_then_: where the log was when the last slice was read
  bool started_ = false, opened_ = false, busy_ = false, pausing_ = false;  // busy: a slice is on its way, or waits for its time
};

}  // namespace tributary::host
