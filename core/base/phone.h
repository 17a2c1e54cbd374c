#pragma once
// A strict E.164 parser (decisions.md 36); what people type is normalised later.
#include <optional>
#include <string>
#include <string_view>

namespace tributary {

// "+15550100101" -> itself; no blanks, 7 to 15 digits, no leading zero. Everything else: nullopt.
std::optional<std::string> parse_e164(std::string_view);
// For the eye: "+1 555 010 0101" by simple grouping; never stored, never sent.
std::string for_people(std::string_view e164);

}  // namespace tributary
