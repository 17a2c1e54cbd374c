#pragma once
// What everybody in an inbox works with and finds in lists: saved replies, tags, teams. What the page of them remembers.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/types.h"

namespace tributary::app {

enum class LibraryPart : std::uint8_t { none, replies, tags, teams };

// One of what is listed: exactly one of the ids is set.
struct LibraryThing {
  SavedReplyId saved = {};
  TagId tag = {};
  TeamId team = {};
  bool operator==(const LibraryThing&) const = default;
};

struct LibraryState {
  LibraryPart part = LibraryPart::replies;
  std::string query;                            // as typed
  std::vector<LibraryThing> rows;               // in the order shown …
  LibraryPart of = LibraryPart::none;           // … of this part, for this query, in this state
  std::string asked;
  std::uint64_t version = 0;
  // How many conversations have a tag and how many a team has, by their numbers. All headers must be looked at for it.
  struct Usage {
    double counted_ms = -1;                     // -1: never
    std::uint64_t version = 0;
    std::map<std::uint16_t, std::uint32_t> tags, teams;
  } usage;
  float height = 0;                             // as it was drawn last
};

}  // namespace tributary::app
