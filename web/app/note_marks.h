#pragma once
// Who is meant in a note: "@Sam" stands on a ground of its own (D40).
#include <vector>

#include "web/app/frame.h"
#include "web/app/written_lines.h"

namespace tributary::app {

// Where the words of this note name whom it mentions.
std::vector<WrittenMark> mentions_in(const Frame&, const ThreadEntry& note, std::string_view words);

}  // namespace tributary::app
