#pragma once
// The conversation list of one viewer, kept up to date from what was touched instead of built anew: every view is
// a lens (who is shown, in which order) with its own order, counts and unread total. A hundred thousand rows cost
// a change nothing but the rows it changed. inbox_list() says the same slowly, and is what the tests compare with.
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/view/inbox_list.h"
#include "core/view/list_filter.h"
#include "core/view/order.h"

namespace tributary {

class InboxIndex {
 public:
  // What a lens may look at.
  struct Facts { const State& state; const Conversation& conversation; AgentId viewer; std::uint32_t unread = 0; };
  struct Lens {
    std::function<bool(const Facts&)> shows;
    std::function<std::int64_t(const Facts&)> rank;  // smaller stands above
  };
  struct Totals { std::uint32_t rows = 0, open = 0, unread = 0; };

  InboxIndex();                                       // with the three views of InboxView

  // Everything is forgotten: another viewer, or a state that begins anew.
  void reset(AgentId viewer);
  AgentId viewer() const { return viewer_; }
  // These conversations are no longer what they were, or are new.
  void touch(const State&, const std::vector<ConversationId>&);

  // A view of one's own, by number (the three views have theirs: view()). It is filled by fill(), some thousand
  // conversations at a time, and kept from then on; until forget(). At most views_max at once.
  static constexpr std::size_t views_max = 6;
  std::size_t watch(Lens);
  void forget(std::size_t view);
  bool watching(std::size_t view) const { return view < views_.size() && views_[view].used; }
  bool fill(const State&, std::size_t conversations_max);  // true: all views are full
  bool full(std::size_t view) const { return views_[view].full; }
  static std::size_t view(InboxView view) { return static_cast<std::size_t>(view); }

  const Totals& totals(std::size_t view) const { return views_[view].totals; }
  ListRow row(const State&, std::size_t view, std::size_t position) const;
  std::optional<std::size_t> position(std::size_t view, ConversationId) const;
  ConversationId id_at(std::size_t view, std::size_t position) const { return views_[view].order.at(position).id; }
  std::vector<ConversationId> of_thread(ThreadId) const;  // oldest first; costs what it returns

  // How often a row was placed anew: a change that places more than it touched would be a rebuild.
  std::uint64_t placed() const { return placed_; }

 private:
  struct View {
    Lens lens;
    Order order;
    Totals totals;
    bool used = true, full = true;
    ConversationId filled;                            // while not full: covered up to this id
  };
  // What a conversation counts for and where it stands, to take it back before it is placed anew.
  struct Known {
    ThreadId thread;                                  // a conversation stays in its thread
    std::uint32_t unread = 0;
    bool open = false;
    std::uint8_t in = 0;                              // one bit for each view that shows it
    std::array<std::int64_t, views_max> ranks{};
  };
  void take_out(std::size_t view, ConversationId, Known&);
  void put_in(std::size_t view, const Facts&, Known&);
  void place(const State&, ConversationId);

  AgentId viewer_;
  std::vector<View> views_;
  std::map<ConversationId, Known> known_;
  std::set<std::pair<ThreadId, ConversationId>> of_threads_;
  std::uint64_t placed_ = 0;
};

}  // namespace tributary
