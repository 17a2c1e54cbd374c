#pragma once
// What the lists of saved replies, tags, teams and templates hold. Looked up in the state, kept while nothing changes.
#include <string>
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

// Brings state.library's rows up to date: what the query finds, in order of names, archived things at the end.
void list_things(const Frame&, LibraryState&);
// Counts how many conversations have each tag and team, at most once a second.
void count_usage(const Frame&, LibraryState&);
std::uint32_t used(const LibraryState&, const Tag&);
std::uint32_t used(const LibraryState&, const Team&);

// Those who can be in a team, or are in it already, in order of names.
std::vector<AgentId> colleagues(const Frame&, const std::vector<AgentId>& members);
std::string one_line(std::string_view text, std::size_t characters_max);

}  // namespace tributary::app
