#include "core/inbox/draft.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/planted.h"
#include "core/base/text.h"

namespace tributary {

bool keepable(std::string_view text) { return valid_utf8(text) && code_points(text) <= static_cast<std::size_t>(limits::draft_characters_max); }

std::optional<Draft> kept_of(Draft offered, const Draft* there, Instant now) {
  if (there && offered.edited < there->edited && !PLANTED(131)) return {};
  const Instant latest = there ? std::max(now, there->edited + 1) : now;
  offered.edited = std::min(offered.edited, latest);
  return offered;
}

}  // namespace tributary
