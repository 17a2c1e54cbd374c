#pragma once
// The rows of the list that is shown. Nothing is copied: positions are looked up in the session's index
// (core/view/inbox_index.h), which is kept up to date by what changes. A filter or another order is a lens of its own.
#include "core/sync/client_session.h"

namespace tributary::app {

class InboxRows {
 public:
  // True when the list or what it counts may be another than at the last call.
  bool look(ClientSession&, InboxView, const ListFilter& = {});

  std::size_t count() const { return totals().rows; }
  std::uint32_t open() const { return totals().open; }
  bool filling() const { return !full_; }            // a new filter is still going through the conversations
  ListRow row(std::size_t position) const { return session_->inbox().row(session_->state(), index_, position); }
  ConversationId id_at(std::size_t position) const { return session_->inbox().id_at(index_, position); }
  std::optional<std::size_t> position(ConversationId id) const { return session_ ? session_->inbox().position(index_, id) : std::nullopt; }
  InboxCounts counts() const;
  std::uint32_t unread() const;                      // of the conversations that are mine or nobody's

 private:
  void follow(ClientSession&, InboxView, const ListFilter&);
  InboxIndex::Totals totals() const { return session_ ? session_->inbox().totals(index_) : InboxIndex::Totals{}; }
  const ClientSession* session_ = nullptr;           // of the last look: it outlives the frame
  std::size_t index_ = 0;                            // of the index's view that is shown
  InboxView view_ = InboxView::mine;
  ListFilter filter_;
  std::optional<std::size_t> lens_;                  // ours, while the filter is not plain
  std::uint64_t version_ = 0;
  bool full_ = true;
};

}  // namespace tributary::app
