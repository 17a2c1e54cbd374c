#pragma once
// Full-text search of a tenant (decisions.md 25). The log is read on the loop, in slices behind the commit; the index is
// filled and asked on a thread of its own, so that no question holds up a message. Loop thread only, but for what it posts.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <optional>

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
    int utc_offset_minutes = 0;   // of the days in before: and after:
    std::uint64_t below = 0;      // 0: the newest
    std::size_t limit = 50;
  };
  // None: the index cannot be had just now (its disk failed). Answered on the loop.
  void ask(const Question&, std::function<void(std::optional<store::SearchFound>)> done);
  bool complete() const { return tenant_.head() == read_to_ && !busy_; }  // everything durable can be found

  void applied(const Event&, const Stamp&) override {}
  void durable() override { pump(); }
  void reloaded() override {}

 private:
  struct Slice;
  struct Inside;  // what the other thread uses
  void pump();
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
  std::uint64_t read_to_ = 0;
  bool started_ = false, opened_ = false, busy_ = false;
};

}  // namespace tributary::host
