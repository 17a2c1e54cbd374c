#pragma once
// A state in pieces, newest conversations first, each piece at most `bytes_max` and loadable on its own:
// {"settings":…,"accounts":[…],…,"conversations":[…],"sessions":[…],"contents":[…]}.
// The first piece carries settings, accounts, numbers, services, agents and their names.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/json.h"

namespace tributary::wire {

// `viewer` none = everything (the relay's own snapshot rows); else only that agent's read markers.
// `words` gives the content rows (as stored text) that a conversation's row in the list needs:
// names, addresses, the last message's body and media.
using WordsOf = std::function<std::vector<std::string>(const Conversation&, const Contact&)>;
class SnapshotWriter {  // piece by piece, when it is asked for: nobody waits for what nobody has room for yet
 public:
  // The state must not change meanwhile; the writer holds it. The first piece is small, so that it comes at once.
  SnapshotWriter(std::shared_ptr<const State>, AgentId viewer, const std::vector<std::string>& first_contents, WordsOf, std::size_t bytes_max);
  ~SnapshotWriter();
  std::string next();                 // not when finished()
  bool finished() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};
std::vector<std::string> snapshot_pieces(const State&, AgentId viewer, const std::vector<std::string>& first_contents,
                                         const WordsOf& words, std::size_t bytes_max);

// Adds one piece to a state that was empty before the first. False: not a snapshot piece. `seen` is told of each
// conversation whose row or markers the piece brought.
bool load_piece(std::string_view piece, State& into, Contents& contents, std::vector<ConversationId>* seen = nullptr);

}  // namespace tributary::wire
