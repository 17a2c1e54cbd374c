#pragma once
// The rows of the list that is shown. Nothing is copied: positions are looked up in the session's index
// (core/view/inbox_index.h), which is kept up to date by what changes.
#include "core/sync/client_session.h"

namespace tributary::app {

class InboxRows {
 public:
  // True when the list or what it counts may be another than at the last call.
  bool look(const ClientSession&, InboxView);

  std::size_t count() const { return totals().rows; }
  std::uint32_t open() const { return totals().open; }
  ListRow row(std::size_t position) const { return session_->inbox().row(session_->state(), view_, position); }
  ConversationId id_at(std::size_t position) const { return session_->inbox().id_at(view_, position); }
  std::optional<std::size_t> position(ConversationId id) const { return session_ ? session_->inbox().position(view_, id) : std::nullopt; }
  InboxCounts counts() const;
  std::uint32_t unread() const;                      // of the conversations that are mine or nobody's

 private:
  InboxIndex::Totals totals() const { return session_ ? session_->inbox().totals(view_) : InboxIndex::Totals{}; }
  const ClientSession* session_ = nullptr;           // of the last look: it outlives the frame
  std::size_t view_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace tributary::app
