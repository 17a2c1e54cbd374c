#pragma once
// Keeps in the browser what the session is made of, and the commands that wait, so that a page opened without a network
// shows what the last one knew and sends what it could not.
#include <set>

#include "core/sync/client_session.h"
#include "web/platform/platform.h"

namespace tributary::app {

// What waits to be sent, as the banner counts it: replies of any kind, and everything else that a person did.
struct Waiting { int replies = 0, changes = 0; };
Waiting waiting(const ClientSession&);

class Keeper {
 public:
  void open(std::string_view who);              // brings back what was kept; empty: of whoever was here last
  bool busy() const { return busy_; }           // until it has all come back
  // An event of EventKind::kept. True when it was the last one: `owner()` is whose it all was.
  bool take(const platform::Event&, ClientSession&);
  const std::string& owner() const { return owner_; }
  void received(const ClientSession&);          // right after receive(): that frame is to be kept, perhaps
  void follow(const ClientSession&);            // which commands wait now
  void forget(bool commands_too);
  // Somebody has to begin anew for what is kept to be whole: done while nobody looks.
  bool wants_fresh_snapshot() const { return stale_; }

 private:
  std::set<CommandId> kept_;
  std::string owner_;
  bool busy_ = false, stale_ = false, broken_ = false;  // broken: a frame did not follow
};

}  // namespace tributary::app
