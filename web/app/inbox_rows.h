#pragma once
// The rows of the list that is shown, worked out again only when something visible changed.
#include <vector>

#include "core/sync/client_session.h"
#include "core/view/inbox_list.h"

namespace tributary::app {

class InboxRows {
 public:
  void refresh(const ClientSession&, InboxView);
  const std::vector<ListRow>& rows() const { return rows_; }
  const InboxCounts& counts() const { return counts_; }
  std::uint32_t unread() const { return unread_; }  // of the conversations that are mine or nobody's
  bool changed() const { return changed_; }         // by the last refresh

 private:
  std::vector<ListRow> rows_;
  InboxCounts counts_;
  std::uint32_t unread_ = 0;
  std::uint64_t version_ = 0;
  InboxView view_ = InboxView::mine;
  bool known_ = false, changed_ = false;
};

}  // namespace tributary::app
