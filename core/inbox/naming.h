#pragma once
// Names that people give to things they then choose from a list: tags, teams, folders.
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

}  // namespace tributary
