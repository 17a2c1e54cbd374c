#pragma once
// Which drafts this browser has, beside their texts: when each was written and whether the relay has it. One line each, so
// that a page opened later knows what it still has to say, and another tab can change its own line.
#include <map>
#include <string>
#include <string_view>

#include "core/sync/draft_box.h"

namespace tributary::app {

struct DraftMark { Instant edited; bool saved = false; };
using DraftMarks = std::map<DraftBox::Key, DraftMark>;

std::string draft_marks_text(const DraftMarks&);
// What cannot be read is left out.
DraftMarks draft_marks_of(std::string_view);

}  // namespace tributary::app
