#pragma once
// The head of a part of a page, its title as a heading with a quieter sentence below, and the ground of what follows it.
#include <string_view>

#include "web/app/ui.h"

namespace tributary::app {

// Draws it at (x, y), w wide, and moves y on to where the part itself begins. The hint's id follows the heading's.
void section_head(Ui&, NodeId, float x, float& y, float w, std::string_view title, std::string_view hint);

// What a section holds lies on it.
void card(Ui&, Rect, std::uint32_t ground);

}  // namespace tributary::app
