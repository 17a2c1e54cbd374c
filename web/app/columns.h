#pragma once
// How wide the panes are beside one another: four columns from 1280 px, the details in a drawer below,
// icons alone in the rail below 1024 px, one pane below 720 px. What a person dragged is kept as far as it fits; the
// thread keeps 480 px as long as the list can give way.
#include "web/app/preferences.h"

namespace tributary::app {

namespace pane {
inline constexpr float four_from = 1280, words_from = 1024, one_below = 720;
inline constexpr float rail = 208, rail_icons = 56, rail_min = 160, rail_max = 320, rail_folds_below = 120;
inline constexpr float list = 348, list_min = 280, list_tight = 240, list_max = 560;
inline constexpr float contact = 292, contact_min = 240, contact_max = 480;
inline constexpr float thread_min = 480;
}  // namespace pane

struct Columns {
  float rail = 0, list = 0, thread = 0, contact = 0;         // contact 0: not a column
  float rail_max = 0, list_min = 0, list_max = 0, contact_max = 0;  // how far each may be dragged now
  bool rail_folds = false;                                   // there is a choice between words and icons
};
Columns columns_of(float width, const Preferences&);
// What dragging the rail's edge to `width` means: between icons and the narrowest rail with words there is nothing.
float rail_width_for(float width);

}  // namespace tributary::app
