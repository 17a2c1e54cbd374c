#pragma once
// Drafts in frames none of which is large, however much somebody has begun. Only for core/sync and the relay's own sockets.
#include <string>
#include <vector>

#include "core/wire/frame.h"

namespace tributary {

// As many as go together into one frame.
std::vector<std::vector<Draft>> in_batches(const std::vector<Draft>&);
// All that an agent has, after a welcome: the last one is `whole`, and there is always one.
std::vector<std::string> draft_frames(const std::vector<Draft>&);

}  // namespace tributary
