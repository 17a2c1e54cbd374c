#pragma once
// Says aloud what a sighted person notices by itself: new messages, what became of sent ones, the connection.
#include <set>

#include "core/sync/client_session.h"

namespace tributary::app {

class Announcer {
 public:
  void look(const ClientSession&, bool link_lost, bool speaks = true);  // after every frame; another tab of the person's may speak
  void sent(MessageId message, ThreadId thread);    // tell what becomes of it
  void forget();                                    // another person

 private:
  void new_messages(const ClientSession&, bool speaks);
  void fates(const ClientSession&);

  std::uint64_t version_ = 0;
  bool caught_up_ = false, lost_ = false;
  Instant heard_;                                   // inbound up to here was there before or has been told …
  std::set<MessageId> told_;                        // … and of that very millisecond these
  std::set<std::pair<ThreadId, MessageId>> waiting_;
};

}  // namespace tributary::app
