#include "core/view/inbox_index.h"

#include "core/base/assert.h"
#include "core/inbox/read_marker.h"

namespace tributary {
namespace {

std::int64_t newest_first(const InboxIndex::Facts& facts) { return rank_of(ListSort::newest, facts.conversation, facts.unread); }

InboxIndex::Lens lens_of(InboxView view) {
  return {[view](const InboxIndex::Facts& facts) { return shown_in(view, facts.conversation, facts.viewer); }, newest_first};
}

std::uint8_t bit(std::size_t view) { return static_cast<std::uint8_t>(1u << view); }

}  // namespace

InboxIndex::InboxIndex() {
  for (InboxView view : {InboxView::mine, InboxView::unassigned, InboxView::all}) {
    views_.emplace_back();
    views_.back().lens = lens_of(view);
  }
}

void InboxIndex::reset(AgentId viewer) {
  viewer_ = viewer;
  known_.clear();
  of_threads_.clear();
  for (View& view : views_) {
    view.order.clear();
    view.totals = {};
    view.full = true;  // of nothing
  }
}

void InboxIndex::touch(const State& state, const std::vector<ConversationId>& ids) {
  for (ConversationId id : ids) place(state, id);
}

void InboxIndex::take_out(std::size_t index, ConversationId id, Known& known) {
  if (!(known.in & bit(index))) return;
  View& view = views_[index];
  view.order.erase({known.ranks[index], id});
  --view.totals.rows;
  view.totals.open -= known.open ? 1 : 0;
  view.totals.unread -= known.unread;
  known.in = static_cast<std::uint8_t>(known.in & ~bit(index));
}

void InboxIndex::put_in(std::size_t index, const Facts& facts, Known& known) {
  View& view = views_[index];
  if (!view.used || !view.lens.shows(facts)) return;
  known.ranks[index] = view.lens.rank(facts);
  known.in = static_cast<std::uint8_t>(known.in | bit(index));
  view.order.insert({known.ranks[index], facts.conversation.id});
  ++view.totals.rows;
  view.totals.open += known.open ? 1 : 0;
  view.totals.unread += known.unread;
}

void InboxIndex::place(const State& state, ConversationId id) {
  ++placed_;
  const auto it = known_.find(id);
  if (it != known_.end())
    for (std::size_t index = 0; index < views_.size(); ++index) take_out(index, id, it->second);
  const Conversation* conversation = state.conversations.find(id);
  if (!conversation) {  // only ever predicted
    if (it == known_.end()) return;
    of_threads_.erase({it->second.thread, id});
    known_.erase(it);
    return;
  }
  Known& known = it != known_.end() ? it->second : known_[id];
  if (it == known_.end()) {
    known.thread = conversation->thread;
    of_threads_.insert({known.thread, id});
  }
  const Facts facts{state, *conversation, viewer_, tributary::unread(state, viewer_, *conversation)};
  known.unread = facts.unread;
  known.open = waits_now(conversation->status);
  for (std::size_t index = 0; index < views_.size(); ++index)
    if (views_[index].full || !(views_[index].filled < id)) put_in(index, facts, known);
}

std::size_t InboxIndex::watch(Lens lens) {
  std::size_t index = 0;
  while (index < views_.size() && views_[index].used) ++index;
  TRIBUTARY_CHECK(index < views_max);
  if (index == views_.size()) views_.emplace_back();
  views_[index] = View{};
  views_[index].lens = std::move(lens);
  views_[index].full = known_.empty();
  return index;
}

void InboxIndex::forget(std::size_t index) {
  View& view = views_[index];
  for (std::size_t at = 0; at < view.order.size(); ++at) {
    Known& known = known_[view.order.at(at).id];
    known.in = static_cast<std::uint8_t>(known.in & ~bit(index));
  }
  view = View{};
  view.used = false;
}

bool InboxIndex::fill(const State& state, std::size_t conversations_max) {
  bool all = true;
  for (std::size_t index = 0; index < views_.size(); ++index) {
    View& view = views_[index];
    if (view.full || !view.used) continue;
    auto it = known_.upper_bound(view.filled);
    for (; it != known_.end() && conversations_max > 0; ++it, --conversations_max) {
      view.filled = it->first;
      if (const Conversation* conversation = state.conversations.find(it->first))
        put_in(index, Facts{state, *conversation, viewer_, it->second.unread}, it->second);
    }
    view.full = it == known_.end();
    all = all && view.full;
  }
  return all;
}

ListRow InboxIndex::row(const State& state, std::size_t view, std::size_t position) const {
  const Conversation* conversation = state.conversations.find(views_[view].order.at(position).id);
  return conversation ? list_row(state, *conversation, viewer_) : ListRow{};
}

std::vector<ConversationId> InboxIndex::of_thread(ThreadId thread) const {
  std::vector<ConversationId> found;
  for (auto it = of_threads_.lower_bound({thread, {}}); it != of_threads_.end() && it->first == thread; ++it) found.push_back(it->second);
  return found;
}

std::optional<std::size_t> InboxIndex::position(std::size_t index, ConversationId id) const {
  const auto it = known_.find(id);
  if (it == known_.end() || !(it->second.in & bit(index))) return {};
  return views_[index].order.position({it->second.ranks[index], id});
}

}  // namespace tributary
