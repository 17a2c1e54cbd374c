#include "web/app/inbox_rows.h"

namespace tributary::app {

bool InboxRows::look(const ClientSession& session, InboxView view) {
  const std::size_t index = InboxIndex::view(view);
  const bool changed = session_ != &session || version_ != session.version() || view_ != index;
  session_ = &session;
  version_ = session.version();
  view_ = index;
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
