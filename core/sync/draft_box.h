#pragma once
// An agent's own drafts as one page has them, sans-I/O: what was written here and is not at the relay yet, and what the
// relay says of the agent's other tabs and devices. The newest edit wins, unless what stands here is just being written:
// that stays, and is newer when it is saved next.
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/wire/frame.h"

namespace tributary {

class DraftBox {
 public:
  using Key = std::pair<ConversationId, bool>;  // true: a private note
  struct Begun { std::string text; Instant edited; bool saved = false; };

  // Written here; no text: it was sent or taken away.
  void write(Key, std::string text, Instant at);
  // Which one a person is writing in at this moment, or none: (none, false).
  void writing(Key key) { writing_ = key; }
  // What an earlier page had, before anything else is heard or written.
  void belongs_to(AgentId agent) { owner_ = agent; }
  AgentId owner() const { return owner_; }
  void recall(Key key, Begun begun) { static_cast<Begun&>(begun_[key]) = std::move(begun); }

  const Begun* find(Key) const;
  // Something is neither saved nor on its way.
  bool wants_save() const;
  // How many are kept at the relay.
  std::size_t saved() const;
  // What became different, or was saved, since this was last asked.
  std::vector<Key> take_changed();

  // ---- for the session
  void connected();                              // what was under way may be lost
  std::vector<std::string> save();               // the frames to send
  void take(const wire::Drafts&);

 private:
  struct Mine : Begun {
    Instant sent;                                // this edit is under way
    bool live = false;                           // written since the relay said what it has
  };
  static bool leaves(const Mine&);
  void hear(const Draft&);
  void become(Key, const Draft&);

  AgentId owner_;
  std::map<Key, Mine> begun_;
  std::set<Key> said_, changed_;                 // said_: by the relay since the welcome
  Key writing_;
  bool heard_all_ = false;
};

}  // namespace tributary
