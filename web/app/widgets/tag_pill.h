#pragma once
// A tag as a pill: its name in the page's own ink on a breath of its colour, so that any colour somebody chose is readable.
#include <string_view>

#include "web/app/ui.h"

namespace tributary::app {

// colour as a tag holds it, 0xRRGGBB. Cut with an ellipsis from w_max on. Returns its width.
float tag_pill(Ui&, float x, float y, std::string_view name, std::uint32_t colour, float w_max);
float tag_pill_width(const Ui&, std::string_view name, float w_max);
// Where a pill has no room: its colour alone, ringed so that it is seen on any ground.
void tag_dot(Ui&, float x, float y, float diameter, std::uint32_t colour);

}  // namespace tributary::app
