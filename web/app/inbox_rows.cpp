#include "web/app/inbox_rows.h"

namespace tributary::app {
namespace {

constexpr std::size_t filled_per_frame = 8'000;  // some milliseconds' worth

}  // namespace

void InboxRows::follow(ClientSession& session, InboxView view, const ListFilter& filter) {
  InboxIndex& inbox = session.inbox();
  // Another session's index knows nothing of our lens, even where it lies at the same place in memory.
  if (lens_ && (session_ != &session || !inbox.watching(*lens_))) lens_.reset();
  if (lens_ && (view != view_ || !(filter == filter_))) {
    inbox.forget(*lens_);
    lens_.reset();
  }
  if (!filter.plain() && !lens_)
    lens_ = inbox.watch({[view, filter](const InboxIndex::Facts& facts) { return passes(facts.state, view, filter, facts.conversation, facts.viewer); },
                         [sort = filter.sort](const InboxIndex::Facts& facts) { return rank_of(sort, facts.conversation, facts.unread); }});
  index_ = lens_ ? *lens_ : InboxIndex::view(view);
  full_ = !lens_ || inbox.full(*lens_) || inbox.fill(session.state(), filled_per_frame);
  view_ = view;
  filter_ = filter;
}

bool InboxRows::look(ClientSession& session, InboxView view, const ListFilter& filter) {
  const bool changed = session_ != &session || version_ != session.version() || view != view_ || !(filter == filter_) || filling();
  follow(session, view, filter);
  session_ = &session;
  version_ = session.version();
  return changed;
}

InboxCounts InboxRows::counts() const {
  InboxCounts counts;
  if (!session_) return counts;
  const auto open = [this](InboxView view) { return session_->inbox().totals(InboxIndex::view(view)).open; };
  counts.mine = open(InboxView::mine);
  counts.unassigned = open(InboxView::unassigned);
  counts.all = open(InboxView::all);
  return counts;
}

std::uint32_t InboxRows::unread() const {
  if (!session_) return 0;
  const auto unread = [this](InboxView view) { return session_->inbox().totals(InboxIndex::view(view)).unread; };
  return unread(InboxView::mine) + unread(InboxView::unassigned);
}

}  // namespace tributary::app
