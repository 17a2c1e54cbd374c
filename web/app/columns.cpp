#include "web/app/columns.h"

#include <algorithm>

namespace tributary::app {
namespace {

float chosen(float width, float own) { return width > 0 ? width : own; }

float rail_of(float width, const Preferences& prefs) {
  if (width < pane::words_from) return pane::rail_icons;
  return rail_width_for(chosen(prefs.rail_width, pane::rail));
}

// Takes what is missing from this pane, as far as it may shrink.
void give_way(float& pane_width, float least, float& missing) {
  const float given = std::clamp(missing, 0.0f, std::max(0.0f, pane_width - least));
  pane_width -= given;
  missing -= given;
}

}  // namespace

float rail_width_for(float width) {
  return width < pane::rail_folds_below ? pane::rail_icons : std::clamp(width, pane::rail_min, pane::rail_max);
}

Columns columns_of(float width, const Preferences& prefs) {
  Columns c;
  c.rail_folds = width >= pane::words_from;
  c.list_min = width < pane::words_from ? pane::list_tight : pane::list_min;
  c.rail = rail_of(width, prefs);
  c.list = std::clamp(chosen(prefs.list_width, pane::list), c.list_min, pane::list_max);
  const bool column = width >= pane::four_from && prefs.contact_shown;
  c.contact = column ? std::clamp(chosen(prefs.contact_width, pane::contact), pane::contact_min, pane::contact_max) : 0;
  float missing = c.rail + c.list + c.contact + pane::thread_min - width;
  give_way(c.list, c.list_min, missing);
  if (column) give_way(c.contact, pane::contact_min, missing);
  give_way(c.rail, c.rail > pane::rail_icons ? pane::rail_min : pane::rail_icons, missing);
  c.thread = width - c.rail - c.list - c.contact;
  const float spare = std::max(0.0f, c.thread - pane::thread_min);
  c.rail_max = std::max(c.rail, std::min(pane::rail_max, c.rail + spare));
  c.list_max = std::max(c.list, std::min(pane::list_max, c.list + spare));
  c.contact_max = std::max(c.contact, std::min(pane::contact_max, c.contact + spare));
  return c;
}

}  // namespace tributary::app
