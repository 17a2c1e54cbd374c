#include "web/app/inbox_rows.h"

namespace tributary::app {

void InboxRows::refresh(const ClientSession& session, InboxView view) {
  changed_ = !known_ || session.version() != version_ || view != view_;
  if (!changed_) return;
  known_ = true;
  version_ = session.version();
  view_ = view;
  const AgentId me = session.welcome() ? session.welcome()->agent : AgentId{};
  rows_ = inbox_list(session.state(), me, view);
  counts_ = inbox_counts(session.state(), me);
  unread_ = 0;
  for (InboxView waiting : {InboxView::mine, InboxView::unassigned})
    for (const ListRow& row : inbox_list(session.state(), me, waiting)) unread_ += row.unread;
}

}  // namespace tributary::app
