#pragma once
// Keys drawn as caps: "Ctrl" "K", "G" then "I".
#include <string_view>

#include "web/app/frame.h"

namespace tributary::app {

// All alternatives side by side, ending at `right`. They are drawn, not said: whoever draws them says them.
float caps_width(const Ui&, std::string_view keys);
void draw_caps(Ui&, float right, float middle, std::string_view keys);
// The same of an action, where keys are shown and there is room for them.
void draw_caps_of(Frame&, std::string_view action, float right, float middle, float room);

}  // namespace tributary::app
