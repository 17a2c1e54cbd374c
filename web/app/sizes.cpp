#include "web/app/sizes.h"

#include <algorithm>

namespace tributary::app {
namespace {

constexpr float touch_min = 44;

Sizes cosy() {
  Sizes s;
  s.row = 60, s.row_lines = 2, s.avatar_list = 36, s.nav = 32, s.menu_item = 34, s.table_row = 36, s.settings_row = 52;
  s.run_gap = 10;
  return s;
}

Sizes compact() {
  Sizes s;
  s.row = 36, s.row_lines = 1, s.avatar_list = 20, s.nav = 28, s.menu_item = 30, s.table_row = 32, s.settings_row = 44;
  s.button = 28, s.input = 32, s.header = 52;
  s.message = Style::dense;
  s.bubble_x = 12, s.bubble_y = 6, s.run_gap = 8;
  return s;
}

}  // namespace

Sizes sizes_of(Density density, bool touch) {
  Sizes s = density == Density::compact ? compact() : density == Density::cosy ? cosy() : Sizes{};
  if (!touch) return s;
  for (float Sizes::*one : {&Sizes::row, &Sizes::nav, &Sizes::menu_item, &Sizes::button, &Sizes::input, &Sizes::table_row})
    s.*one = std::max(s.*one, touch_min);
  s.header = std::max(s.header, 56.0f);
  return s;
}

}  // namespace tributary::app
