#pragma once
// A strict E.164 parser, and what people type made into what it takes.
#include <optional>
#include <string>
#include <string_view>

namespace tributary {

// "+15550100101" -> itself; no blanks, 7 to 15 digits, no leading zero. Everything else: nullopt.
std::optional<std::string> parse_e164(std::string_view);
// What people type -> E.164: blanks, hyphens, dots, slashes and brackets go; "+", "00" (and "011" at home in +1) begin an
// international number; everything else is read as a number of the country that `home`, one of our own numbers in
// E.164, belongs to, with that country's trunk prefix taken away. Digits of other scripts are digits. nullopt: no number.
std::optional<std::string> normalise_phone(std::string_view typed, std::string_view home);
// For the eye: "+1 555 010 0101" by simple grouping; never stored, never sent.
std::string for_people(std::string_view e164);

}  // namespace tributary
