#include "core/inbox/draft.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/planted.h"
#include "core/base/text.h"

namespace tributary {

// Asked in every frame of what is being written: what is too long by its bytes alone is not gone through.
bool keepable(std::string_view text) {
  constexpr auto most = static_cast<std::size_t>(limits::draft_characters_max);
  return text.size() <= 4 * most && valid_utf8(text) && code_points(text) <= most;
}

std::optional<Draft> kept_of(Draft offered, const Draft* there, Instant now) {
  if (there && offered.edited < there->edited && !PLANTED(131)) return {};
  const Instant latest = there ? std::max(now, there->edited + 1) : now;
  offered.edited = std::min(offered.edited, latest);
  return offered;
}

}  // namespace tributary
