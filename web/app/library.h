#pragma once
// What everybody in an inbox works with and finds in lists: saved replies, tags, teams, templates. What the page of them
// remembers.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/inbox/state.h"

namespace tributary::app {

enum class LibraryPart : std::uint8_t { none, replies, tags, teams, templates };

// One of what is listed: exactly one of the ids is set.
struct LibraryThing {
  SavedReplyId saved = {};
  TagId tag = {};
  TeamId team = {};
  TemplateId message_template = {};
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
  // Of templates: what only the relay knows, once it was asked.
  struct Templates {
    bool asked = false, known = false, busy = false, failed = false;  // busy: somebody waits for what the provider has now
    double read_ms = 0;                         // when the provider was read last; 0: never
    std::vector<TemplateId> read_only;          // kept there, changed there
    std::string why;                            // it failed
    MessageTemplate saving;                     // was sent, not yet answered
  } templates;
  float height = 0;                             // as it was drawn last
};

}  // namespace tributary::app
