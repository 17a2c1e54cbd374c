#pragma once
// Names that people give to things they then choose from a list: tags, teams, folders.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/refusal.h"

namespace tributary {

// Without blanks around it; empty when it is no name (invalid UTF-8, blank, over the limit, with line ends).
std::string as_name(std::string_view typed);
// Two names that differ only in the case of plain letters are the same name to whoever reads a list.
bool same_name(std::string_view, std::string_view);
// Words that explain: may be empty, at most `characters_max`, valid UTF-8.
bool usable_words(std::string_view, int characters_max);
// text_too_long, with how many characters there may be; nothing when the text is short enough, or no text at all.
std::optional<Refused> too_long(std::string_view, int characters_max);
Refused list_full(int entries_max);

// Of what has a number and a name, tags and teams: the highest number given so far, and whether one that is not archived,
// other than `except`, has the name.
struct NumberedNames { std::uint16_t highest = 0; bool taken = false; };
template <class Known, class Id>
NumberedNames numbered_names(const Known& all, std::string_view name, Id except) {
  NumberedNames found;
  all.for_each([&](Id id, const auto& one) {
    if (one.number > found.highest) found.highest = one.number;
    found.taken |= id != except && !one.archived && same_name(one.name, name);
  });
  return found;
}

}  // namespace tributary
