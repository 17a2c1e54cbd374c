#pragma once
// Sizes that follow the density, in the app's own pixels. The text size is not here: it scales the whole
// page at the platform's boundary (platform::set_zoom), so what fits at 100 % fits at 150 %.
#include "web/app/theme.h"

namespace tributary::app {

struct Sizes {
  float row = 76;                  // of the conversation list
  int row_lines = 3;               // name; what was said; channel and states
  float avatar_list = 40;          // 0: none
  float nav = 34, menu_item = 36, table_row = 40, settings_row = 56;
  float button = 32, input = 36;   // 44 where fingers point
  float header = 60;
  Style message = Style::body;     // the text of messages
  float bubble_x = 14, bubble_y = 9;
  float run_gap = 12, message_gap = 2;  // above the first of a run by one author, and above the others
};

// `touch`: fingers point, so everything that can be pressed is at least 44 px high.
Sizes sizes_of(Density, bool touch);

}  // namespace tributary::app
