#pragma once
// Full text of all messages of a tenant, in a file of its own beside the log: everything in it can be made again from the
// log, so it is never in the way of a commit and not part of a backup. One thread uses it (relay/host/search.h).
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/types.h"

namespace tributary::store {

struct SearchRow {
  std::uint64_t seq = 0;        // of the event that brought the message
  MessageId message;            // or a note: the same bits
  ConversationId conversation;
  Instant at;
  bool attachment = false;
  std::uint64_t author_high = 0, author_low = 0;  // the customer's identity, or the agent
  std::string text;
  bool gone = false;            // to be taken out
};

struct SearchName { std::uint64_t high = 0, low = 0; std::string name; };  // of an identity or an agent

struct SearchTerm { std::string text; bool beginning = false; };  // several words in a row are a phrase

struct SearchAsk {
  std::vector<SearchTerm> words, without;            // all of the words, none of those without
  using Names = std::vector<std::vector<SearchTerm>>;  // each: the words of a name, any order
  using Authors = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  Names from, without_from;                          // any of them is enough; nobody of those without
  Authors from_ids, without_ids;
  std::optional<std::vector<ConversationId>> only;   // sorted; none: every conversation
  Instant after, before;                             // at >= after, at < before; 0 = open
  bool attachment = false, no_attachment = false;
  std::uint64_t below = 0;                           // seq < below; 0: the newest first
  std::size_t limit = 50;
};

struct SearchPiece { std::string text; bool hit = false; };
struct SearchHit { std::uint64_t seq = 0; MessageId message; ConversationId conversation; Instant at; std::vector<SearchPiece> snippet; };
struct SearchFound {
  std::vector<SearchHit> hits;      // newest first
  std::uint64_t next = 0;           // ask again below this; 0: there are no more
  bool complete = true;             // everything that was durable when it was asked was looked at
};

class SearchIndex {
 public:
  // Opens or makes FOLDER/search.db. A damaged or foreign one is thrown away and made anew, and so is one of another epoch.
  SearchIndex(const std::string& folder, Epoch);
  ~SearchIndex();

  std::uint64_t done() const;       // everything up to this seq is in
  // One transaction. `up_to` is where the log was read to. What is in already is replaced and keeps its place and time;
  // what is gone is taken out.
  void add(const std::vector<SearchRow>&, const std::vector<SearchName>&, std::uint64_t up_to);
  SearchFound find(const SearchAsk&);
  std::uint64_t rows() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::store
