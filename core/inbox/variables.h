#pragma once
// {{blanks}} in templates and saved replies (D73, D74). Filling them in is a pure function: the same in the
// composer's preview and on the relay.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace tributary {

using Values = std::vector<std::pair<std::string, std::string>>;  // name -> value

// The names between {{ and }}, in order, each once; blanks around a name do not count.
std::vector<std::string> variables_in(std::string_view text);
// The names that have no value, or a blank one.
std::vector<std::string> missing_values(std::string_view text, const Values&);
// Every blank filled in. Refused: missing_value (what: the first that has none). Values are words, never read again.
Result<std::string> filled_in(std::string_view text, const Values&);

}  // namespace tributary
