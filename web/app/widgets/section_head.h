#pragma once
// The head of a part of a page: its title as a heading, a quieter sentence below.
#include <string_view>

#include "web/app/ui.h"

namespace tributary::app {

// Draws it at (x, y), w wide, and moves y on to where the part itself begins. The hint's id follows the heading's.
void section_head(Ui&, NodeId, float x, float& y, float w, std::string_view title, std::string_view hint);

}  // namespace tributary::app
